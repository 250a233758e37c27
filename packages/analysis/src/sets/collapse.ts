/**
 * Collapse of correlated pairs: instead of both features the model keeps their sum, as principal components would.
 *
 * Source: Toy Models of Superposition, "The Geometry of Superposition" (three correlated pairs in the plane collapse one after the
 * other as the features get denser).
 */
import type { WeightView } from '../view.js';
import { notYet } from '../internal/not-yet.js';

export interface CollapseOptions {
  /** A pair has collapsed when its cosine is at least this, in (0, 1]. Default 0.95 (18 degrees). */
  readonly cosine?: number;
  /** ... and both norms exceed this, >= 0. Default 0.3. */
  readonly representedNorm?: number;
}

export interface PairState {
  readonly pair: readonly [number, number];
  /** `collapsed`: one direction for both; `apart`: represented, in different directions; `half`: only one represented; `dropped`: none. */
  readonly state: 'collapsed' | 'apart' | 'half' | 'dropped';
  /** In [-1, 1]; 0 for a zero vector. */
  readonly cosine: number;
}

export interface CollapsedPairs {
  readonly pairs: readonly PairState[];
  /** How many have collapsed. */
  readonly nCollapsed: number;
  readonly nDropped: number;
}

export function collapsedPairs(
  view: WeightView,
  pairs: readonly (readonly [number, number])[],
  options: CollapseOptions = {},
): CollapsedPairs {
  void view, pairs, options;
  return notYet();
}
