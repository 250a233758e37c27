/**
 * Equal features, many more than dimensions, from dense to sparse data.
 *
 * n, m and the range of densities are the paper's in `paper`. What is not from the authors' notebook: batches of 256 samples; a
 * rate that falls on a line from 2/n, at most 0.02 (both chosen by the loss they reach for the time); and initial weights a
 * tenth of Xavier's, since from plain Xavier the outputs of most features are dead on dense data and never
 * recover. One model for each density in `sweep`, as in the paper; `starts` trains five models of a
 * smaller size at a few densities, to see what is chance.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';
import { densities, uniformRun } from '../../shared/uniform-geometry.js';

export interface FeatureDimensionalitySpec {
  readonly seed: number;
  readonly runs: { readonly sweep: FigureRun; readonly starts: FigureRun };
  /** Which instances of the sweep are drawn as graphs. */
  readonly graphs: readonly number[];
}

/** Fewer of them, where polytopes are expected. */
const SHORT_SWEEP = [1, 1.4, 1.6, 2, 3, 5, 10, 30, 100].map((each) => Number((1 / each).toPrecision(4)));

/** 1/(1-S) = 1.4, 1.6, 3 and 5: where tetrahedra, triangles, digons and sparser sets are looked for. */
const STARTS = [1.4, 1.6, 3, 5].map((each) => Number((1 / each).toPrecision(4)));

export const presets: Readonly<Record<PresetName, FeatureDimensionalitySpec>> = {
  paper: {
    seed: 0,
    runs: {
      sweep: uniformRun(400, 30, densities(40, 100), { steps: 8_000, starts: 1 }),
      starts: uniformRun(100, 10, STARTS, { steps: 3_000, starts: 5 }),
    },
    graphs: [3, 4, 9, 14, 17, 22],
  },
  quick: {
    seed: 0,
    runs: {
      sweep: uniformRun(100, 10, SHORT_SWEEP, { steps: 3_000, starts: 1 }),
      starts: uniformRun(50, 5, STARTS, { steps: 1_500, starts: 5 }),
    },
    graphs: [1, 2, 4, 5],
  },
};
