/**
 * One small ReLU output model on which everything there is to read can be seen.
 *
 * The paper gives no sizes for this picture. These are chosen so that features of all three kinds
 * occur (alone, in an antipodal pair, and not represented) and biases are large enough to be seen.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface WeightsAnatomySpec {
  readonly seed: number;
  /** One instance. */
  readonly runs: { readonly model: FigureRun };
}

function spec(steps: number, starts: number): WeightsAnatomySpec {
  return {
    seed: 0,
    runs: {
      model: {
        model: { kind: 'relu-output', nFeatures: 8, nHidden: 4 },
        data: { featureProbability: 0.3, importance: { curve: 'geometric', first: 1, ratio: 0.7 } },
        training: {
          steps,
          optimiser: { learningRate: 5e-3, schedule: 'linear' },
          restarts: { count: starts, keep: 'best' },
        },
      },
    },
  };
}

export const presets: Readonly<Record<PresetName, WeightsAnatomySpec>> = {
  paper: spec(10_000, 8),
  quick: spec(4_000, 5),
};
