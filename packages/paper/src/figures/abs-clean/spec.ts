/**
 * Three features, six neurons, target |x|: enough neurons for every sign of every feature.
 *
 * n and m are the paper's, which gives no density: the data are dense here. The rest is the authors' notebook's
 * but for the number of starts, all of which are kept and judged, and the falling rate of the quick preset.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface AbsCleanSpec {
  readonly seed: number;
  /** Every start is kept. */
  readonly runs: { readonly absolute: FigureRun };
}

const model = { kind: 'absolute-value', nFeatures: 3, nHidden: 6 } as const;
const data = { featureProbability: 1, importance: 1 } as const;

export const presets: Readonly<Record<PresetName, AbsCleanSpec>> = {
  paper: {
    seed: 0,
    runs: {
      absolute: { model, data, training: { steps: 10_000, restarts: { count: 32, keep: 'all' } } },
    },
  },
  quick: {
    seed: 0,
    runs: {
      absolute: {
        model,
        data,
        training: {
          steps: 3_000,
          batchSize: 256,
          optimiser: { learningRate: 5e-3, schedule: 'linear' },
          restarts: { count: 16, keep: 'all' },
        },
      },
    },
  },
};
