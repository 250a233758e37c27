/**
 * From one start to one exact optimum of the ReLU-output model.
 *
 * Variables are x = (W, b), or W alone with b = 0; the objective is the exact loss of
 * `../exact/relu-output.ts`. What it adds to plain BFGS is the cure of dead outputs: an output whose
 * pre-activation is never positive has zero gradient at any b_i, and rests at a loss I_i p_i^2/4 too
 * high. Once the descent has ended its bias is set to P(i active)/2, the best constant, and the descent
 * goes on.
 */

import { InvalidArgumentError } from '@toymodels/core';

import { checkPositive, checkWeights, checkedVector, type ExactProblem, type Numbers } from '../input.js';
import { ReluOutputLoss } from '../exact/relu-output.js';
import { minimise, type MinimiseOptions } from './bfgs.js';

/** Whether the bias is optimised or kept at zero. */
export type BiasMode = 'free' | 'zero';

/** Options of {@link optimiseFrom}. */
export interface OptimiseOptions extends MinimiseOptions {
  /** `free` (default) optimises b; `zero` is the bias-free model. */
  readonly bias?: BiasMode;
  /** Set the bias of outputs that are never positive to its best constant. Default true. */
  readonly reviveDeadBiases?: boolean;
  /** An evaluator for the same problem, to save its set-up; not shared while the call runs. */
  readonly loss?: ReluOutputLoss;
}

/** W and b to begin from. */
export interface StartingPoint {
  /** [feature, hidden] */
  readonly weights: Numbers;
  /** [feature]; with `bias: 'zero'` it is not read. Default all zero. */
  readonly bias?: Numbers;
}

/** A stationary point of the exact loss, reached by descent. */
export interface ReluOptimum {
  /** L, a sum over features */
  readonly loss: number;
  /** W, [feature, hidden] */
  readonly weights: Float64Array;
  /** b, [feature] */
  readonly bias: Float64Array;
  /** Euclidean norm of the gradient over (W, b) */
  readonly gradientNorm: number;
  readonly iterations: number;
  /** `converged`: below `gradientTolerance`; `stalled`: rounding stopped it; or `max-iterations` */
  readonly status: 'converged' | 'stalled' | 'max-iterations';
}

/**
 * Descends from one start; synchronous, so that a page may call it once a frame with the last frame's
 * answer as its start (a millisecond or two at n = 5, less when warm).
 *
 * @throws what {@link ReluOutputLoss} throws; ShapeError for a start of the wrong size
 */
export function optimiseFrom(
  problem: ExactProblem,
  start: StartingPoint,
  options: OptimiseOptions = {},
): ReluOptimum {
  const { nFeatures: n, nHidden: m } = problem;
  const loss = options.loss ?? new ReluOutputLoss(problem);
  if (loss.nFeatures !== n || loss.nHidden !== m) {
    throw new InvalidArgumentError(
      `the evaluator given is for ${loss.nFeatures} features in ${loss.nHidden} dimensions, the problem has ${n} in ${m}; make one with new ReluOutputLoss(problem)`,
    );
  }
  checkPositive(options.gradientTolerance ?? 1e-9, 'gradientTolerance');
  const weights = checkWeights({ nFeatures: n, nHidden: m, weights: start.weights });
  const free = (options.bias ?? 'free') === 'free';
  const bias = free && start.bias !== undefined ? checkedVector(start.bias, n, 'bias') : new Float64Array(n);
  const nWeights = n * m;
  const zero = new Float64Array(n);
  const objective = (x: Float64Array, gradient: Float64Array): number =>
    free
      ? loss.evaluate(
          x.subarray(0, nWeights),
          x.subarray(nWeights),
          gradient.subarray(0, nWeights),
          gradient.subarray(nWeights),
        )
      : loss.evaluate(x, zero, gradient);

  let x: Float64Array = new Float64Array(free ? nWeights + n : nWeights);
  x.set(weights);
  if (free) x.set(bias, nWeights);
  let iterations = 0;
  for (let round = 0; ; round++) {
    const end = minimise(objective, x, {
      ...options,
      maxIterations: Math.max(0, (options.maxIterations ?? 1000) - iterations),
    });
    x = end.x;
    iterations += end.iterations;
    const revived =
      free && (options.reviveDeadBiases ?? true) && round <= n && end.status !== 'max-iterations'
        ? reviveDeadBiases(x, loss)
        : false;
    if (revived) continue;
    return {
      loss: end.value,
      weights: x.slice(0, nWeights),
      bias: free ? x.slice(nWeights) : zero,
      gradientNorm: end.gradientNorm,
      iterations,
      status: end.status,
    };
  }
}

/** Sets b_i = P(i active)/2 where output i is never positive and the feature counts; true if any was. */
function reviveDeadBiases(x: Float64Array, loss: ReluOutputLoss): boolean {
  const { nFeatures: n, nHidden: m } = loss;
  let any = false;
  for (let i = 0; i < n; i++) {
    const p = loss.law.activeProbability[i]!;
    if (p === 0 || loss.law.importance[i] === 0) continue;
    let highest = x[n * m + i]!;
    for (let j = 0; j < n; j++) {
      let product = 0;
      for (let h = 0; h < m; h++) product += x[i * m + h]! * x[j * m + h]!;
      if (product > 0) highest += product;
    }
    if (highest > 0) continue;
    // Its weights can only disturb other outputs now. Nearly zero, not zero: that may be a saddle.
    for (let h = 0; h < m; h++) x[i * m + h]! *= 1e-3;
    x[n * m + i] = p / 2;
    any = true;
  }
  return any;
}
