/**
 * ReLU-output models trained with lambda |h|_1 added to their loss.
 *
 * The paper reports the finding without sizes; n, m, importances, density and the lambdas are ours. One run for each
 * lambda, all on the same streams; every start is kept and judged.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface PenaltySpec {
  readonly seed: number;
  /** By name, in the order of `penalties`; every start is kept. */
  readonly runs: Readonly<Record<string, FigureRun>>;
  /** lambda of each run, ascending, the first 0. */
  readonly penalties: readonly number[];
}

/**
 * Up to 2/3: a feature of importance 1 alone on its axis with |W_i| = 1 saves p/3 and pays lambda p/2, so that beyond
 * it nothing is worth its penalty. (A first range, half-decades up to 0.3, ended while features still shared.)
 */
const PENALTIES = [0, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6];

function preset(training: NonNullable<FigureRun['training']>): PenaltySpec {
  const run = (hiddenL1: number): FigureRun => ({
    model: { kind: 'relu-output', nFeatures: 20, nHidden: 5 },
    data: { featureProbability: 0.05, importance: { curve: 'geometric', first: 1, ratio: 0.9 } },
    training: { ...training, sampling: 'non-empty', hiddenL1 },
  });
  return {
    seed: 0,
    runs: Object.fromEntries(PENALTIES.map((penalty, k) => [`penalty-${k}`, run(penalty)])),
    penalties: PENALTIES,
  };
}

export const presets: Readonly<Record<PresetName, PenaltySpec>> = {
  paper: preset({
    steps: 10_000,
    batchSize: 512,
    optimiser: { learningRate: 5e-3, schedule: 'linear' },
    restarts: { count: 10, keep: 'all' },
  }),
  quick: preset({
    steps: 2_000,
    batchSize: 256,
    optimiser: { learningRate: 5e-3, schedule: 'linear' },
    restarts: { count: 5, keep: 'all' },
  }),
};
