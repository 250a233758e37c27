/**
 * Every optimum that random starts reach, with its share of them.
 *
 * Starts are W_ih = startScale * N(0, 1), b = 0, drawn from a stream of their own each, so that start 17
 * is the same whatever the number of starts. Optima that the loss cannot tell apart are counted
 * together (`same-optimum.ts`). The shares estimate basins of attraction of this descent from this law of
 * starts; they are not those of sampled training, and an optimum that no start reached is not listed.
 */

import { RandomStream, streamKey } from '@toymodels/core';

import { checkCount, checkPositive, gramMatrix, type ExactProblem } from '../input.js';
import { ReluOutputLoss } from '../exact/relu-output.js';
import { featureDimensionalities } from '../geometry/dimensionality.js';
import { optimiseFrom, type OptimiseOptions, type ReluOptimum } from './relu-objective.js';
import { exchangeClasses, sameOptimum } from './same-optimum.js';

/** Options of {@link findOptima} and {@link findOptimaSync}. */
export interface FindOptimaOptions extends Omit<OptimiseOptions, 'loss'> {
  /** Number of random starts, at least 1; default 32. */
  readonly starts?: number;
  /** Seed of the starts, a whole number from 0 to 2^53 - 1; default 0. */
  readonly seed?: number;
  /** Standard deviation of the starting weights, above 0; default 0.7. */
  readonly startScale?: number;
  /** Optima whose Gram matrices and biases agree within this are one; default 1e-4. */
  readonly tolerance?: number;
}

/** Progress and cancelling, for {@link findOptima}. */
export interface FindOptimaControl {
  /** Stops between two starts; what was found so far is returned. */
  readonly signal?: AbortSignal;
  /** Called after each start. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** One optimum, up to rotation and exchange of equal features. */
export interface DistinctOptimum extends ReluOptimum {
  /** Share of the starts that ended here, in (0, 1] */
  readonly basinShare: number;
  /** W_i . W_j, [feature, feature] */
  readonly gram: Float64Array;
  /** Feature dimensionality D_i, [feature] */
  readonly dimensionality: Float64Array;
  /** Features that share dimensions: connected by |W_i . W_j| > 1 % of |W_i| |W_j| (unused features stand alone) */
  readonly factors: readonly (readonly number[])[];
}

/** What a search found. */
export interface OptimaSearch {
  /** `finished`, or `aborted` by the signal with what was found until then */
  readonly status: 'finished' | 'aborted';
  /** Distinct optima, lowest loss first */
  readonly optima: readonly DistinctOptimum[];
  /** Starts that were run */
  readonly starts: number;
}

/**
 * Searches from many starts, giving way to the event loop after each.
 *
 * @example
 * const { optima } = await findOptima({ nFeatures: 5, nHidden: 2, importance: [1, 1, 1, 1, 1],
 *   featureProbability: [0.05, 0.05, 0.05, 0.05, 0.05] }, { starts: 20 });
 * optima[0].loss; // 0.0089036, the pentagon
 */
export async function findOptima(
  problem: ExactProblem,
  options: FindOptimaOptions = {},
  control: FindOptimaControl = {},
): Promise<OptimaSearch> {
  const search = new Search(problem, options);
  for (let start = 0; start < search.starts; start++) {
    if (control.signal?.aborted) return search.result('aborted');
    search.run(start);
    control.onProgress?.(start + 1, search.starts);
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }
  return search.result('finished');
}

/** The same search in one go, for scripts and workers. */
export function findOptimaSync(problem: ExactProblem, options: FindOptimaOptions = {}): OptimaSearch {
  const search = new Search(problem, options);
  for (let start = 0; start < search.starts; start++) search.run(start);
  return search.result('finished');
}

/** @internal The state of one search. */
class Search {
  readonly starts: number;
  readonly #problem: ExactProblem;
  readonly #options: FindOptimaOptions;
  readonly #loss: ReluOutputLoss;
  readonly #classes: Int32Array;
  readonly #found: { optimum: ReluOptimum; gram: Float64Array; count: number }[] = [];
  #done = 0;

  constructor(problem: ExactProblem, options: FindOptimaOptions) {
    this.starts = options.starts ?? 32;
    checkCount(this.starts, 'starts');
    checkPositive(options.startScale ?? 0.7, 'startScale');
    checkPositive(options.tolerance ?? 1e-4, 'tolerance');
    streamKey(options.seed ?? 0, 'search');
    this.#problem = problem;
    this.#options = options;
    this.#loss = new ReluOutputLoss(problem);
    this.#classes = exchangeClasses(this.#loss.law);
  }

  run(start: number): void {
    const { nFeatures, nHidden } = this.#problem;
    const random = new RandomStream(streamKey(this.#options.seed ?? 0, 'search', start));
    const scale = this.#options.startScale ?? 0.7;
    const weights = Float64Array.from({ length: nFeatures * nHidden }, () => scale * random.normal());
    const optimum = optimiseFrom(this.#problem, { weights }, { ...this.#options, loss: this.#loss });
    this.#done++;
    const gram = gramMatrix({ nFeatures, nHidden, weights: optimum.weights });
    const tolerance = this.#options.tolerance ?? 1e-4;
    for (const known of this.#found) {
      if (Math.abs(known.optimum.loss - optimum.loss) > tolerance * Math.max(1e-6, known.optimum.loss))
        continue;
      const a = { gram: known.gram, bias: known.optimum.bias };
      if (!sameOptimum(a, { gram, bias: optimum.bias }, this.#classes, tolerance)) continue;
      known.count++;
      if (optimum.loss < known.optimum.loss) {
        known.optimum = optimum;
        known.gram = gram;
      }
      return;
    }
    this.#found.push({ optimum, gram, count: 1 });
  }

  result(status: OptimaSearch['status']): OptimaSearch {
    const { nFeatures, nHidden } = this.#problem;
    const optima = this.#found
      .map(({ optimum, gram, count }) => ({
        ...optimum,
        basinShare: count / this.#done,
        gram,
        dimensionality: featureDimensionalities({ nFeatures, nHidden, weights: optimum.weights }),
        factors: sharedDimensions(gram, nFeatures),
      }))
      .sort((a, b) => a.loss - b.loss);
    return { status, optima, starts: this.#done };
  }
}

/** Connected components of |cos(W_i, W_j)| > 0.01, ascending; features shorter than 1e-3 stand alone. */
function sharedDimensions(gram: Float64Array, n: number): number[][] {
  const component = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const lengths = Math.sqrt(gram[i * n + i]! * gram[j * n + j]!);
      const both = Math.min(gram[i * n + i]!, gram[j * n + j]!) > 1e-6;
      if (!both || Math.abs(gram[i * n + j]!) <= 0.01 * lengths) continue;
      const from = component[i]!;
      const to = component[j]!;
      for (let k = 0; k < n; k++) if (component[k] === from) component[k] = to;
    }
  }
  const groups = new Map<number, number[]>();
  component.forEach((c, i) => groups.set(c, [...(groups.get(c) ?? []), i]));
  return [...groups.values()];
}
