/**
 * Equal features trained on samples of which half are attacked, over the length of the attack.
 *
 * The attack, along a row of W^T W for a random feature, and its growing length are the paper's; the sizes, the
 * density, the half of the samples and the lengths are ours. One run for each length, all on the same samples; every
 * start is kept and measured.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';
import { uniformRun } from '../../shared/uniform-geometry.js';

export interface AdversarialTrainingSpec {
  readonly seed: number;
  /** By name, in the order of `lengths`; every start is kept. */
  readonly runs: Readonly<Record<string, FigureRun>>;
  /** |x_adv - x| in training, in units of x, ascending, the first 0. */
  readonly lengths: readonly number[];
  /** The length of the attacks by which trained models are measured, as a share of the mean input norm. */
  readonly measuredShare: number;
  /** Non-empty inputs that are attacked to measure, the same for all models. */
  readonly inputs: number;
}

/** The share of the samples that training attacks. */
const SHARE = 0.5;
/** Sparse enough that a model that is not attacked holds most features, in superposition. */
const DENSITY = 0.05;

function preset(
  [nFeatures, nHidden]: readonly [number, number],
  lengths: readonly number[],
  training: { readonly steps: number; readonly starts: number },
  inputs: number,
): AdversarialTrainingSpec {
  const { instances: _one, ...base } = uniformRun(nFeatures, nHidden, [DENSITY], training);
  const run = (epsilon: number): FigureRun => ({
    ...base,
    data: { featureProbability: DENSITY, importance: 1 },
    training: { ...base.training, attack: { share: SHARE, epsilon } },
  });
  return {
    seed: 0,
    runs: Object.fromEntries(lengths.map((length, k) => [`length-${k}`, run(length)])),
    lengths,
    measuredShare: 0.1,
    inputs,
  };
}

export const presets: Readonly<Record<PresetName, AdversarialTrainingSpec>> = {
  paper: preset(
    [100, 10],
    [0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.3, 1.6],
    { steps: 3_000, starts: 5 },
    1_000,
  ),
  quick: preset([40, 6], [0, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.6], { steps: 1_000, starts: 5 }, 500),
};
