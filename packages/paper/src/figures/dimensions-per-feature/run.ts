/** Trains the models and measures D*; computes that of the best orthogonal product exactly. */

import { dimensionsPerFeature, instanceOf } from '@toymodels/analysis';
import type { RunResult } from '@toymodels/core';
import type { FigureContext } from '../../figure.js';
import { trainRaw } from '../../shared/raw-training.js';
import { mapStaged, stage } from '../../shared/stages.js';
import { bestProduct, densityOf, type ProductData } from '../../shared/uniform-geometry.js';
import type { DimensionsPerFeatureSpec } from './spec.js';

/** D* of the starts at one density. */
export interface DensityPointData {
  readonly featureProbability: number;
  /** D*, [start]. */
  readonly perFeature: readonly number[];
  /** Evaluated loss, [start]. */
  readonly loss: readonly number[];
}

export interface DimensionsPerFeatureData {
  readonly sweep: readonly DensityPointData[];
  readonly starts: readonly DensityPointData[];
  /** Several starts of models as large as the sweep's, at a few densities. */
  readonly spread: readonly DensityPointData[];
  readonly products: readonly ProductData[];
}

export async function run(
  spec: DimensionsPerFeatureSpec,
  context: FigureContext,
): Promise<DimensionsPerFeatureData> {
  const { sweep, starts, spread } = await trainRaw(spec, stage(context, 0, 0.9));
  const { nFeatures, nHidden } = sweep.spec.model;
  const points = pointsOf(sweep);
  const products = await mapStaged(
    stage(context, 0.9, 1),
    'exact products',
    points,
    ({ featureProbability }) => bestProduct(featureProbability, nFeatures, nHidden),
  );
  return { sweep: points, starts: pointsOf(starts), spread: pointsOf(spread), products };
}

function pointsOf(result: RunResult): DensityPointData[] {
  const kept = result.models.filter(({ selected }) => selected);
  const points: { featureProbability: number; perFeature: number[]; loss: number[] }[] = [];
  kept.forEach(({ instance, loss }, row) => {
    const point = (points[instance] ??= {
      featureProbability: densityOf(result, instance),
      perFeature: [],
      loss: [],
    });
    point.perFeature.push(Number(dimensionsPerFeature(instanceOf(result.parameters, row)).toPrecision(5)));
    point.loss.push(Number(loss.toPrecision(6)));
  });
  return points;
}
