/**
 * The exact loss of the ReLU-output model x' = ReLU(W^T W x + b), and its gradient: no samples, no noise.
 *
 *   L = sum_j I_j E (x_j - x'_j)^2 = sum_j I_j row_j(A_j, b_j),      A = W^T W (rows A_j)
 *   dL/dA_ji = 2 I_j sum_T P(T) [i in T] ( E x_i R_j - [j in T] E x_i x_j [R_j > 0] )
 *   dL/db_j  = 2 I_j sum_T P(T) ( E R_j - [j in T] E x_j [R_j > 0] ),       R_j = x'_j
 *   dL/dW_i  = sum_j (dL/dA_ij + dL/dA_ji) W_j
 *
 * L is a sum over features; divide by n for the mean. It is continuously differentiable wherever some
 * support has P(T) > 0 (second derivatives jump where a corner value crosses zero, such as at b_j = 0).
 *
 * Source: the paper's model and loss ("Demonstrating Superposition"); moments by `active-moments.ts`,
 * computed by `row-kernel.ts`. For one linear output layer see `../linear/loss.ts`.
 */

import {
  checkCount,
  checkLaw,
  checkSupported,
  checkWeights,
  checkedVector,
  type CheckedLaw,
  type ExactInput,
  type ExactProblem,
} from '../input.js';
import { RowKernel } from './row-kernel.js';
import { supportTable } from './supports.js';

/** The largest n of the exact ReLU losses. */
export const MAX_EXACT_FEATURES = 12;

/** Loss and gradient of one model. */
export interface LossAndGradient {
  /** L, a sum over features */
  readonly loss: number;
  /** dL/dW, [feature, hidden] row-major */
  readonly weightGradient: Float64Array;
  /** dL/db, [feature] */
  readonly biasGradient: Float64Array;
}

/**
 * The exact loss as a function of W and b, for many evaluations on the same data: all memory is taken
 * once. Impure: `evaluate` overwrites its buffers, so that one object must not be shared by two callers
 * at a time.
 *
 * Cost of an evaluation: n rows of up to n 3^n multiply-adds; about 30 us at n = 5, 1.5 ms at n = 8, and
 * about 50 bytes of memory for each of 3^n states (26 MB at n = 12).
 *
 * @throws UnsupportedError above {@link MAX_EXACT_FEATURES} features; InvalidArgumentError and ShapeError for bad data
 */
export class ReluOutputLoss {
  readonly nFeatures: number;
  readonly nHidden: number;
  /** Importances and active probabilities as checked. */
  readonly law: CheckedLaw;
  /** P(T), [subset as bit mask] */
  readonly supports: Float64Array;
  readonly #kernel: RowKernel;
  readonly #gram: Float64Array;
  readonly #gramGradient: Float64Array;

  constructor(problem: ExactProblem) {
    checkCount(problem.nHidden, 'nHidden');
    this.law = checkLaw(problem);
    this.nFeatures = problem.nFeatures;
    this.nHidden = problem.nHidden;
    checkExactSize(this.nFeatures);
    this.supports = supportTable(this.law);
    this.#kernel = new RowKernel(this.nFeatures);
    this.#gram = new Float64Array(this.nFeatures ** 2);
    this.#gramGradient = new Float64Array(this.nFeatures ** 2);
  }

  /**
   * L at W and b; writes the gradient where arrays are given. Arguments are not checked.
   *
   * @param weights W, [feature, hidden]
   * @param bias b, [feature]
   * @param weightGradient overwritten with dL/dW, [feature, hidden]
   * @param biasGradient overwritten with dL/db, [feature]
   */
  evaluate(
    weights: Float64Array,
    bias: Float64Array,
    weightGradient?: Float64Array,
    biasGradient?: Float64Array,
  ): number {
    const n = this.nFeatures;
    const m = this.nHidden;
    const gram = this.#gram;
    for (let i = 0; i < n; i++) {
      for (let j = i; j < n; j++) {
        let dot = 0;
        for (let h = 0; h < m; h++) dot += weights[i * m + h]! * weights[j * m + h]!;
        gram[i * n + j] = dot;
        gram[j * n + i] = dot;
      }
    }
    if (weightGradient === undefined) return this.#rows(bias, undefined, undefined);
    const gramGradient = this.#gramGradient;
    const loss = this.#rows(bias, gramGradient, biasGradient);
    for (let i = 0; i < n; i++) {
      for (let h = 0; h < m; h++) {
        let sum = 0;
        for (let j = 0; j < n; j++) {
          sum += (gramGradient[i * n + j]! + gramGradient[j * n + i]!) * weights[j * m + h]!;
        }
        weightGradient[i * m + h] = sum;
      }
    }
    return loss;
  }

