/** Trains every start and measures how near W^T W is to the identity within sets and across them. */

import { gram } from '@toymodels/analysis';
import { completeSpec } from '@toymodels/core';
import type { FigureContext } from '../../figure.js';
import { viewOf, type ModelData } from '../../shared/models.js';
import { seeded, trainRuns } from '../../shared/training.js';
import type { LocalBasesSpec } from './spec.js';

export interface StartData {
  readonly loss: number;
  /** |G - I| / |I| (Frobenius) of each set's own block of G = W^T W, [set]: 0 is a basis, 1 is W = 0. */
  readonly distance: readonly number[];
  /** The same of all features together. */
  readonly distanceOfAll: number;
  /** Root mean square of W_i . W_j within sets (i not j), and across. */
  readonly within: number;
  readonly across: number;
}

export interface LocalBasesData {
  readonly sets: readonly (readonly number[])[];
  /** Every start, lowest loss first. */
  readonly starts: readonly StartData[];
  /** The first of them. */
  readonly best: ModelData;
}

export async function run(spec: LocalBasesSpec, context: FigureContext): Promise<LocalBasesData> {
  const { sets } = completeSpec(seeded(spec, 'sets')).data;
  const trained = await trainRuns(spec, context);
  const models = trained.sets.models.toSorted((a, b) => a.loss - b.loss);
  const features = sets.map((set) => set.features);
  return { sets: features, starts: models.map((model) => measure(model, features)), best: models[0]! };
}

function measure(model: ModelData, sets: readonly (readonly number[])[]): StartData {
  const product = gram(viewOf(model));
  const n = model.nFeatures;
  const of = (i: number, j: number): number => product[i * n + j]!;
  const distance = (features: readonly number[]): number => {
    let sum = 0;
    for (const i of features) for (const j of features) sum += (of(i, j) - (i === j ? 1 : 0)) ** 2;
    return Math.sqrt(sum / features.length);
  };
  const rootMeanSquare = (same: boolean): number => {
    let [sum, count] = [0, 0];
    sets.forEach((first, a) =>
      sets.forEach((second, b) => {
        if ((a === b) !== same) return;
        for (const i of first)
          for (const j of second)
            if (i !== j) {
              sum += of(i, j) ** 2;
              count++;
            }
      }),
    );
    return Math.sqrt(sum / count);
  };
  return {
    loss: model.loss,
    distance: sets.map(distance),
    distanceOfAll: distance(sets.flat()),
    within: rootMeanSquare(true),
    across: rootMeanSquare(false),
  };
}
