/**
 * Two trained models, one with and one without a ReLU on its hidden layer, and rotations of their hidden space.
 *
 * The paper states the symmetry; sizes and settings are ours.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface PrivilegedBasisSpec {
  readonly seed: number;
  /** The same sizes and data for both; instances are models of their own. */
  readonly runs: { readonly output: FigureRun; readonly hidden: FigureRun };
  /** Random rotations of each model. */
  readonly rotations: number;
  /** Angles from 0 to 360 degrees in the plane of the first two hidden dimensions. */
  readonly angles: number;
  /** Samples on which losses are compared, the same for a model before and after. */
  readonly samples: number;
}

function spec(steps: number, models: number, rotations: number, samples: number): PrivilegedBasisSpec {
  const runOf = (kind: 'relu-output' | 'relu-hidden'): FigureRun => ({
    model: { kind, nFeatures: 6, nHidden: 4 },
    data: { featureProbability: 0.1, importance: { curve: 'geometric', first: 1, ratio: 0.9 } },
    instances: { count: models },
    training: {
      steps,
      batchSize: 512,
      optimiser: { learningRate: 0.01, schedule: 'linear' },
      restarts: { count: 4, keep: 'best' },
      recordEvery: steps,
    },
  });
  return {
    seed: 0,
    runs: { output: runOf('relu-output'), hidden: runOf('relu-hidden') },
    rotations,
    angles: 61,
    samples,
  };
}

export const presets: Readonly<Record<PresetName, PrivilegedBasisSpec>> = {
  paper: spec(10_000, 8, 100, 8192),
  quick: spec(1500, 5, 20, 1024),
};
