/** Rotations of the hidden space: W becomes O W, so that every vector W_i is multiplied by O. */

import type { RandomStream } from '@toymodels/core';

/** A random orthogonal matrix, [row, column], by Gram and Schmidt on normal entries. Impure: draws. */
export function randomRotation(size: number, random: RandomStream): number[][] {
  const rows: number[][] = [];
  while (rows.length < size) {
    let row = Array.from({ length: size }, () => random.normal());
    // Twice, against rounding.
    for (let pass = 0; pass < 2; pass++) {
      for (const known of rows) {
        const dot = known.reduce((sum, each, h) => sum + each * row[h]!, 0);
        row = row.map((each, h) => each - dot * known[h]!);
      }
      const norm = Math.hypot(...row);
      row = row.map((each) => each / norm);
    }
    rows.push(row);
  }
  return rows;
}

/** A rotation by an angle in the plane of the first two dimensions. */
export function planeRotation(size: number, radians: number): number[][] {
  const [c, s] = [Math.cos(radians), Math.sin(radians)];
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => {
      if (i > 1 || j > 1) return i === j ? 1 : 0;
      if (i === j) return c;
      return i === 0 ? -s : s;
    }),
  );
}

/** A random permutation of the dimensions. Impure: draws. */
export function randomPermutation(size: number, random: RandomStream): number[][] {
  const order = Array.from({ length: size }, (_, h) => h);
  for (let h = size - 1; h > 0; h--) {
    const other = Math.min(h, Math.floor(random.uniform() * (h + 1)));
    [order[h], order[other]] = [order[other]!, order[h]!];
  }
  return order.map((from) => order.map((_, h) => (h === from ? 1 : 0)));
}

/** O W_i for every feature; W is [feature, hidden]. */
export function rotated(weights: readonly number[], rotation: readonly (readonly number[])[]): number[] {
  const m = rotation.length;
  return Array.from({ length: weights.length }, (_, q) => {
    const [feature, h] = [Math.floor(q / m), q % m];
    return rotation[h]!.reduce((sum, each, j) => sum + each * weights[feature * m + j]!, 0);
  });
}
