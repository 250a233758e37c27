/** Trains every start and computes exactly what its superposed features save, and what they would save alone. */

import { lossPerActivation } from '@toymodels/analysis';
import type { FigureContext } from '../../figure.js';
import { viewOf } from '../../shared/models.js';
import { mapStaged, stage } from '../../shared/stages.js';
import { trainRuns } from '../../shared/training.js';
import type { FrequencySpec } from './spec.js';

/** Sums over the superposed features of one start. */
export interface FrequencyStart {
  readonly featureProbability: number;
  readonly superposed: number;
  /** Loss saved per dimension and per activation, exact. */
  readonly perDimension: number;
  readonly perActivation: number;
  /** The same had each of these features a dimension of its own. */
  readonly alonePerDimension: number;
  readonly alonePerActivation: number;
  /** Activations per dimension: how often a dimension is used. */
  readonly use: number;
}

export interface FrequencyData {
  readonly nHidden: number;
  /** By density, from dense to sparse, then by restart. */
  readonly starts: readonly FrequencyStart[];
}

const round = (value: number): number => Number(value.toPrecision(6));

export async function run(spec: FrequencySpec, context: FigureContext): Promise<FrequencyData> {
  const { models } = await trainRuns(spec, stage(context, 0, 0.8));
  const starts = await mapStaged(
    stage(context, 0.8, 1),
    'exact losses',
    models.models,
    (model): FrequencyStart => {
      const { nFeatures, featureProbability } = model;
      const { superposed, superposedIfDedicated } = lossPerActivation(viewOf(model), {
        nFeatures,
        featureProbability: new Array<number>(nFeatures).fill(featureProbability),
        importance: new Array<number>(nFeatures).fill(1),
      });
      return {
        featureProbability,
        superposed: superposed.nFeatures,
        perDimension: round(superposed.savedPerDimension),
        perActivation: round(superposed.savedPerActivation),
        alonePerDimension: round(superposedIfDedicated.savedPerDimension),
        alonePerActivation: round(superposedIfDedicated.savedPerActivation),
        use: round(superposed.activationsPerDimension),
      };
    },
  );
  return { nHidden: models.models[0]!.nHidden, starts };
}
