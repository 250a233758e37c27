/**
 * A hundred features, forty neurons, target |x|, at seven densities.
 *
 * n, m, importances and densities are the paper's; the quick preset has half of n and m, the curve of importances
 * rescaled along. Batches of 256 non-empty samples, a falling rate and a tenth of Xavier's initial scale are ours: from
 * Xavier's scale outputs learn one sign only on sparse data. Every start is trained directly at its density,
 * and once more carried from denser to sparser data: with the same settings at each density, from where it was at the
 * denser one.
 *
 * The quick preset had 2 000 steps before models were carried as well; with 1 200 it takes as long, with the same verdicts.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface AbsSparsitySpec {
  readonly seed: number;
  /** One instance for each density, from dense to sparse; every start is kept. */
  readonly runs: { readonly absolute: FigureRun };
}

const DENSITIES = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001];

function preset(nFeatures: number, nHidden: number, ratio: number, steps: number): AbsSparsitySpec {
  return {
    seed: 0,
    runs: {
      absolute: {
        model: { kind: 'absolute-value', nFeatures, nHidden },
        data: { featureProbability: 1, importance: { curve: 'geometric', first: 1, ratio } },
        instances: { count: DENSITIES.length, featureProbability: DENSITIES },
        training: {
          steps,
          batchSize: 256,
          sampling: 'non-empty',
          optimiser: { learningRate: 5e-3, schedule: 'linear' },
          initialisation: { scale: 0.1 },
          restarts: { count: 5, keep: 'all' },
          evaluationSamples: 8192,
        },
      },
    },
  };
}

export const presets: Readonly<Record<PresetName, AbsSparsitySpec>> = {
  paper: preset(100, 40, 0.8, 4_000),
  quick: preset(50, 20, 0.64, 1_200),
};
