/**
 * How many features trained models represent, against what compressed sensing would allow.
 *
 * The paper names the bound and no experiment. Sizes are ours: many more features than dimensions, all equally
 * important, so that the model, not the number of features, sets the limit.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface CompressedSensingSpec {
  readonly seed: number;
  /** Instances differ in density, from dense to sparse; all restarts are looked at. */
  readonly runs: { readonly models: FigureRun };
}

const DENSITIES = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001];

function spec(nFeatures: number, nHidden: number, steps: number, starts: number): CompressedSensingSpec {
  return {
    seed: 0,
    runs: {
      models: {
        model: { kind: 'relu-output', nFeatures, nHidden },
        data: { featureProbability: 1 },
        instances: { count: DENSITIES.length, featureProbability: DENSITIES },
        training: {
          steps,
          batchSize: 512,
          sampling: 'non-empty',
          optimiser: { learningRate: 5e-3, schedule: 'linear' },
          restarts: { count: starts, keep: 'all' },
          recordEvery: steps,
          evaluationSamples: 4096,
        },
      },
    },
  };
}

export const presets: Readonly<Record<PresetName, CompressedSensingSpec>> = {
  paper: spec(100, 5, 8000, 6),
  quick: spec(64, 4, 2000, 5),
};
