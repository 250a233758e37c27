/** Trains both models at every density. */

import type { FigureContext } from '../../figure.js';
import { exactLinearLoss, leastLinearLoss } from '../../shared/linear-loss.js';
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
  const linearLoss = linear.models.map((model) => ({ exact: exactLinearLoss(model), least: leastLinearLoss(model) }));
  return { linear, relu, linearLoss };
}
