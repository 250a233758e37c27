/**
 * Models with a ReLU on the hidden layer and one active feature: closed forms for any size.
 *
 * THEOREM. With only feature i active, at x >= 0, the hidden layer is h = x (E_i)_+, and output j reads a x + b_j with
 * a = D_j . (E_i)_+. So the loss of the model is that of the ReLU-output model with another matrix of slopes:
 *
 *   L_1 = sum_i I_i B(D_i . (E_i)_+, b_i) + sum_{i != j} I_j N(D_j . (E_i)_+, b_j).
 *
 * For a tied model, E = D = W, the slopes are W_j . (W_i)_+: a negative weight passes nothing on, and as a decoder's it
 * inhibits. Absolute-value models see both signs of x: the mean of the above and of the same with (-E_i)_+.
 *
 * Source: the paper, "Superposition in a privileged basis" and "Computing in superposition"; derived here. B, N:
 * `../exact/one-sparse.ts`. Several active features: `exact.ts`.
 */

import { activeErrorOneSparse, interferenceOneSparse } from '../exact/one-sparse.js';
import { checkCount, checkedVector, checkLaw, type Numbers } from '../input.js';
import type { HiddenInput } from './exact.js';

/** a_ij = D_j . (s E_i)_+, [active feature i, output j]. @param sign s of the active value */
export function hiddenSlopes(
  input: Pick<HiddenInput, 'nFeatures' | 'nHidden' | 'encoder' | 'decoder'>,
  sign: 1 | -1 = 1,
): Float64Array {
  const { nFeatures: n, nHidden: m } = input;
  checkCount(n, 'nFeatures');
  checkCount(m, 'nHidden');
  const encoder = checkedVector(input.encoder, n * m, 'encoder ([feature, hidden])');
  const decoder = checkedVector(input.decoder, n * m, 'decoder ([feature, hidden])');
  const slopes = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let h = 0; h < m; h++)
        slopes[i * n + j]! += decoder[j * m + h]! * Math.max(sign * encoder[i * m + h]!, 0);
  return slopes;
}

/**
 * L_1 of x' = ReLU(D ReLU(E x) + b), target x in [0, 1]: summed over the n single-feature inputs, without
 * probabilities. `featureProbability` is not used.
 */
export function oneSparseReluHiddenLoss(input: HiddenInput): number {
  return lossOf(input, hiddenSlopes(input));
}

/** L_1 of y' = ReLU(D ReLU(E x) + b), target |x|, x uniform on [-1, 1]. */
export function oneSparseAbsoluteValueLoss(input: HiddenInput): number {
  return (lossOf(input, hiddenSlopes(input)) + lossOf(input, hiddenSlopes(input, -1))) / 2;
}

function lossOf(input: HiddenInput, slopes: Numbers): number {
  const { nFeatures: n, importance } = checkLaw(input);
  const bias = checkedVector(input.bias, n, 'bias');
  let total = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const cost = i === j ? activeErrorOneSparse : interferenceOneSparse;
      total += importance[j]! * cost(slopes[i * n + j]!, bias[j]!);
    }
  return total;
}
