/**
 * Dimensions for each represented feature, D* = m / |W|_F^2, from dense to sparse data.
 *
 * n, m and the range of densities are the paper's in `paper`. What was changed of the notebook's training, and why, is said in
 * the spec of `feature-dimensionality`; both figures train on their own. `starts` trains five models
 * of a smaller size at the same densities, and `spread` five of the sweep's own size at two of them, to see what is chance and whether size matters.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';
import { densities, uniformRun } from '../../shared/uniform-geometry.js';

export interface DimensionsPerFeatureSpec {
  readonly seed: number;
  readonly runs: { readonly sweep: FigureRun; readonly starts: FigureRun; readonly spread: FigureRun };
}

/** 1/(1-S) = 1.25 and 3: one on each plateau. */
const SPREAD = [1.25, 3].map((each) => Number((1 / each).toPrecision(4)));

function runs(
  size: readonly [nFeatures: number, nHidden: number, steps: number],
  smaller: readonly [nFeatures: number, nHidden: number, steps: number],
  featureProbability: readonly number[],
): DimensionsPerFeatureSpec['runs'] {
  return {
    sweep: uniformRun(size[0], size[1], featureProbability, { steps: size[2], starts: 1 }),
    starts: uniformRun(smaller[0], smaller[1], featureProbability, { steps: smaller[2], starts: 5 }),
    spread: uniformRun(size[0], size[1], SPREAD, { steps: size[2], starts: 5 }),
  };
}

export const presets: Readonly<Record<PresetName, DimensionsPerFeatureSpec>> = {
  paper: { seed: 0, runs: runs([400, 30, 5_000], [100, 10, 2_000], densities(16, 100)) },
  quick: { seed: 0, runs: runs([100, 10, 2_000], [40, 4, 1_500], densities(11, 100)) },
};
