/** Trains both sizes; of each run the first start is kept whole, of all starts the curves. */

import type { FigureContext } from '../../figure.js';
import { byInstance, curvesOf, type ModelCurves, type ModelData } from '../../shared/models.js';
import { trainRuns, type TrainedRun } from '../../shared/training.js';
import type { BasicResultsLargeSpec } from './spec.js';

/** One run of several starts. */
export interface CurvesOfStarts {
  /** The first start at each density: what is drawn. */
  readonly first: readonly ModelData[];
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
  const { linear, denseRelu, sparseRelu, smallLinear, smallRelu } = await trainRuns(spec, context);
  return {
    linear: curvesOfStarts(linear),
    relu: curvesOfStarts(oneAfterTheOther(denseRelu, sparseRelu)),
    smallLinear: curvesOfStarts(smallLinear),
    smallRelu: curvesOfStarts(smallRelu),
  };
}

/** The models of both runs as if they came from one: the instances of the second follow those of the first. */
function oneAfterTheOther(
  { models }: Pick<TrainedRun, 'models'>,
  second: Pick<TrainedRun, 'models'>,
): Pick<TrainedRun, 'models'> {
  const before = byInstance(models).length;
  return {
    models: [...models, ...second.models.map((model) => ({ ...model, instance: before + model.instance }))],
  };
}

function curvesOfStarts({ models }: Pick<TrainedRun, 'models'>): CurvesOfStarts {
  return { first: models.filter(({ restart }) => restart === 0), all: models.map(curvesOf) };
}
