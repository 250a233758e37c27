/** Trains every start and measures how near W^T W is to the identity within sets and across them. */

import { withinSetIdentity } from '@toymodels/analysis';
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
  const view = viewOf(model);
  const own = withinSetIdentity(view, sets);
  const [all] = withinSetIdentity(view, [sets.flat()]);
  return {
    loss: model.loss,
    distance: own.map(({ distance }) => distance),
    distanceOfAll: all!.distance,
    within: rootMeanSquare(own.map(({ offDiagonal }) => offDiagonal)),
    across: rootMeanSquare(own.map(({ outside }) => outside)),
  };
}

/** Over sets of one size. */
function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
