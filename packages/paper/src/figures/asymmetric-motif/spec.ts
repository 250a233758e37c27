/**
 * The asymmetric superposition motif, looked for by code in trained absolute-value models.
 *
 * The paper shows one from its large model; here it is counted in smaller ones (n = 20, m = 10, I_i = 0.8^i; these sizes and
 * densities are ours), in every start, beside the same models with their output weights shuffled.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface MotifSpec {
  readonly seed: number;
  /** One instance for each density; every start is kept. */
  readonly runs: { readonly absolute: FigureRun };
  /** Shuffled copies of each model, as what chance gives. */
  readonly shuffles: number;
}

const DENSITIES = [0.1, 0.03, 0.01];

function preset(steps: number, starts: number, shuffles: number): MotifSpec {
  return {
    seed: 0,
    runs: {
      absolute: {
        model: { kind: 'absolute-value', nFeatures: 20, nHidden: 10 },
        data: { featureProbability: 1, importance: { curve: 'geometric', first: 1, ratio: 0.8 } },
        instances: { count: DENSITIES.length, featureProbability: DENSITIES },
        training: {
          steps,
          batchSize: 256,
          sampling: 'non-empty',
          optimiser: { learningRate: 5e-3, schedule: 'linear' },
          initialisation: { scale: 0.1 },
          restarts: { count: starts, keep: 'all' },
          evaluationSamples: 8192,
        },
      },
    },
    shuffles,
  };
}

export const presets: Readonly<Record<PresetName, MotifSpec>> = {
  paper: preset(10_000, 20, 100),
  quick: preset(3_000, 8, 50),
};
