/**
 * Two features in one dimension without biases: the whole loss surface, and its one sharp border.
 *
 * THEOREM. W = (u, w), q = u w, I = (1, r), b = 0:
 *
 *   L = p(1-p) [ ((1-u^2)^2 + r (1-w^2)^2)/3 + (1+r) q_+^2/3 ] + p^2 [ J(u^2, q) + r J(w^2, q) ]
 *
 *   q >= 0:              J(a, q) = (1-a)^2/3 - (1-a) q/2 + q^2/3
 *   q < 0, B = |q| <= a: J = 1/3 - 2C + N,  N = a^2/3 - aB/2 + B^2/3 - B^3/(12a),  C = a/3 - B/4 + B^3/(24a^2)
 *   q < 0, B > a:        N = a^3/(12B),  C = a^2/(8B)
 *
 * At r = 1 the two minima are u = w = 1/sqrt 2 with L = p/3 - p^2/4 ("confused": the model stores x_1 + x_2),
 * and u = -w with u^2 = (8-5p)/(8-6p), L = 2p [ 1/3 - (8-5p)^2 / (48(4-3p)) ] (antipodal). They tie at
 * 43 p^2 - 80 p + 32 = 0:
 *
 *   p_c(1) = 4 (10 - sqrt 14) / 43 = 0.5821714...
 *
 * For other r the sector u w > 0 holds one minimum that moves continuously from nearly [1, 0] (r small) to
 * confused (r = 1), so that "dedicated" and "confused" are one phase here: exact [1, 0] is never stationary,
 * dL/dw = -r p^2/2 there. The only first-order border is p_c(r), where the sign of u w changes.
 *
 * Source: the comment on the paper by T. McGrath ("phase diagrams" with the confused feature regime); the exact
 * surface and p_c derived here.
 */

import { checkFinite, checkPositive, checkProbability } from '../input.js';
import { ReluOutputLoss } from '../exact/relu-output.js';
import { bisectSwitch } from '../numeric/root.js';
import { optimiseFrom } from '../optimise/relu-objective.js';

/** The exact bias-free loss at W = (u, w), importance ratio r > 0 and feature probability p. */
export function biasFreeSurface(
  u: number,
  w: number,
  importanceRatio: number,
  featureProbability: number,
): number {
  checkFinite(u, 'u');
  checkFinite(w, 'w');
  checkPositive(importanceRatio, 'importanceRatio');
  checkProbability(featureProbability, 'featureProbability');
  const r = importanceRatio;
  const p = featureProbability;
  const q = u * w;
  const shared = q > 0 ? ((1 + r) * q * q) / 3 : 0;
  const single = ((1 - u * u) ** 2 + r * (1 - w * w) ** 2) / 3 + shared;
  return p * (1 - p) * single + p * p * (bothActive(u * u, q) + r * bothActive(w * w, q));
}

/** J(a, q) = E (x - (a x + q y)_+)^2 with x and y uniform. */
function bothActive(a: number, q: number): number {
  if (q >= 0) return (1 - a) ** 2 / 3 - ((1 - a) * q) / 2 + (q * q) / 3;
  const b = -q;
  if (b > a) return 1 / 3 - (a * a) / (4 * b) + a ** 3 / (12 * b);
  const ratio = b / a;
  const n = (a * a) / 3 - (a * b) / 2 + (b * b) / 3 - (b * b * ratio) / 12;
  const c = a / 3 - b / 4 + (b * ratio * ratio) / 24;
  return 1 / 3 - 2 * c + n;
}

/** The two minima at equal importance, in closed form. */
export interface EqualImportanceMinima {
  /** u = w = 1/sqrt 2 */
  readonly confused: { readonly weight: number; readonly loss: number };
  /** u = -w */
  readonly antipodal: { readonly weight: number; readonly loss: number };
}

/** Closed-form minima of the bias-free surface at r = 1. */
export function equalImportanceMinima(featureProbability: number): EqualImportanceMinima {
  checkProbability(featureProbability, 'featureProbability');
  const p = featureProbability;
  return {
    confused: { weight: Math.SQRT1_2, loss: p / 3 - (p * p) / 4 },
    antipodal: {
      weight: Math.sqrt((8 - 5 * p) / (8 - 6 * p)),
      loss: 2 * p * (1 / 3 - (8 - 5 * p) ** 2 / (48 * (4 - 3 * p))),
    },
  };
}

/** A minimum of one sector of the bias-free surface. */
export interface SectorMinimum {
  readonly loss: number;
  /** W = (u, w) */
  readonly weights: readonly [number, number];
}

/**
 * The minima of the bias-free surface with u w >= 0 and with u w < 0; the second is missing where descent
 * from the antipodal solution leaves its sector.
 */
export function biasFreeMinima(
  importanceRatio: number,
  featureProbability: number,
): { readonly sameSign: SectorMinimum; readonly antipodal: SectorMinimum | undefined } {
  checkPositive(importanceRatio, 'importanceRatio');
  checkProbability(featureProbability, 'featureProbability');
  const p = featureProbability;
  const problem = {
    nFeatures: 2,
    nHidden: 1,
    importance: [1, importanceRatio],
    featureProbability: [p, p],
  };
  const loss = new ReluOutputLoss(problem);
  const descend = (weights: readonly number[]): SectorMinimum => {
    const end = optimiseFrom(problem, { weights }, { bias: 'zero', loss, gradientTolerance: 1e-12 });
    return { loss: end.loss, weights: [end.weights[0]!, end.weights[1]!] };
  };
  // The connected minimum leans towards the more important feature.
  const lean = Math.min(importanceRatio, 1 / importanceRatio);
  const sameSignFrom = (short: number): SectorMinimum =>
    descend(importanceRatio <= 1 ? [0.95, short] : [short, 0.95]);
  let sameSign = sameSignFrom(0.1 + 0.6 * lean);
  // On sparse data a first long step may leave the sector; from closer to the axis the steps are shorter.
  for (let short = 0.3 * lean; sameSign.weights[0] * sameSign.weights[1] < 0 && short > 1e-6; short /= 4)
    sameSign = sameSignFrom(short);
  const opposite = descend([1, -1]);
  const antipodal = opposite.weights[0] * opposite.weights[1] < 0 ? opposite : undefined;
  return { sameSign, antipodal };
}

/**
 * p_c(r): the feature probability above which the bias-free optimum has both weights of one sign. Closed
 * form at r = 1, bisection on the two minima otherwise (to about 1e-12).
 *
 * @param importanceRatio r above 0; r and 1/r give the same
 */
export function confusedBorder(importanceRatio: number): number {
  checkPositive(importanceRatio, 'importanceRatio');
  const r = Math.min(importanceRatio, 1 / importanceRatio);
  if (r === 1) return (4 * (10 - Math.sqrt(14))) / 43;
  return bisectSwitch(
    (p) => {
      const { sameSign, antipodal } = biasFreeMinima(r, p);
      return antipodal !== undefined && antipodal.loss < sameSign.loss;
    },
    1e-6 * r,
    1,
    1e-13,
  );
}
