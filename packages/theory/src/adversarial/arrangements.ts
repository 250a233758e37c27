/**
 * Attacks on simple arrangements, in closed form.
 *
 * ANY WEIGHTS. The best attack on output i moves it by e |M_i|, and
 *
 *   |M_i|^2 = |W_i|^4 + sum_{j != i} (W_i . W_j)^2 = |W_i|^4 / D_i :
 *
 * what is gained by an attack is the feature's own share plus its interference. All outputs together are moved by
 * e lambda at most, lambda the largest eigenvalue of S = sum_j W_j W_j^T; in a tight frame every row attack does that.
 *
 * DIGON, unit vectors, b = 0, both features of density p, attack e (-> 0):
 *
 *   one attack for all inputs        L' - L = 2 (1 - p^2) e^2 + O(p e^3)
 *   the worse sign for each input    L' - L = (2 sqrt 2/3) p^2 e + (2 - 3 p^2) e^2 + O(p^2 e^3)
 *
 * PROOF. Pre-activations are +-(x_1 - x_2), an attack adds s = +-sqrt 2 e to their difference. Nothing active, or one: the
 * loss grows by s^2 (per example always; with one sign fixed, but for x < s). Both active at a distance d = |x_1 - x_2| >= s, y the
 * smaller: by s^2 -+ 2 s y, the attacker's choice. For d < s the sign that closes the gap is cut off: it gains
 * 2 y (2d - s) + d^2 + (s - d)^2, the other s^2 - 2 s y, none at all 0. Integrate with E y = 1/3 and density 2 at d = 0.
 *
 * k-GON, squared length g, b < 0 (one active feature): for attacks that wake no silent output, e |M_i| < |b|,
 *
 *   (L' - L) / e^2 = p (k g/2)^2 c + O(p^2),    c = (1 + b/g)_+ + (b/g^2) [-b < g] + sum_{j != 0} (1 + b/(g cos 2 pi j/k))_+
 *
 * where the last sum is over cos > 0: it vanishes with p, whatever 1/D is, for silent outputs are out of reach.
 *
 * Source: derived here, after the paper's "Relationship to adversarial robustness"; the general second order is in
 * `second-order.ts`.
 */

import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

import {
  checkCount,
  checkFinite,
  checkPositive,
  checkProbability,
  checkWeights,
  type TiedWeights,
} from '../input.js';

/** lambda^2: the most by which any unit attack moves all outputs, |M d|^2, in the linear regime. */
export function strongestGain(model: TiedWeights): number {
  const w = checkWeights(model);
  const { nFeatures: n, nHidden: m } = model;
  const frame = Matrix.zeros(m, m);
  for (let i = 0; i < n; i++)
    for (let h = 0; h < m; h++)
      for (let k = 0; k < m; k++) frame.set(h, k, frame.get(h, k) + w[i * m + h]! * w[i * m + k]!);
  const { realEigenvalues } = new EigenvalueDecomposition(frame, { assumeSymmetric: true });
  return Math.max(...realEigenvalues, 0) ** 2;
}

/** What a digon without bias loses to an attack, up to third order in its length. */
export interface DigonGrowth {
  /** One attack for all inputs: 2 (1 - p^2) e^2 */
  readonly fixed: number;
  /** The worse sign for each input: (2 sqrt 2/3) p^2 e + (2 - 3 p^2) e^2 */
  readonly perExample: number;
}

/**
 * Growth of the loss of two unit vectors in opposite directions, b = 0, importance 1.
 *
 * @param epsilon Euclidean length of the attack, above 0; the error is of third order in it
 */
export function digonAttackGrowth(featureProbability: number, epsilon: number): DigonGrowth {
  checkProbability(featureProbability, 'featureProbability');
  checkPositive(epsilon, 'epsilon');
  const p2 = featureProbability ** 2;
  const e2 = epsilon ** 2;
  return {
    fixed: 2 * (1 - p2) * e2,
    perExample: (2 * Math.SQRT2 * p2 * epsilon) / 3 + (2 - 3 * p2) * e2,
  };
}

/**
 * c: half the second derivative of a k-gon's one-sparse loss in the bias of each output.
 *
 * @param k corners, at least 2
 * @param squaredNorm g, above 0
 * @param bias below 0
 */
export function kgonCurvature(k: number, squaredNorm: number, bias: number): number {
  checkCount(k, 'k', 2);
  checkPositive(squaredNorm, 'squaredNorm');
  checkFinite(bias, 'bias');
  checkPositive(-bias, '-bias');
  const g = squaredNorm;
  let sum = -bias < g ? 1 + bias / g + bias / (g * g) : 0;
  for (let j = 1; j < k; j++) {
    const slope = g * Math.cos((2 * Math.PI * j) / k);
    if (slope > -bias) sum += 1 + bias / slope;
  }
  return sum;
}

/** (k g/2)^2 c: the vulnerability of a k-gon over its density, p -> 0, to attacks shorter than its bias; k >= 3. */
export function sparseKgonVulnerability(k: number, squaredNorm: number, bias: number): number {
  checkCount(k, 'k', 3);
  return ((k * squaredNorm) / 2) ** 2 * kgonCurvature(k, squaredNorm, bias);
}
