/**
 * Antipodal pairs: two features on one line in opposite directions, the first form that
 * superposition takes as features get sparser. Each is the other's most opposite feature.
 *
 * Not a claim that the pair is orthogonal to all else: that is a digon, see `identification/`.
 *
 * Source: Toy Models of Superposition, Basic Results.
 */
import { InvalidArgumentError } from '@toymodels/core';
import { cosines } from './gram.js';
import { representedFeatures, REPRESENTED_NORM } from './norms.js';
import type { WeightView } from './view.js';

/** Two features i < j and the cosine between them, in [-1, 0). */
export interface AntipodalPair {
  readonly features: readonly [number, number];
  readonly cosine: number;
}

export interface AntipodalOptions {
  /** A feature takes part when |W_i| exceeds this, >= 0. Default 0.5. */
  readonly representedNorm?: number;
  /** Two features are opposite when their cosine is at most this, in [-1, 0). Default -0.9 (154 degrees). */
  readonly cosine?: number;
}

/** Pairs of represented features, each the most opposite one of the other, ordered by their first feature. */
export function antipodalPairs(view: WeightView, options: AntipodalOptions = {}): AntipodalPair[] {
  const { representedNorm = REPRESENTED_NORM, cosine: limit = -0.9 } = options;
  if (!(-1 <= limit && limit < 0)) {
    throw new InvalidArgumentError(
      `the cosine of an antipodal pair is at most ${limit}; give a number in [-1, 0), e.g. -0.9`,
    );
  }
  const represented = representedFeatures(view, representedNorm);
  const cosine = cosines(view);
  const between = (i: number, j: number): number => cosine[i * view.nFeatures + j]!;
  const mostOpposite = (i: number): number => {
    let best = -1;
    for (const j of represented) {
      if (j !== i && (best < 0 || between(i, j) < between(i, best))) best = j;
    }
    return best;
  };
  const pairs: AntipodalPair[] = [];
  for (const i of represented) {
    const j = mostOpposite(i);
    if (j > i && between(i, j) <= limit && mostOpposite(j) === i)
      pairs.push({ features: [i, j], cosine: between(i, j) });
  }
  return pairs;
}
