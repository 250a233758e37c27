/**
 * How many features trained models represent, against what compressed sensing would allow.
 *
 * The paper names the bound and no experiment. Sizes are ours: many more features than dimensions, all equally
 * important, so that the model, not the number of features, sets the limit. A first design, n = 64 down to
 * 1-S = 0.001, did not do that: there all 64 were represented, `more-features-than-needed` failed, and with it the two
 * claims on growth, the count being capped. Hence n = 256, and no density at which 1/(-p ln p) times m exceeds n.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface CompressedSensingSpec {
  readonly seed: number;
  /** Instances differ in density, from dense to sparse; all restarts are looked at. */
  readonly runs: { readonly models: FigureRun };
}

const DENSITIES = [0.3, 0.1, 0.03, 0.01, 0.003];

function spec(steps: number, batchSize: number, starts: number): CompressedSensingSpec {
  return {
    seed: 0,
    runs: {
      models: {
        model: { kind: 'relu-output', nFeatures: 256, nHidden: 4 },
        data: { featureProbability: 1 },
        instances: { count: DENSITIES.length, featureProbability: DENSITIES },
        training: {
          steps,
          batchSize,
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
  paper: spec(6000, 512, 6),
  quick: spec(1500, 256, 5),
};
