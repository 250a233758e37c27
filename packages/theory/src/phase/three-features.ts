/**
 * Three features in two dimensions, I = (1, 1, r), b = 0: the paper's candidates by the direction left out.
 *
 *   W perpendicular to      represents                            L
 *   (0, 0, 1)               features 1, 2; extra ignored          r p/3
 *   (1, 0, 0)               feature 2 and the extra one           p/3
 *   (0, 1, 1)               extra antipodal to feature 2          (1 + r) p^2/6
 *   (1, 1, 0)               1 antipodal to 2, extra dedicated     p^2/3
 *
 * (unit-norm pairs.) For p < 1 and r < 1: above p = 2r/(1+r) the extra feature is ignored, below it is paired
 * with one of the others. For r > 1 the extra feature always has its own dimension and the other two are
 * paired: leaving out (1, 0, 0) never wins, it ties at p = 1. All four meet at (1, 1). The 120-degree
 * triangle, W perpendicular to (1, 1, 1), costs 3/8 p^2 + O(p^3) at r = 1, more than 1/3 p^2, and is rightly
 * not a candidate in the sparse limit.
 *
 * Source: the paper, "Superposition as a phase change" (n = 3, m = 2 theory panel).
 */

import { checkPositive, checkProbability } from '../input.js';

/** Losses of the four candidates, b = 0. */
export interface ThreeFeatureCandidates {
  /** W perpendicular to (0, 0, 1) */
  readonly extraIgnored: number;
  /** W perpendicular to (1, 0, 0) */
  readonly firstIgnored: number;
  /** W perpendicular to (0, 1, 1) */
  readonly extraPaired: number;
  /** W perpendicular to (1, 1, 0) */
  readonly othersPaired: number;
}

/** The four losses at importance ratio r > 0 and feature probability p in [0, 1]. */
export function threeFeatureCandidates(
  importanceRatio: number,
  featureProbability: number,
): ThreeFeatureCandidates {
  checkPositive(importanceRatio, 'importanceRatio');
  checkProbability(featureProbability, 'featureProbability');
  const r = importanceRatio;
  const p = featureProbability;
  return {
    extraIgnored: (r * p) / 3,
    firstIgnored: p / 3,
    extraPaired: ((1 + r) * p * p) / 6,
    othersPaired: (p * p) / 3,
  };
}

/** The name of the cheapest candidate; ties go to the first named in {@link ThreeFeatureCandidates}. */
export function threeFeatureWinner(
  importanceRatio: number,
  featureProbability: number,
): keyof ThreeFeatureCandidates {
  const losses = threeFeatureCandidates(importanceRatio, featureProbability);
  const names = ['extraIgnored', 'firstIgnored', 'extraPaired', 'othersPaired'] as const;
  return names.reduce((best, name) => (losses[name] < losses[best] ? name : best));
}
