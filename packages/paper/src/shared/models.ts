/**
 * A trained model as plain data, and what is measured on it.
 *
 * Source of the measures: Toy Models of Superposition, Basic Results.
 */

import { featureNorms, superposition as superpositionOf, type InstanceView } from '@toymodels/analysis';
import type { reluOutputLoss } from '@toymodels/theory';

/** One trained model. Weights are float32 values; JSON prints and reads them exactly. */
export interface ModelData {
  /** Place among the run's instances, from 0. */
  readonly instance: number;
  /** Place among the instance's restarts, from 0. */
  readonly restart: number;
  readonly nFeatures: number;
  readonly nHidden: number;
  /** p = 1 - S, the same for all features. */
  readonly featureProbability: number;
  /** I_i, [feature]. */
  readonly importance: readonly number[];
  /** W, [feature, hidden], row-major. */
  readonly weights: readonly number[];
  /** b, [feature]. */
  readonly bias: readonly number[];
  /** Loss on the samples of the final evaluation. */
  readonly loss: number;
  /** |W_i|, [feature]. */
  readonly norms: readonly number[];
  /** sum_{j != i} (Ŵ_i . W_j)^2, [feature]. */
  readonly superposition: readonly number[];
}

/** The measures of a model without its weights: enough for claims about curves, and small to store. */
export type ModelCurves = Pick<
  ModelData,
  'instance' | 'restart' | 'nFeatures' | 'nHidden' | 'featureProbability' | 'norms' | 'superposition'
>;

/** Leaves the weights out; measures to 5 digits. */
export function curvesOf(model: ModelData): ModelCurves {
  const { instance, restart, nFeatures, nHidden, featureProbability } = model;
  const short = (values: readonly number[]): number[] => values.map((value) => Number(value.toPrecision(5)));
  const [norms, superposition] = [short(model.norms), short(model.superposition)];
  return { instance, restart, nFeatures, nHidden, featureProbability, norms, superposition };
}

/** What {@link ModelData} is made of before it is measured. */
export type UnmeasuredModel = Omit<ModelData, 'norms' | 'superposition'>;

/** Adds the measures. */
export function measured(model: UnmeasuredModel): ModelData {
  const view = viewOf(model);
  return {
    ...model,
    norms: Array.from(featureNorms(view)),
    superposition: Array.from(superpositionOf(view)),
  };
}

/** The weights and biases as the analysis and plots packages take them; a copy. */
export function viewOf(model: Pick<ModelData, 'weights' | 'bias' | 'nFeatures' | 'nHidden'>): InstanceView {
  const { nFeatures, nHidden } = model;
  return {
    weights: Float64Array.from(model.weights),
    bias: Float64Array.from(model.bias),
    nFeatures,
    nHidden,
  };
}

/** The model with its data, as the theory package takes them. */
export function exactInput(model: ModelData): Parameters<typeof reluOutputLoss>[0] {
  const { nFeatures, nHidden, importance, weights, bias } = model;
  const featureProbability = new Array<number>(nFeatures).fill(model.featureProbability);
  return { nFeatures, nHidden, importance, weights, bias, featureProbability };
}

/** Models by instance, each group in the order of its starts: [instance][start]. */
export function byInstance<Model extends { readonly instance: number }>(models: readonly Model[]): Model[][] {
  const groups: Model[][] = [];
  for (const model of models) (groups[model.instance] ??= []).push(model);
  return groups;
}