  /** sum_j I_j row_j for the Gram matrix in place; gradients scaled by the importances. */
  #rows(
    bias: Float64Array,
    gramGradient: Float64Array | undefined,
    biasGradient: Float64Array | undefined,
  ): number {
    const n = this.nFeatures;
    const importance = this.law.importance;
    let loss = 0;
    for (let j = 0; j < n; j++) {
      const weight = importance[j]!;
      if (weight === 0) {
        gramGradient?.fill(0, j * n, (j + 1) * n);
        if (biasGradient !== undefined) biasGradient[j] = 0;
        continue;
      }
      loss +=
        weight *
        this.#kernel.evaluate(this.#gram, j * n, bias[j]!, j, this.supports, gramGradient, biasGradient);
      if (gramGradient !== undefined && weight !== 1) {
        for (let i = 0; i < n; i++) gramGradient[j * n + i]! *= weight;
        if (biasGradient !== undefined) biasGradient[j]! *= weight;
      }
    }
    return loss;
  }

  /**
   * sum over supports T of weight_j(T) times the error of output j, unscaled by importance, [feature].
   *
   * @param weightOf support weights for output j, [subset as bit mask]; called once an output
   */
  errors(weights: Float64Array, bias: Float64Array, weightOf: (j: number) => Float64Array): Float64Array {
    const n = this.nFeatures;
    const m = this.nHidden;
    const row = new Float64Array(n);
    const out = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        row[i] = 0;
        for (let h = 0; h < m; h++) row[i]! += weights[i * m + h]! * weights[j * m + h]!;
      }
      out[j] = this.#kernel.evaluate(row, 0, bias[j]!, j, weightOf(j));
    }
    return out;
  }
}

/** Refuses n above {@link MAX_EXACT_FEATURES}, saying what it would cost. */
function checkExactSize(nFeatures: number): void {
  checkSupported(
    nFeatures,
    MAX_EXACT_FEATURES,
    'The exact ReLU loss',
    `Its cost grows as n^2 3^n: about 30 us at n = 5, 1.5 ms at n = 8, a third of a second at n = 12.`,
  );
}

/** Checks everything about one model and its data; copies W and b. */
export function checkExactInput(input: ExactInput): { weights: Float64Array; bias: Float64Array } {
  return {
    weights: checkWeights(input),
    bias: checkedVector(input.bias, input.nFeatures, 'bias'),
  };
}

/**
 * L = sum_j I_j E (x_j - x'_j)^2 of x' = ReLU(W^T W x + b), exactly.
 *
 * @throws UnsupportedError above {@link MAX_EXACT_FEATURES} features; InvalidArgumentError, ShapeError
 * @example
 * // an antipodal pair in one dimension: (1 + r) p^2 / 6
 * reluOutputLoss({ nFeatures: 2, nHidden: 1, weights: [1, -1], bias: [0, 0], importance: [1, 1], featureProbability: [0.5, 0.5] });
 * // 0.08333333333333333
 */
export function reluOutputLoss(input: ExactInput): number {
  const { weights, bias } = checkExactInput(input);
  return new ReluOutputLoss(input).evaluate(weights, bias);
}

/** The exact loss with its gradient; see {@link reluOutputLoss}. */
export function reluOutputLossAndGradient(input: ExactInput): LossAndGradient {
  const { weights, bias } = checkExactInput(input);
  const weightGradient = new Float64Array(weights.length);
  const biasGradient = new Float64Array(bias.length);
  const loss = new ReluOutputLoss(input).evaluate(weights, bias, weightGradient, biasGradient);
  return { loss, weightGradient, biasGradient };
}
