/**
 * What each dimension and each activation is worth, in models of equal features over sparsity.
 *
 * The paper argues this in words (features kept apart in a mixture of experts); sizes (n = 9, m = 3, so that every loss
 * is exact) and densities are ours. All starts are kept and judged.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface FrequencySpec {
  readonly seed: number;
  /** One instance for each density, from dense to sparse; every start is kept. */
  readonly runs: { readonly models: FigureRun };
}

const DENSITIES = [0.3, 0.1, 0.03, 0.01];

function preset(steps: number, starts: number): FrequencySpec {
  return {
    seed: 0,
    runs: {
      models: {
        model: { kind: 'relu-output', nFeatures: 9, nHidden: 3 },
        data: { featureProbability: 1, importance: 1 },
        instances: { count: DENSITIES.length, featureProbability: DENSITIES },
        training: {
          steps,
          batchSize: 256,
          sampling: 'non-empty',
          optimiser: { learningRate: 5e-3, schedule: 'linear' },
          restarts: { count: starts, keep: 'all' },
        },
      },
    },
  };
}

export const presets: Readonly<Record<PresetName, FrequencySpec>> = {
  paper: preset(10_000, 10),
  quick: preset(2_000, 5),
};
