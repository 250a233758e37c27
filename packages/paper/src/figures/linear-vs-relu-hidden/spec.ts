/**
 * The same data with and without a ReLU on the hidden layer.
 *
 * The paper gives no sizes for this pair; they are those of its neuron codes (n = 10, m = 5, I_i = 0.75^i) at 1 - S = 0.5,
 * where it reports one feature for each neuron. All starts are kept and judged.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface PrivilegedSpec {
  readonly seed: number;
  /** `linear` h = W x and `relu` h = ReLU(W x), else alike; every start is kept. */
  readonly runs: { readonly linear: FigureRun; readonly relu: FigureRun };
  /** Random turns of the hidden space with which the alignment of each start is compared. */
  readonly turns: number;
}

const data = { featureProbability: 0.5, importance: { curve: 'geometric', first: 1, ratio: 0.75 } } as const;

function preset(training: NonNullable<FigureRun['training']>, turns: number): PrivilegedSpec {
  const run = (kind: 'relu-output' | 'relu-hidden'): FigureRun => ({
    model: { kind, nFeatures: 10, nHidden: 5 },
    data,
    training,
  });
  return { seed: 0, runs: { linear: run('relu-output'), relu: run('relu-hidden') }, turns };
}

export const presets: Readonly<Record<PresetName, PrivilegedSpec>> = {
  paper: preset({ steps: 10_000, restarts: { count: 20, keep: 'all' } }, 1000),
  quick: preset(
    {
      steps: 2_000,
      batchSize: 256,
      optimiser: { learningRate: 5e-3, schedule: 'linear' },
      restarts: { count: 20, keep: 'all' },
    },
    500,
  ),
};
