/** Trains both sizes with the same settings. */

import type { FigureContext } from '../../figure.js';
import { trainRuns, type TrainedRun } from '../../shared/training.js';
import type { BasicResultsLargeSpec } from './spec.js';

export interface BasicResultsLargeData {
  readonly linear: TrainedRun;
  readonly relu: TrainedRun;
  readonly smallLinear: TrainedRun;
  readonly smallRelu: TrainedRun;
}

export async function run(
  spec: BasicResultsLargeSpec,
  context: FigureContext,
): Promise<BasicResultsLargeData> {
  return trainRuns(spec, context);
}
