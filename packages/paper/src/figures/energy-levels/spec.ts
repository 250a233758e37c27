/**
 * A uniform model that ends in digons alone, looked at often while it learns.
 *
 * The paper gives no sizes for this figure; these are ours: twice as many features as dimensions, at a density at which digons are best, and
 * initial weights of a hundredth of Xavier's. From Xavier's own weights most D_i relax smoothly, without jumps that the rule finds (tried: 20 and
 * 40 features in 10 dimensions at 1-S = 0.3, 20 in 10 at 0.1 and 0.03, 30 in 6 at 0.15). Only non-empty samples are drawn; rate and decay are the
 * authors' notebook's; larger batches, as a jump of one feature moves the loss by a few per cent only; and fewer steps, since nothing changes
 * after them. The configuration was selected: about ten were tried, with a few starts each, and this one was taken for its jumps. The number of starts
 * was raised afterwards, and nothing else was changed, to see what of it is chance.
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

function spec(
  nFeatures: number,
  nHidden: number,
  steps: number,
  batchSize: number,
  every: number,
  starts: number,
): EnergyLevelsSpec {
  return {
    seed: 0,
    runs: {
      uniform: {
        model: { kind: 'relu-output', nFeatures, nHidden },
        data: { featureProbability: 0.2, importance: 1 },
        training: {
          steps,
          batchSize,
          sampling: 'non-empty',
          initialisation: { scale: 0.01 },
          recordEvery: every,
          restarts: { count: starts, keep: 'all' },
          evaluationSamples: 4096,
        },
      },
    },
    every,
    select: 'first-all-digon',
  };
}

export const presets: Readonly<Record<PresetName, EnergyLevelsSpec>> = {
  paper: spec(10, 5, 4_000, 8192, 25, 20),
  quick: spec(10, 5, 4_000, 2048, 25, 10),
};
