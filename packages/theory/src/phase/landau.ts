/**
 * Where the dedicated solution goes soft: the second-order border, from an expansion to second order.
 *
 * THEOREM. n = 2, m = 1, I = (1, r), optimal biases. Near W = (1, 0), b = (0, p/2) let
 * W = ((1 + s w)^(1/2), -w), b = (t w, b_2*), w > 0 small, 0 <= t <= 1. Then
 *
 *   L = L_dedicated + w^2 { Q(s, t; p) - r (p/3 - p^2/4) } + O(w^3)
 *   Q = p [ p (s^2/3 + 1/3 + t^2 - s/2 + s t - t) + (1-p)(s^2/3 + s t + t^2) ] + (1-p)[ (1-p) t^2 + p t^3/3 ]
 *
 * The minimum over s is s = (3/2)(p/2 - t), over t the positive root of
 * p(1-p) t^2 + (p/2 + 2(1-p)^2) t - p^2/4 = 0. With Q* that minimum the dedicated solution stops being a
 * minimum at
 *
 *   r_c(p) = Q*(p) / (p/3 - p^2/4),            r_c -> 0 for p -> 0,   r_c(1) = 1.
 *
 * Below the line in p the extra feature grows out of zero continuously, as a weak antipodal weight.
 * Where the true transition is first order (r above 0.8964, see `tricritical.ts`, or below 0.564) it happens elsewhere,
 * and this is only the limit of stability.
 *
 * Source: derived for this project.
 */

import { InvalidArgumentError } from '@toymodels/core';

import { checkPositive } from '../input.js';
import { bisectRoot } from '../numeric/root.js';

/** The softest direction out of the dedicated solution. */
export interface SoftDirection {
  /** Q*(p) */
  readonly curvature: number;
  /** s: |W_1|^2 grows by s w */
  readonly firstWeight: number;
  /** t: b_1 grows by t w */
  readonly firstBias: number;
}

/** Q*(p) and its direction, feature probability p in (0, 1]. */
export function softDirection(featureProbability: number): SoftDirection {
  const p = featureProbability;
  if (!(p > 0 && p <= 1)) {
    throw new InvalidArgumentError(`invalid featureProbability: ${p}; allowed are numbers above 0, up to 1`);
  }
  const q = 1 - p;
  const linear = p / 2 + 2 * q * q;
  // the positive root, in the form that does not cancel (and holds at p = 1)
  const t = (p * p) / 2 / (linear + Math.sqrt(linear * linear + p * q * p * p));
  const s = 1.5 * (p / 2 - t);
  const both = (s * s) / 3 + 1 / 3 + t * t - s / 2 + s * t - t;
  const one = (s * s) / 3 + s * t + t * t;
  const curvature = p * (p * both + q * one) + q * (q * t * t + (p * t ** 3) / 3);
  return { curvature, firstWeight: s, firstBias: t };
}

/** r_c(p): above this importance ratio (towards 1) the dedicated solution is not a minimum. */
export function softeningRatio(featureProbability: number): number {
  const { curvature } = softDirection(featureProbability);
  return curvature / (featureProbability / 3 - featureProbability ** 2 / 4);
}

/**
 * p_c(r), the inverse of {@link softeningRatio}: below this feature probability the dedicated solution is not a
 * minimum.
 *
 * @param importanceRatio r above 0; r and 1/r give the same
 */
export function softeningProbability(importanceRatio: number): number {
  checkPositive(importanceRatio, 'importanceRatio');
  const r = Math.min(importanceRatio, 1 / importanceRatio);
  if (r === 1) return 1;
  return bisectRoot((p) => softeningRatio(p) - r, 1e-12, 1);
}
