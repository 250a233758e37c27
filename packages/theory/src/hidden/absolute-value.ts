/**
 * Computing |x| in m neurons: what the clean circuits and the paper's shared neuron cost.
 *
 * CLEAN. h = ((x_i)_+, (-x_i)_+), y_i = h + h': two neurons a feature and no error. A feature left out costs
 * I_i (p/3 - p^2/4) at b_i = p/2. One spare neuron serves one sign of one more feature; with the best affine readout
 * that feature costs I [ p/3 - p^2/4 - (p/6 - p^2/8)^2 / (p/6 - p^2/16) ], about I p/6.
 *
 * SHARING, one active feature. One neuron for A positive and B negative, h = (a x_A - x_B/a)_+ with outputs (1/a, a):
 * A firing gives B the false value a^2 x, B firing gives A x/a^2. Cost (p/6)(I_B a^4 + I_A a^-4), at best
 * (p/3) sqrt(I_A I_B), at a^8 = I_A/I_B. Leaving B's side out costs only p I_B/6, so for I_A >= I_B sharing alone never pays.
 * With inhibition, a unit that fires on A positive and sends at most -a^2 x to B, the first term is cut off by B's output ReLU: the cost
 * is (p/6) I_A a^-4, which pays as soon as a^4 > I_A/I_B and vanishes as a grows. That is why the motif the paper
 * found is asymmetric and inhibitory (its a = 2 cuts the interference 16 times).
 *
 * Source: the paper, "Computing in superposition" (the asymmetric superposition motif); derived here.
 * Leading order in p for the sharing costs; exact losses of any circuit: `exact.ts`.
 */

import { checkPositive, checkProbability } from '../input.js';

/** Cost of a feature that has no neuron: `I (p/3 - p^2/4)`. */
export function absoluteUnrepresentedLoss(importance: number, featureProbability: number): number {
  check([importance], featureProbability);
  const p = featureProbability;
  return importance * (p / 3 - (p * p) / 4);
}

/** Cost of a feature with one neuron for one of its signs and the best affine readout. */
export function absoluteOneSidedLoss(importance: number, featureProbability: number): number {
  check([importance], featureProbability);
  const p = featureProbability;
  if (p === 0) return 0;
  const covariance = p / 6 - (p * p) / 8;
  return importance * (p / 3 - (p * p) / 4 - covariance ** 2 / (p / 6 - (p * p) / 16));
}

/** Cost of sharing a neuron between A positive and B negative at asymmetry a, without inhibition. */
export function sharedNeuronLoss(
  importanceA: number,
  importanceB: number,
  featureProbability: number,
  asymmetry: number,
): number {
  check([importanceA, importanceB], featureProbability);
  checkPositive(asymmetry, 'asymmetry');
  const a4 = asymmetry ** 4;
  return (featureProbability / 6) * (importanceB * a4 + importanceA / a4);
}

/** The same with a unit that inhibits B whenever A is positive: only A's error remains. */
export function inhibitedNeuronLoss(
  importanceA: number,
  featureProbability: number,
  asymmetry: number,
): number {
  check([importanceA], featureProbability);
  checkPositive(asymmetry, 'asymmetry');
  return ((featureProbability / 6) * importanceA) / asymmetry ** 4;
}

/** a of the cheapest sharing without inhibition: (I_A/I_B)^{1/8}. */
export function bestSharingAsymmetry(importanceA: number, importanceB: number): number {
  checkPositive(importanceA, 'importanceA');
  checkPositive(importanceB, 'importanceB');
  return (importanceA / importanceB) ** (1 / 8);
}

/** The asymmetric motif as weights: one shared neuron, one inhibiting, and one for each remaining side. */
export interface AsymmetricMotif {
  readonly nFeatures: 2;
  readonly nHidden: 4;
  /** E, [feature, hidden] */
  readonly encoder: Float64Array;
  /** D, [feature, hidden] */
  readonly decoder: Float64Array;
}

/**
 * Features A and B in four neurons: shared `(a x_A - x_B/a)_+`, inhibiting `(x_A)_+` with weight `-a^2` on B, and
 * `(-x_A)_+` and `(x_B)_+`. For use with `absoluteValueLoss`.
 *
 * @param asymmetry a above 0; the paper's is 2
 */
export function asymmetricMotif(asymmetry: number): AsymmetricMotif {
  checkPositive(asymmetry, 'asymmetry');
  const a = asymmetry;
  return {
    nFeatures: 2,
    nHidden: 4,
    encoder: Float64Array.of(a, 1, -1, 0, -1 / a, 0, 0, 1),
    decoder: Float64Array.of(1 / a, 0, 1, 0, a, -a * a, 0, 1),
  };
}

function check(importances: readonly number[], featureProbability: number): void {
  for (const importance of importances) checkPositive(importance, 'importance');
  checkProbability(featureProbability, 'featureProbability');
}
