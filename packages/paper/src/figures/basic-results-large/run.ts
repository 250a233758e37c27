/** Trains both sizes with the same settings; of each run the first start is kept whole, of all starts the curves. */

import type { FigureContext } from '../../figure.js';
import { curvesOf, type ModelCurves } from '../../shared/models.js';
import { trainRuns, type TrainedRun } from '../../shared/training.js';
import type { BasicResultsLargeSpec } from './spec.js';

/** One run of several starts. */
export interface CurvesOfStarts {
  /** The first start at each density: what is drawn. */
  readonly first: TrainedRun;
  /** Every start, by density, then start, without weights. */
  readonly all: readonly ModelCurves[];
}

export type BasicResultsLargeData = Readonly<
  Record<'linear' | 'relu' | 'smallLinear' | 'smallRelu', CurvesOfStarts>
>;

export async function run(
  spec: BasicResultsLargeSpec,
  context: FigureContext,
): Promise<BasicResultsLargeData> {
  const { linear, relu, smallLinear, smallRelu } = await trainRuns(spec, context);
  return {
    linear: curvesOfStarts(linear),
    relu: curvesOfStarts(relu),
    smallLinear: curvesOfStarts(smallLinear),
    smallRelu: curvesOfStarts(smallRelu),
  };
}

function curvesOfStarts({ models, history }: TrainedRun): CurvesOfStarts {
  const first = models.flatMap(({ restart }, k) => (restart === 0 ? [k] : []));
  return {
    first: {
      models: first.map((k) => models[k]!),
      history: { ...history, loss: first.map((k) => history.loss[k]!) },
    },
    all: models.map(curvesOf),
  };
}
