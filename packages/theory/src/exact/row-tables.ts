/**
 * The states of `row-kernel.ts` as numbers.
 *
 * A state says of each feature whether it is low (0), high (1) or random (2): a number of n ternary digits. A child
 * has one random feature fixed, so its number is smaller by 3^i (high) or 2 * 3^i (low): counting down visits
 * every parent before its children.
 */

/** Tables for n features; they depend on nothing else. */
export interface RowTables {
  /** sum of 3^i over the bits of a mask, [mask] */
  readonly ternary: Int32Array;
  /** 2 * 3^i of the members of a mask, [mask, n]: how far apart the number pairs of parent and child lie */
  readonly steps: Int32Array;
  /** mask of random features, [state] */
  readonly randomOf: Uint16Array;
  /** mask of features at the high end, [state] */
  readonly highOf: Uint16Array;
  /** number of random features, [state] */
  readonly sizeOf: Uint8Array;
}

/** Builds the tables; n at most 16, the width of a mask. */
export function rowTables(n: number): RowTables {
  const masks = 2 ** n;
  const ternary = new Int32Array(masks);
  const steps = new Int32Array(masks * n);
  const randomOf = new Uint16Array(3 ** n);
  const highOf = new Uint16Array(3 ** n);
  const sizeOf = new Uint8Array(3 ** n);
  for (let mask = 1; mask < masks; mask++) {
    const lowest = 31 - Math.clz32(mask & -mask);
    ternary[mask] = ternary[mask & (mask - 1)]! + 3 ** lowest;
  }
  for (let random = 0; random < masks; random++) {
    let size = 0;
    for (let i = 0; i < n; i++) {
      if ((random >> i) & 1) steps[random * n + size++] = 2 * 3 ** i;
    }
    const rest = masks - 1 - random;
    // every subset of the features that are not random
    for (let high = rest; ; high = (high - 1) & rest) {
      const state = 2 * ternary[random]! + ternary[high]!;
      randomOf[state] = random;
      highOf[state] = high;
      sizeOf[state] = size;
      if (high === 0) break;
    }
  }
  return { ternary, steps, randomOf, highOf, sizeOf };
}
