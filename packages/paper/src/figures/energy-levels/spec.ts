/**
 * A uniform model that ends in digons alone, looked at often while it learns.
 *
 * The paper gives no sizes for this figure; these are ours: twice as many features as dimensions, at a density at which digons are best,
 * and initial weights a tenth of Xavier's, so that features come one after the other (from Xavier's own, and with 40 features, most D_i
 * relax smoothly; on sparser data nearly all jumps come in the first 500 steps). Rate and decay are the authors' notebook's; larger batches,
 * as a jump of one feature moves the loss by a few per cent only.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface EnergyLevelsSpec {
  readonly seed: number;
  readonly runs: { readonly uniform: FigureRun };
  /** Steps between two looks. */
  readonly every: number;
  /** Which start is drawn: the first one in which every represented feature ends in a digon (else the first). */
  readonly select: 'first-all-digon';
}

function spec(nFeatures: number, nHidden: number, steps: number, batchSize: number, every: number): EnergyLevelsSpec {
  return {
    seed: 0,
    runs: {
      uniform: {
        model: { kind: 'relu-output', nFeatures, nHidden },
        data: { featureProbability: 0.3, importance: 1 },
        training: {
          steps,
          batchSize,
          initialisation: { scale: 0.1 },
          recordEvery: every,
          restarts: { count: 5, keep: 'all' },
          evaluationSamples: 4096,
        },
      },
    },
    every,
    select: 'first-all-digon',
  };
}

export const presets: Readonly<Record<PresetName, EnergyLevelsSpec>> = {
  paper: spec(20, 10, 4_000, 8192, 20),
  quick: spec(20, 10, 3_000, 2048, 15),
};
