/**
 * Five features of falling importance in two dimensions, at three sparsities.
 *
 * The paper gives n, m, the importances and S; the rest is the authors' notebook's, but for starts:
 * a model of this size has local minima, so several are trained and the lowest exact loss is kept.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface IntroSpec {
  readonly seed: number;
  /** One run; its instances differ in density, its restarts are all looked at. */
  readonly runs: { readonly plane: FigureRun };
  /** Which start is kept: the one with the lowest exact population loss. */
  readonly select: 'exact-loss';
  /** Random starts of the exact descent that the kept models are compared with, at each density. */
  readonly exactStarts: number;
}

const model = { kind: 'relu-output', nFeatures: 5, nHidden: 2 } as const;
const data = { featureProbability: 1, importance: { curve: 'geometric', first: 1, ratio: 0.9 } } as const;
const instances = { count: 3, featureProbability: [1, 0.2, 0.1] } as const;

export const presets: Readonly<Record<PresetName, IntroSpec>> = {
  paper: {
    seed: 0,
    runs: {
      plane: { model, data, instances, training: { steps: 10_000, restarts: { count: 16, keep: 'all' } } },
    },
    select: 'exact-loss',
    exactStarts: 48,
  },
  quick: {
    seed: 0,
    runs: {
      plane: {
        model,
        data,
        instances,
        training: {
          steps: 5_000,
          optimiser: { learningRate: 5e-3, schedule: 'linear' },
          restarts: { count: 8, keep: 'all' },
        },
      },
    },
    select: 'exact-loss',
    exactStarts: 48,
  },
};
