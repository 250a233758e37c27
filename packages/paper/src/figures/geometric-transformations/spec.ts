/**
 * Six features in two correlated sets of three, in three dimensions, looked at often while they learn.
 *
 * Sizes and sets are the paper's; it gives no density. Initial weights are a hundredth of Xavier's: the first stage, with the features of
 * a set on one line, shows only from small ones. Only non-empty samples are drawn, as most are empty; rate and decay are the authors'
 * notebook's.
 */

import type { PresetName } from '../../figure.js';
import { consecutive } from '../../shared/correlated-sets.js';
import type { FigureRun } from '../../shared/training.js';

export interface TransformationsSpec {
  readonly seed: number;
  readonly runs: { readonly sets: FigureRun };
  /** Steps between two looks. */
  readonly every: number;
}

function spec(steps: number, batchSize: number, every: number): TransformationsSpec {
  return {
    seed: 0,
    runs: {
      sets: {
        model: { kind: 'relu-output', nFeatures: 6, nHidden: 3 },
        data: { featureProbability: 0.03, importance: 1, sets: consecutive('correlated', 2, 3) },
        training: {
          steps,
          batchSize,
          sampling: 'non-empty',
          initialisation: { scale: 0.01 },
          recordEvery: every,
          restarts: { count: 5, keep: 'all' },
          evaluationSamples: 4096,
        },
      },
    },
    every,
  };
}

export const presets: Readonly<Record<PresetName, TransformationsSpec>> = {
  paper: spec(10_000, 1024, 50),
  quick: spec(7_000, 512, 100),
};
