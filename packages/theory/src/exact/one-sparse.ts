/**
 * Exactly one active feature: the loss of the ReLU-output model in closed form.
 *
 * THEOREM. Let one feature x ~ U[0,1] be active. An output that should be silent, with
 * pre-activation a x + b, costs
 *
 *   N(a, b) = int_0^1 (a x + b)_+^2 dx                 (feature interference)
 *
 * and the active feature's own output, with g = |W_i|^2, costs
 *
 *   B(g, b) = int_0^1 (x - (g x + b)_+)^2 dx = 1/3 - 2 C(g, b) + N(g, b),
 *   C(a, b) = int_0^1 x (a x + b)_+ dx                  (1/3 - B: feature benefit)
 *
 * so that the loss summed over all single-feature inputs is
 *
 *   L_1 = sum_i I_i B(|W_i|^2, b_i) + sum_{i != j} I_j N(W_i . W_j, b_j).
 *
 * Each of N and C is one of four polynomials or quotients, by the signs of b and s = a + b. The
 * quotients are taken only where |a| > |b| or a > |b|, so none cancels as a -> 0.
 *
 * Source: the paper's "Mathematical Understanding" (feature benefit against interference), carried
 * out for the ReLU and the uniform law; elementary integration with the kink at x = -b/a.
 * Not for several active features: see `active-moments.ts`.
 */

import { gramMatrix, checkLaw, checkWeights, checkedVector, type ExactInput } from '../input.js';

/** N(a, b) = int_0^1 (a x + b)_+^2 dx, for any finite a and b. */
export function interferenceOneSparse(a: number, b: number): number {
  const s = a + b;
  if (b >= 0 && s >= 0) return b * b + a * b + (a * a) / 3;
  if (s > 0) return (s * s * s) / (3 * a);
  if (b > 0) return -(b * b * b) / (3 * a);
  return 0;
}

/** int_0^1 (a x + b)_+ dx: half the derivative of {@link interferenceOneSparse} in b. */
export function meanOutputOneSparse(a: number, b: number): number {
  const s = a + b;
  if (b >= 0 && s >= 0) return b + a / 2;
  if (s > 0) return (s * s) / (2 * a);
  if (b > 0) return -(b * b) / (2 * a);
  return 0;
}

/** C(a, b) = int_0^1 x (a x + b)_+ dx: half the derivative of {@link interferenceOneSparse} in a. */
export function overlapOneSparse(a: number, b: number): number {
  const s = a + b;
  if (b >= 0 && s >= 0) return a / 3 + b / 2;
  if (s > 0) return (s * s * (2 * a - b)) / (6 * a * a);
  if (b > 0) return (b * b * b) / (6 * a * a);
  return 0;
}

/** int_0^1 x [a x + b > 0] dx: the derivative of {@link overlapOneSparse} in b. */
export function activeMeanOneSparse(a: number, b: number): number {
  const s = a + b;
  if (b >= 0 && s >= 0) return a === 0 && b === 0 ? 0 : 1 / 2;
  const kink = -b / a;
  if (s > 0) return (1 - kink * kink) / 2;
  if (b > 0) return (kink * kink) / 2;
  return 0;
}

/** int_0^1 x^2 [a x + b > 0] dx: the derivative of {@link overlapOneSparse} in a. */
export function activeSquareOneSparse(a: number, b: number): number {
  const s = a + b;
  if (b >= 0 && s >= 0) return a === 0 && b === 0 ? 0 : 1 / 3;
  const kink = -b / a;
  if (s > 0) return (1 - kink * kink * kink) / 3;
  if (b > 0) return (kink * kink * kink) / 3;
  return 0;
}

/** B(g, b) = int_0^1 (x - (g x + b)_+)^2 dx: the error of the active feature itself, g = |W_i|^2. */
export function activeErrorOneSparse(g: number, b: number): number {
  const s = g + b;
  // Written as a square where the ReLU never bends: 1/3 - 2C + N would cancel at g = 1, b = 0.
  if (b >= 0 && s >= 0) {
    const slope = g - 1;
    return b * b + slope * b + (slope * slope) / 3;
  }
  if (s > 0) {
    // Zero output up to the kink k, then the line (g - 1) x + b.
    const kink = -b / g;
    const left = (kink * kink * kink) / 3;
    const atKink = -kink;
    const atOne = s - 1;
    return left + ((1 - kink) * (atKink * atKink + atKink * atOne + atOne * atOne)) / 3;
  }
  return 1 / 3 - 2 * overlapOneSparse(g, b) + interferenceOneSparse(g, b);
}

/**
 * L_1: the loss of the ReLU-output model summed over its n single-feature inputs (no averaging, no
 * probabilities). Any number of features and hidden dimensions; `featureProbability` is not used.
 */
export function oneSparseLoss(input: ExactInput): number {
  const { nFeatures: n, importance } = checkLaw(input);
  checkWeights(input);
  const bias = checkedVector(input.bias, n, 'bias');
  const gram = gramMatrix(input);
  let total = 0;
  for (let j = 0; j < n; j++) {
    let row = 0;
    for (let i = 0; i < n; i++) {
      const a = gram[j * n + i]!;
      row += i === j ? activeErrorOneSparse(a, bias[j]!) : interferenceOneSparse(a, bias[j]!);
    }
    total += importance[j]! * row;
  }
  return total;
}
