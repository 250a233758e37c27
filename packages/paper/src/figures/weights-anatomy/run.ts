/** Trains every start of the model. */

import type { FigureContext } from '../../figure.js';
import { allKept, bestAndAll } from '../../shared/best-start.js';
import type { ModelData } from '../../shared/models.js';
import { trainRuns, type HistoryData } from '../../shared/training.js';
import type { WeightsAnatomySpec } from './spec.js';

export interface WeightsAnatomyData {
  /** The best start. */
  readonly model: ModelData;
  /** Every start. */
  readonly starts: readonly ModelData[];
  readonly history: HistoryData;
}

export async function run(spec: WeightsAnatomySpec, context: FigureContext): Promise<WeightsAnatomyData> {
  const { model } = await trainRuns({ ...spec, runs: { model: allKept(spec.runs.model) } }, context);
  const { best, starts } = bestAndAll(model);
  return { model: best.models[0]!, starts: starts.map(([start]) => start!), history: best.history };
}
