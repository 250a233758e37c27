/**
 * Collapse of correlated pairs: instead of both features the model keeps their sum, as principal components would.
 *
 * Source: Toy Models of Superposition, "The Geometry of Superposition" (three correlated pairs in the plane collapse one after the
 * other as the features get denser).
 */
import { cosines } from '../gram.js';
import { checkNumber, completeOptions } from '../internal/options.js';
import { checkSets } from '../internal/sets.js';
import { representedFeatures } from '../norms.js';
import type { WeightView } from '../view.js';

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
  const { cosine: limit, representedNorm } = completeOptions<Required<CollapseOptions>>(
    'collapsedPairs',
    { cosine: 0.95, representedNorm: 0.3 },
    options,
  );
  checkNumber('cosine', limit, limit > 0 && limit <= 1, 'a cosine in (0, 1]');
  checkSets(view, pairs);
  const represented = new Set(representedFeatures(view, representedNorm));
  const between = cosines(view);
  const states = pairs.map((pair): PairState => {
    const [i, j] = pair;
    const cosine = between[i * view.nFeatures + j]!;
    const there = Number(represented.has(i)) + Number(represented.has(j));
    const state =
      there === 0 ? 'dropped' : there === 1 ? 'half' : cosine >= limit - 1e-12 ? 'collapsed' : 'apart';
    return { pair, state, cosine };
  });
  return {
    pairs: states,
    nCollapsed: states.filter(({ state }) => state === 'collapsed').length,
    nDropped: states.filter(({ state }) => state === 'dropped').length,
  };
}
