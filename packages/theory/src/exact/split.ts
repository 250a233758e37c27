/**
 * The exact loss taken apart: by how many features are active, and by who is to blame.
 *
 *   L = sum_k sum_{|T| = k} P(T) L_T                  (`byActiveCount`; for equal p: p^k (1-p)^(n-k) L_k)
 *   E_j = E (x_j - x'_j)^2 = own_j + interference_j   (error while x_j is active | while it is not)
 *   benefit_j = P(j active)/3 - own_j                 (what representing j saves, against x'_j = 0)
 *
 * so that L = sum_j I_j ( P(j active)/3 - benefit_j + interference_j ). In the one-sparse limit these
 * are the paper's feature benefit and interference terms ("Mathematical Understanding").
 */

import { checkExactInput, ReluOutputLoss } from './relu-output.js';
import { supportSize } from './supports.js';
import type { ExactInput } from '../input.js';

/** The loss by number of active features. */
export interface ActiveCountSplit {
  /** L_k: sum of L_T over the C(n,k) supports of size k, without probabilities, [k = 0 ... n] */
  readonly lossSum: Float64Array;
  /** sum_{|T| = k} P(T) L_T: what inputs with k active features add to L, [k = 0 ... n] */
  readonly contribution: Float64Array;
}

/** Error of each output, split by whether its own feature is active. Unscaled by importance. */
export interface BlameSplit {
  /** E (x_j - x'_j)^2 on inputs with j active, times their chance, [feature] */
  readonly ownError: Float64Array;
  /** P(j active) E x_j^2 - ownError: positive if representing j pays, [feature] */
  readonly benefit: Float64Array;
  /** E x'_j^2 on inputs without j, times their chance, [feature] */
  readonly interference: Float64Array;
}

/** Splits the exact ReLU-output loss by the number of active features (n + 1 evaluations, twice). */
export function splitByActiveCount(input: ExactInput): ActiveCountSplit {
  const { weights, bias } = checkExactInput(input);
  const loss = new ReluOutputLoss(input);
  const n = input.nFeatures;
  const lossSum = new Float64Array(n + 1);
  const contribution = new Float64Array(n + 1);
  for (let k = 0; k <= n; k++) {
    const plain = new Float64Array(2 ** n);
    const weighted = new Float64Array(2 ** n);
    for (let mask = 0; mask < plain.length; mask++) {
      if (supportSize(mask) !== k) continue;
      plain[mask] = 1;
      weighted[mask] = loss.supports[mask]!;
    }
    lossSum[k] = weightedSum(
      loss.errors(weights, bias, () => plain),
      loss.law.importance,
    );
    contribution[k] = weightedSum(
      loss.errors(weights, bias, () => weighted),
      loss.law.importance,
    );
  }
  return { lossSum, contribution };
}

/** Splits the error of each output into benefit and interference. */
export function splitByBlame(input: ExactInput): BlameSplit {
  const { weights, bias } = checkExactInput(input);
  const loss = new ReluOutputLoss(input);
  const part = (active: 0 | 1) => (j: number) =>
    loss.supports.map((p, mask) => (((mask >> j) & 1) === active ? p : 0));
  const ownError = loss.errors(weights, bias, part(1));
  const interference = loss.errors(weights, bias, part(0));
  const benefit = ownError.map((error, j) => loss.law.activeProbability[j]! / 3 - error);
  return { ownError, benefit, interference };
}

function weightedSum(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * weights[i]!;
  return sum;
}
