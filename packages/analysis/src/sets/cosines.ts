/**
 * How sets of correlated or anticorrelated features lie: cosines within each set and across sets.
 *
 * Source: Toy Models of Superposition, "The Geometry of Superposition" (correlated features are orthogonal where there is room,
 * else side by side; anticorrelated ones opposite).
 */
import type { WeightView } from '../view.js';
import { notYet } from '../internal/not-yet.js';

export interface SetGeometryOptions {
  /** Pairs with |cos| at most this are orthogonal, in [0, 1). Default 0.2. */
  readonly orthogonalCosine?: number;
  /** Pairs with cos at most this are antipodal, in [-1, 0). Default -0.9. */
  readonly antipodalCosine?: number;
  /** Features with |W_i| at most this are in no pair, >= 0. Default 0.5. */
  readonly representedNorm?: number;
}

/** Statistics of the cosines of some pairs; all NaN without a pair. */
export interface CosineStatistics {
  readonly nPairs: number;
  readonly mean: number;
  readonly meanAbsolute: number;
  readonly least: number;
  readonly largest: number;
}

/** Pairs of represented features. */
export interface SetPairs extends CosineStatistics {
  readonly features: readonly number[];
  /** At least one pair, and every one is orthogonal (antipodal). */
  readonly orthogonal: boolean;
  readonly antipodal: boolean;
}

export interface SetGeometry {
  /** Within each set, [set]. */
  readonly within: readonly SetPairs[];
  /** Over all pairs within sets, and over all pairs of different sets. */
  readonly withinAll: CosineStatistics;
  readonly across: CosineStatistics;
  readonly allOrthogonal: boolean;
  readonly allAntipodal: boolean;
}

/**
 * @param sets disjoint sets of features
 * @throws InvalidArgumentError for features that do not exist or are in two sets
 */
export function setGeometry(
  view: WeightView,
  sets: readonly (readonly number[])[],
  options: SetGeometryOptions = {},
): SetGeometry {
  void view, sets, options;
  return notYet();
}
