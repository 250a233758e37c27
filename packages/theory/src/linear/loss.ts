/**
 * The exact loss of the linear model x' = W^T W x + b, for any number of features.
 *
 * THEOREM. With M = W^T W, C = I - M, mean mu and covariance Sigma of the data,
 *
 *   L = sum_j I_j [ ((C mu)_j - b_j)^2 + (C Sigma C^T)_jj ],
 *
 * for independent features sum_j I_j [ ((C mu)_j - b_j)^2 + sum_i v_i C_ji^2 ]. The best bias is
 * b* = (I - M) mu: p_i/2 for a feature that is not represented, 0 for one represented perfectly.
 * With it,
 *
 *   L*(W) = sum_i I_i v_i (1 - |W_i|^2)^2 + sum_{i != j} I_j v_i (W_i . W_j)^2.
 *
 * PROOF. x - x' = C x - b has mean C mu - b and covariance C Sigma C^T.
 *
 * WHEN THE PAPER'S FORM IS EXACT. sum_i I_i (1 - |W_i|^2)^2 + sum_{i != j} I_j (W_i . W_j)^2 (feature
 * benefit and interference, after Saxe et al.) is the loss for any zero-mean, unit-variance, uncorrelated
 * data with b = 0. For the sparse data of the paper it is exact up to the one factor v when b = b* and
 * all p_i are equal; with unequal p_i the weights are I_j v_i; with b = 0 there is the extra term
 * sum_j I_j ((C mu)_j)^2, which is not small for dense data.
 *
 * Source: the paper, "Mathematical Understanding"; Saxe, McClelland & Ganguli (2014).
 */

import {
  checkLaw,
  checkWeights,
  checkedVector,
  gramMatrix,
  type ExactInput,
  type ExactProblem,
  type Numbers,
  type TiedWeights,
} from '../input.js';
import { dataMoments } from './moments.js';
import type { LossAndGradient } from '../exact/relu-output.js';

/** A model without bias, with its data. */
export type LinearInput = ExactProblem & TiedWeights;

/** L = sum_j I_j E (x_j - x'_j)^2 of the linear model at the bias given. */
export function linearLoss(input: ExactInput): number {
  return linearLossAndGradient(input).loss;
}

/**
 * The exact linear loss with its gradient: with G_ji = dL/dM_ji = -2 I_j [ (C Sigma)_ji + d_j mu_i ] and
 * d = C mu - b, dL/dW_i = sum_j (G_ij + G_ji) W_j and dL/db_j = -2 I_j d_j.
 */
export function linearLossAndGradient(input: ExactInput): LossAndGradient {
  const { importance } = checkLaw(input);
  const w = checkWeights(input);
  const { nFeatures: n, nHidden: m } = input;
  const bias = checkedVector(input.bias, n, 'bias');
  const { mean, covariance } = dataMoments(input);
  const c = complement(gramMatrix(input), n);
  const spread = multiply(c, covariance, n); // C Sigma
  const gradient = new Float64Array(n * n); // dL/dM
  const biasGradient = new Float64Array(n);
  let loss = 0;
  for (let j = 0; j < n; j++) {
    let offset = -bias[j]!;
    let variance = 0;
    for (let i = 0; i < n; i++) {
      offset += c[j * n + i]! * mean[i]!;
      variance += spread[j * n + i]! * c[j * n + i]!;
    }
    loss += importance[j]! * (offset * offset + variance);
    biasGradient[j] = -2 * importance[j]! * offset;
    for (let i = 0; i < n; i++)
      gradient[j * n + i] = -2 * importance[j]! * (spread[j * n + i]! + offset * mean[i]!);
  }
  const weightGradient = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const both = gradient[i * n + j]! + gradient[j * n + i]!;
      for (let h = 0; h < m; h++) weightGradient[i * m + h]! += both * w[j * m + h]!;
    }
  }
  return { loss, weightGradient, biasGradient };
}

/** b* = (I - W^T W) mu, [feature]: the best bias of the linear model. */
export function linearOptimalBias(input: LinearInput): Float64Array {
  checkWeights(input);
  const n = input.nFeatures;
  const { mean } = dataMoments(input);
  const c = complement(gramMatrix(input), n);
  return mean.map((_, j) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += c[j * n + i]! * mean[i]!;
    return sum;
  });
}

/** The linear loss at its best bias, L*(W). */
export function linearLossAtOptimalBias(input: LinearInput): number {
  return linearLoss({ ...input, bias: linearOptimalBias(input) });
}

/**
 * The paper's form, sum_j I_j [ b_j^2 + sum_i (delta_ij - W_i . W_j)^2 ]: the exact loss for any
 * zero-mean, unit-variance, uncorrelated data.
 *
 * @param importance [feature]
 * @param bias [feature]; default zero
 */
export function whitenedLinearLoss(model: TiedWeights, importance: Numbers, bias?: Numbers): number {
  checkWeights(model);
  const n = model.nFeatures;
  const weights = checkedVector(importance, n, 'importance');
  const b = bias === undefined ? new Float64Array(n) : checkedVector(bias, n, 'bias');
  const c = complement(gramMatrix(model), n);
  let loss = 0;
  for (let j = 0; j < n; j++) {
    let row = b[j]! * b[j]!;
    for (let i = 0; i < n; i++) row += c[j * n + i]! ** 2;
    loss += weights[j]! * row;
  }
  return loss;
}

/** I - M, [n, n], in place. */
function complement(gram: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n * n; i++) gram[i] = (i % (n + 1) === 0 ? 1 : 0) - gram[i]!;
  return gram;
}

function multiply(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j]! += factor * b[k * n + j]!;
    }
  }
  return out;
}
