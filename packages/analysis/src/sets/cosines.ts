/**
 * How sets of correlated or anticorrelated features lie: cosines within each set and across sets.
 *
 * Source: Toy Models of Superposition, "The Geometry of Superposition" (correlated features are orthogonal where there is room,
 * else side by side; anticorrelated ones opposite).
 */
import { cosines } from '../gram.js';
import { checkNumber, completeOptions } from '../internal/options.js';
import { checkSets } from '../internal/sets.js';
import { REPRESENTED_NORM, representedFeatures } from '../norms.js';
import type { WeightView } from '../view.js';

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

/** Cosines of all pairs, whatever their norms. */
export interface SetCosines {
  /** Of the pairs of each set, [set][pair], pairs in the order of the set. */
  readonly within: readonly (readonly number[])[];
  /** Of the pairs of different sets. */
  readonly across: readonly number[];
}

/**
 * @param sets disjoint sets of features
 * @throws InvalidArgumentError for features that do not exist or are in two sets
 */
export function setCosines(view: WeightView, sets: readonly (readonly number[])[]): SetCosines {
  checkSets(view, sets);
  const cosine = cosines(view);
  const between = (a: readonly number[], b: readonly number[]): number[] =>
    a.flatMap((i) => b.map((j) => cosine[i * view.nFeatures + j]!));
  return {
    within: sets.map((set) => set.flatMap((i, k) => between([i], set.slice(k + 1)))),
    across: sets.flatMap((set, k) => sets.slice(k + 1).flatMap((other) => between(set, other))),
  };
}

/**
 * What {@link setCosines} of the represented features amount to.
 *
 * @param sets disjoint sets of features
 * @throws InvalidArgumentError for features that do not exist or are in two sets
 */
export function setGeometry(
  view: WeightView,
  sets: readonly (readonly number[])[],
  options: SetGeometryOptions = {},
): SetGeometry {
  const { orthogonalCosine, antipodalCosine, representedNorm } = completeOptions<
    Required<SetGeometryOptions>
  >(
    'setGeometry',
    { orthogonalCosine: 0.2, antipodalCosine: -0.9, representedNorm: REPRESENTED_NORM },
    options,
  );
  checkNumber(
    'orthogonalCosine',
    orthogonalCosine,
    orthogonalCosine >= 0 && orthogonalCosine < 1,
    'a cosine in [0, 1)',
  );
  checkNumber(
    'antipodalCosine',
    antipodalCosine,
    antipodalCosine >= -1 && antipodalCosine < 0,
    'a cosine in [-1, 0)',
  );
  checkSets(view, sets);
  const represented = new Set(representedFeatures(view, representedNorm));
  const { within: inside, across } = setCosines(
    view,
    sets.map((set) => set.filter((i) => represented.has(i))),
  );
  const within = inside.map((pairs, set): SetPairs => ({
    features: sets[set]!,
    ...statistics(pairs),
    orthogonal: pairs.length > 0 && pairs.every((each) => Math.abs(each) <= orthogonalCosine),
    antipodal: pairs.length > 0 && pairs.every((each) => each <= antipodalCosine),
  }));
  const all = (holds: (set: SetPairs) => boolean): boolean => within.length > 0 && within.every(holds);
  return {
    within,
    withinAll: statistics(inside.flat()),
    across: statistics(across),
    allOrthogonal: all(({ orthogonal }) => orthogonal),
    allAntipodal: all(({ antipodal }) => antipodal),
  };
}

function statistics(cosine: readonly number[]): CosineStatistics {
  const nPairs = cosine.length;
  if (nPairs === 0)
    return { nPairs, mean: Number.NaN, meanAbsolute: Number.NaN, least: Number.NaN, largest: Number.NaN };
  return {
    nPairs,
    mean: cosine.reduce((sum, value) => sum + value, 0) / nPairs,
    meanAbsolute: cosine.reduce((sum, value) => sum + Math.abs(value), 0) / nPairs,
    least: Math.min(...cosine),
    largest: Math.max(...cosine),
  };
}
