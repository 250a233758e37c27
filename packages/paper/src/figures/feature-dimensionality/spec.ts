/**
 * Equal features, many more than dimensions, from dense to sparse data.
 *
 * n, m and the range of densities are the paper's in `paper`. What is not from the authors' notebook: a rate that falls on a
 * line, and initial weights a tenth of Xavier's, since from plain Xavier the outputs of most features are dead on dense
 * data and never recover. One model for each density in `sweep`, as in the paper; `starts` trains five models of a
 * smaller size at a few densities, to see what is chance.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';
import { densities } from '../../shared/uniform-geometry.js';

export interface FeatureDimensionalitySpec {
  readonly seed: number;
  readonly runs: { readonly sweep: FigureRun; readonly starts: FigureRun };
  /** Which instances of the sweep are drawn as graphs. */
  readonly graphs: readonly number[];
}

/** A run over densities p; every start is kept. */
export function uniformRun(
  nFeatures: number,
  nHidden: number,
  featureProbability: readonly number[],
  training: { readonly steps: number; readonly batchSize: number; readonly starts: number },
): FigureRun {
  const { steps, batchSize, starts } = training;
  return {
    model: { kind: 'relu-output', nFeatures, nHidden },
    data: { featureProbability: 1, importance: 1 },
    instances: { count: featureProbability.length, featureProbability },
    training: {
      steps,
      batchSize,
      optimiser: { learningRate: 5e-3, schedule: 'linear' },
      initialisation: { scale: 0.1 },
      restarts: { count: starts, keep: 'all' },
      evaluationSamples: 8192,
    },
  };
}

/** 1/(1-S) = 1.4, 1.6, 3 and 5: where tetrahedra, triangles, digons and sparser sets are looked for. */
const STARTS = [1.4, 1.6, 3, 5].map((each) => Number((1 / each).toPrecision(4)));

export const presets: Readonly<Record<PresetName, FeatureDimensionalitySpec>> = {
  paper: {
    seed: 0,
    runs: {
      sweep: uniformRun(400, 30, densities(24, 100), { steps: 2_000, batchSize: 1024, starts: 1 }),
      starts: uniformRun(100, 10, STARTS, { steps: 2_000, batchSize: 1024, starts: 5 }),
    },
    graphs: [2, 3, 5, 8, 11, 14],
  },
  quick: {
    seed: 0,
    runs: {
      sweep: uniformRun(100, 10, [1, 1.4, 1.6, 2, 3, 5, 10, 30, 100].map((each) => Number((1 / each).toPrecision(4))), {
        steps: 1_500,
        batchSize: 512,
        starts: 1,
      }),
      starts: uniformRun(60, 6, STARTS, { steps: 1_000, batchSize: 256, starts: 5 }),
    },
    graphs: [1, 2, 4, 5],
  },
};
