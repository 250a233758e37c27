/**
 * Two features in one dimension, the paper's three candidate solutions, W held fixed.
 *
 * I = (1, r), equal feature probability p, ReLU output. "First" is the feature of importance 1, "extra" the one
 * of importance r.
 *
 *   W          b = 0              best b
 *   [1, 0]     r p/3              r (p/3 - p^2/4)         extra ignored,   b = (0, p/2)
 *   [0, 1]     p/3                p/3 - p^2/4             extra dedicated
 *   [1, -1]    (1 + r) p^2/6      (1 + r) l(b*)           antipodal: E min(x_1, x_2)^2 = 1/6
 *
 *   l(b) = b^2 (1-p)^2 + p (1-p)(b^2 + b^3/3) + p^2 [ b^3/3 + (1-b)^3/3 - (1-b)^4/6 ]
 *   b* > 0 solves 2b(1-p) + p b^2 - p^2 (1-b)^2 + (2/3) p^2 (1-b)^3 = 0      (b* ~ p^2/6)
 *
 * BORDERS. b = 0: p = 2r/(1+r) for r <= 1 (antipodal below), p = 2/(1+r) for r >= 1, and r = 1 between the
 * two dedicated solutions; all meet at (r, p) = (1, 1): at equal importance antipodal wins for every p < 1.
 * With the best b they meet at (1, 0.626924). Crossing a border the slope of L jumps: first order.
 *
 * Source: the paper, "Superposition as a phase change" (its theory panel); closed forms derived here.
 * Not the optimum over W: that is `mcgrath.ts` (no bias) and `full-optimum.ts` (with bias).
 */

import { checkPositive, checkProbability } from '../input.js';
import { bisectRoot } from '../numeric/root.js';

/** Losses of the candidates at one (r, p). */
export interface TwoFeatureCandidates {
  /** W = [1, 0]: the extra feature is ignored */
  readonly extraIgnored: number;
  /** W = [0, 1]: the extra feature has the dimension */
  readonly extraDedicated: number;
  /** W = [1, -1] */
  readonly antipodal: number;
}

/** Candidate losses without a bias. */
export function twoFeatureCandidates(
  importanceRatio: number,
  featureProbability: number,
): TwoFeatureCandidates {
  check(importanceRatio, featureProbability);
  const r = importanceRatio;
  const p = featureProbability;
  return { extraIgnored: (r * p) / 3, extraDedicated: p / 3, antipodal: ((1 + r) * p * p) / 6 };
}

/** Candidate losses with the best bias of each, and as `antipodalBias` the antipodal one's (the same for both outputs). */
export function twoFeatureCandidatesWithBias(
  importanceRatio: number,
  featureProbability: number,
): TwoFeatureCandidates & { readonly antipodalBias: number } {
  check(importanceRatio, featureProbability);
  const p = featureProbability;
  const alone = p / 3 - (p * p) / 4;
  const antipodalBias = antipodalPairBias(p);
  return {
    extraIgnored: importanceRatio * alone,
    extraDedicated: alone,
    antipodal: (1 + importanceRatio) * antipodalPairLoss(p, antipodalBias),
    antipodalBias,
  };
}

/** l(b): the loss of one of two unit vectors W = [1, -1] at bias b in [0, 1] and importance 1. */
export function antipodalPairLoss(featureProbability: number, bias: number): number {
  const p = featureProbability;
  const q = 1 - p;
  const b = bias;
  const c = 1 - b;
  return b * b * q * q + p * q * (b * b + b ** 3 / 3) + p * p * (b ** 3 / 3 + c ** 3 / 3 - c ** 4 / 6);
}

/** b*: the best bias of W = [1, -1], in [0, 1). */
export function antipodalPairBias(featureProbability: number): number {
  checkProbability(featureProbability, 'featureProbability');
  const p = featureProbability;
  if (p === 0) return 0;
  const slope = (b: number): number =>
    2 * b * (1 - p) + p * b * b - p * p * (1 - b) ** 2 + (2 / 3) * p * p * (1 - b) ** 3;
  return bisectRoot(slope, 0, 1);
}

/**
 * The feature probability below which the antipodal solution beats both dedicated ones, at importance ratio r.
 *
 * @param importanceRatio r above 0; r and 1/r give the same
 * @param bias `zero`: 2r/(1+r) (r <= 1); `free`: each candidate at its best bias
 */
export function antipodalBorder(importanceRatio: number, bias: 'free' | 'zero' = 'free'): number {
  checkPositive(importanceRatio, 'importanceRatio');
  const r = Math.min(importanceRatio, 1 / importanceRatio);
  if (bias === 'zero') return (2 * r) / (1 + r);
  const gain = (p: number): number => {
    const { antipodal, extraIgnored } = twoFeatureCandidatesWithBias(r, p);
    return (antipodal - extraIgnored) / p;
  };
  return bisectRoot(gain, 1e-9 * r, 1);
}

/** Where the three candidates meet, always at r = 1: p = 1 without a bias, 0.626924 with the best ones. */
export function candidateTriplePoint(bias: 'free' | 'zero' = 'free'): {
  readonly importanceRatio: number;
  readonly featureProbability: number;
} {
  return { importanceRatio: 1, featureProbability: antipodalBorder(1, bias) };
}

function check(importanceRatio: number, featureProbability: number): void {
  checkPositive(importanceRatio, 'importanceRatio');
  checkProbability(featureProbability, 'featureProbability');
}
