/** Trains the models, measures D_i and names their polytopes, and computes the best orthogonal products exactly. */

import type { FigureContext } from '../../figure.js';
import { trainRaw } from '../../shared/raw-training.js';
import { mapStaged, stage } from '../../shared/stages.js';
import {
  bestProduct,
  geometryOf,
  type GeometryModel,
  type GraphData,
  type ProductData,
} from '../../shared/uniform-geometry.js';
import type { FeatureDimensionalitySpec } from './spec.js';

export interface FeatureDimensionalityData {
  readonly nFeatures: number;
  readonly nHidden: number;
  /** In the order of the spec's densities, from dense to sparse. */
  readonly sweep: readonly GeometryModel[];
  /** Best orthogonal product at each density of the sweep. */
  readonly products: readonly ProductData[];
  /** Graphs of the sweep's instances named in the spec. */
  readonly graphs: readonly ({ readonly instance: number } & GraphData)[];
  /** Several starts at each of a few densities, grouped by density. */
  readonly starts: readonly GeometryModel[];
  /** The same of models as large as the sweep's. */
  readonly spread: readonly GeometryModel[];
  /** Trained as in the authors' notebook. */
  readonly notebook: readonly GeometryModel[];
}

export async function run(
  spec: FeatureDimensionalitySpec,
  context: FigureContext,
): Promise<FeatureDimensionalityData> {
  const { sweep, starts, spread, notebook } = await trainRaw(spec, stage(context, 0, 0.9));
  const { nFeatures, nHidden } = sweep.spec.model;
  const measured = geometryOf(sweep);
  const models = measured.map(({ model }) => model);
  const products = await mapStaged(
    stage(context, 0.9, 1),
    'exact products',
    models,
    ({ featureProbability }) => bestProduct(featureProbability, nFeatures, nHidden),
  );
  return {
    nFeatures,
    nHidden,
    sweep: models,
    products,
    graphs: spec.graphs.map((instance) => ({ instance, ...measured[instance]!.graph })),
    starts: geometryOf(starts).map(({ model }) => model),
    spread: geometryOf(spread).map(({ model }) => model),
    notebook: geometryOf(notebook).map(({ model }) => model),
  };
}
