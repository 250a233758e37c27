/**
 * A learned dictionary against the true one: the one-to-one pairing of vectors with the largest sum of cosines.
 *
 * Source: optimal assignment by the Hungarian method (Kuhn 1955) in the shortest-augmenting-path form, O(k^2 max(k, n)).
 */
import type { WeightView } from '../view.js';
import { notYet } from '../internal/not-yet.js';

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
  /** Over the true vectors asked for; one without a partner counts 0. */
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
  void learned, truth, options;
  return notYet();
}

/**
 * The assignment of rows to columns with the largest total value.
 *
 * @param value [row, column], row-major, finite
 * @returns the column of each row, [row]; -1 for a row left over (more rows than columns)
 */
export function bestAssignment(value: Float64Array, nRows: number, nColumns: number): Int32Array {
  void value, nRows, nColumns;
  return notYet();
}
