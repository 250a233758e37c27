/** Trains the model. */

import type { FigureContext } from '../../figure.js';
import type { ModelData } from '../../shared/models.js';
import { trainRuns, type HistoryData } from '../../shared/training.js';
import type { WeightsAnatomySpec } from './spec.js';

export interface WeightsAnatomyData {
  readonly model: ModelData;
  readonly history: HistoryData;
}

export async function run(spec: WeightsAnatomySpec, context: FigureContext): Promise<WeightsAnatomyData> {
  const { model } = await trainRuns(spec, context);
  return { model: model.models[0]!, history: model.history };
}
