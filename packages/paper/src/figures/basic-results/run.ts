/** Trains both models at every density. */

import { linearLoss, linearOptimum } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { exactInput } from '../../shared/models.js';
import { trainRuns, type TrainedRun } from '../../shared/training.js';
import type { BasicResultsSpec } from './spec.js';

export interface BasicResultsData {
  readonly linear: TrainedRun;
  readonly relu: TrainedRun;
  /** For each linear model: its population loss and the least one any linear model can have. */
  readonly linearLoss: readonly { readonly exact: number; readonly least: number }[];
}

export async function run(spec: BasicResultsSpec, context: FigureContext): Promise<BasicResultsData> {
  const { linear, relu } = await trainRuns(spec, context);
  const losses = linear.models
    .map(exactInput)
    .map((input) => ({ exact: linearLoss(input), least: linearOptimum(input).loss }));
  return { linear, relu, linearLoss: losses };
}
