/**
 * The ReLU-hidden model with and without a hidden bias, beside the model without a hidden ReLU.
 *
 * The paper gives no sizes here; they are those of its neuron codes (n = 10, m = 5, I_i = 0.75^i) at 1 - S = 0.1, where
 * sharing neurons costs something that a linear hidden layer does not pay. All starts are kept and judged.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface EscapeSpec {
  readonly seed: number;
  /** `biased` h = ReLU(W x + c), `plain` h = ReLU(W x), `linear` h = W x, else alike; every start is kept. */
  readonly runs: { readonly biased: FigureRun; readonly plain: FigureRun; readonly linear: FigureRun };
  /** Non-empty inputs on which hidden units are seen to be on or off. */
  readonly inputs: number;
}

const data = { featureProbability: 0.1, importance: { curve: 'geometric', first: 1, ratio: 0.75 } } as const;

function preset(training: NonNullable<FigureRun['training']>): EscapeSpec {
  const size = { nFeatures: 10, nHidden: 5 } as const;
  return {
    seed: 0,
    runs: {
      biased: { model: { kind: 'relu-hidden', ...size, hiddenBias: true }, data, training },
      plain: { model: { kind: 'relu-hidden', ...size }, data, training },
      linear: { model: { kind: 'relu-output', ...size }, data, training },
    },
    inputs: 4096,
  };
}

export const presets: Readonly<Record<PresetName, EscapeSpec>> = {
  paper: preset({ steps: 10_000, restarts: { count: 20, keep: 'all' } }),
  quick: preset({
    steps: 2_500,
    batchSize: 256,
    optimiser: { learningRate: 1e-2, schedule: 'linear' },
    restarts: { count: 20, keep: 'all' },
  }),
};
