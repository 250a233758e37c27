/** Trains both models at every density, and keeps the best ReLU start of each beside all of them. */

import { linearLoss, linearOptimum } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { allKept, bestAndAll } from '../../shared/best-start.js';
import { exactInput, type ModelData } from '../../shared/models.js';
import { trainRuns, type TrainedRun } from '../../shared/training.js';
import type { BasicResultsSpec } from './spec.js';

export interface BasicResultsData {
  /** Every start of the linear models, by density, then start. */
  readonly linear: TrainedRun;
  /** The best start at each density. */
  readonly relu: TrainedRun;
  /** Every start of the ReLU models, [start][density]. */
  readonly starts: readonly (readonly ModelData[])[];
  /** For each of `linear`: its population loss and the least one any linear model can have. */
  readonly linearLoss: readonly { readonly exact: number; readonly least: number }[];
}

export async function run(spec: BasicResultsSpec, context: FigureContext): Promise<BasicResultsData> {
  const { linear, relu } = await trainRuns(
    { ...spec, runs: { ...spec.runs, relu: allKept(spec.runs.relu) } },
    context,
  );
  const losses = linear.models
    .map(exactInput)
    .map((input) => ({ exact: linearLoss(input), least: linearOptimum(input).loss }));
  const { best, starts } = bestAndAll(relu);
  return { linear, relu: best, starts, linearLoss: losses };
}
