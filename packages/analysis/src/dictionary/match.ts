/**
 * A learned dictionary against the true one: the one-to-one pairing of vectors with the largest sum of cosines.
 *
 * Source: optimal assignment by the Hungarian method (Kuhn 1955) in the shortest-augmenting-path form, O(k^2 max(k, n)).
 */
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { checkWhole, completeOptions } from '../internal/options.js';
import { featureNorms, representedFeatures } from '../norms.js';
import { checkView, type WeightView } from '../view.js';

export interface MatchOptions {
  /** `signed`: W and -W are opposite; `line`: they are one. Default `signed`. */
  readonly direction?: 'signed' | 'line';
  /** Only true vectors with |W_i| above this are asked for, >= 0. Default 0. */
  readonly representedNorm?: number;
}

export interface MatchedPair {
  readonly learned: number;
  readonly truth: number;
  /** In [-1, 1]; for `line` in [0, 1]. */
  readonly cosine: number;
}

export interface DictionaryMatch {
  /** In the order of the true vectors. */
  readonly pairs: readonly MatchedPair[];
  /** Over the true vectors asked for; one without a partner counts 0. NaN when none is asked for. */
  readonly meanCosine: number;
  readonly minCosine: number;
  /** True vectors without a partner (fewer were learned than asked for), increasing. */
  readonly missed: readonly number[];
  /** Learned vectors without a partner, increasing. */
  readonly spare: readonly number[];
}

/** @throws ShapeError when the two live in different dimensions */
export function matchDictionary(
  learned: WeightView,
  truth: WeightView,
  options: MatchOptions = {},
): DictionaryMatch {
  checkView(learned);
  checkView(truth);
  const { direction, representedNorm } = completeOptions<Required<MatchOptions>>(
    'matchDictionary',
    { direction: 'signed', representedNorm: 0 },
    options,
  );
  if (direction !== 'signed' && direction !== 'line') {
    throw new InvalidArgumentError(`direction is ${String(direction)}; give 'signed' or 'line'`);
  }
  if (learned.nHidden !== truth.nHidden) {
    throw new ShapeError(
      `learned vectors have ${learned.nHidden} numbers, true ones ${truth.nHidden}; both must live in one space`,
    );
  }
  const asked = representedFeatures(truth, representedNorm);
  const columns = learned.nFeatures;
  const value = new Float64Array(asked.length * columns);
  const [learnedNorms, truthNorms] = [featureNorms(learned), featureNorms(truth)];
  asked.forEach((i, row) => {
    for (let j = 0; j < columns; j++) {
      const between = cosine(truth, i, truthNorms[i]!, learned, j, learnedNorms[j]!);
      value[row * columns + j] = direction === 'line' ? Math.abs(between) : between;
    }
  });
  const assignment = bestAssignment(value, asked.length, columns);
  const pairs: MatchedPair[] = [];
  const missed: number[] = [];
  asked.forEach((i, row) => {
    const j = assignment[row]!;
    if (j < 0) missed.push(i);
    else pairs.push({ learned: j, truth: i, cosine: value[row * columns + j]! });
  });
  const cosines = [...pairs.map((pair) => pair.cosine), ...missed.map(() => 0)];
  const used = new Set(assignment);
  return {
    pairs,
    meanCosine: cosines.reduce((sum, each) => sum + each, 0) / cosines.length,
    minCosine: cosines.length === 0 ? Number.NaN : Math.min(...cosines),
    missed,
    spare: Array.from({ length: columns }, (_, j) => j).filter((j) => !used.has(j)),
  };
}

/**
 * The assignment of rows to columns with the largest total value.
 *
 * @param value [row, column], row-major, finite
 * @returns the column of each row, [row]; -1 for a row left over (more rows than columns)
 */
export function bestAssignment(value: Float64Array, nRows: number, nColumns: number): Int32Array {
  for (const [name, size] of [
    ['nRows', nRows],
    ['nColumns', nColumns],
  ] as const)
    checkWhole(name, size, 0);
  if (value.length !== nRows * nColumns) {
    throw new ShapeError(
      `value has ${value.length} numbers; nRows * nColumns = ${nRows * nColumns} are needed`,
    );
  }
  const hole = value.findIndex((each) => !Number.isFinite(each));
  if (hole >= 0) throw new InvalidArgumentError(`value holds ${value[hole]}; every one must be finite`);
  const result = new Int32Array(nRows).fill(-1);
  const tall = nRows > nColumns;
  const [k, n] = tall ? [nColumns, nRows] : [nRows, nColumns];
  const cost = tall
    ? (row: number, column: number): number => -value[column * nColumns + row]!
    : (row: number, column: number): number => -value[row * nColumns + column]!;
  shortestPaths(cost, k, n).forEach((row, column) => {
    if (row < 0) return;
    if (tall) result[column] = row;
    else result[row] = column;
  });
  return result;
}

/**
 * The assignment of k rows to n >= k columns of least cost: rows enter one at a time, each along the cheapest path of
 * reassignments, costs reduced by potentials so that they stay >= 0.
 *
 * @returns the row of each column, [column]; -1 for none
 */
function shortestPaths(cost: (row: number, column: number) => number, k: number, n: number): Int32Array {
  const rowPotential = new Float64Array(k);
  const columnPotential = new Float64Array(n);
  const rowOf = new Int32Array(n).fill(-1);
  for (let entering = 0; entering < k; entering++) {
    const distance = new Float64Array(n).fill(Infinity);
    const previous = new Int32Array(n).fill(-1);
    const done = new Uint8Array(n);
    let row = entering;
    let column = -1;
    for (;;) {
      let next = -1;
      for (let j = 0; j < n; j++) {
        if (done[j]) continue;
        const along = cost(row, j) - rowPotential[row]! - columnPotential[j]!;
        if (along < distance[j]!) {
          distance[j] = along;
          previous[j] = column;
        }
        if (next < 0 || distance[j]! < distance[next]!) next = j;
      }
      // Shift potentials so that the reached column costs nothing, then go on from the row that holds it.
      const step = distance[next]!;
      rowPotential[entering]! += step;
      for (let j = 0; j < n; j++) {
        if (done[j]) {
          rowPotential[rowOf[j]!]! += step;
          columnPotential[j]! -= step;
        } else distance[j]! -= step;
      }
      done[next] = 1;
      column = next;
      if (rowOf[next]! < 0) break;
      row = rowOf[next]!;
    }
    while (column >= 0) {
      const before = previous[column]!;
      rowOf[column] = before < 0 ? entering : rowOf[before]!;
      column = before;
    }
  }
  return rowOf;
}

/** Cosine between row i of one and row j of the other; 0 for a zero vector. */
function cosine(a: WeightView, i: number, normA: number, b: WeightView, j: number, normB: number): number {
  if (!(normA > 0 && normB > 0)) return 0;
  let dot = 0;
  // Divided before they are multiplied: products of tiny vectors underflow.
  for (let h = 0; h < a.nHidden; h++) {
    dot += (a.weights[i * a.nHidden + h]! / normA) * (b.weights[j * b.nHidden + h]! / normB);
  }
  return Math.max(-1, Math.min(1, dot));
}
