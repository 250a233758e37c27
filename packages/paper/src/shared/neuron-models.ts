/**
 * Trained models with neurons (a ReLU on the hidden layer, tied or not) as plain data.
 *
 * Not for models whose hidden space can be turned: those are `models.ts`.
 */

import { canonicalNeurons, neuronsOf, type NeuronInstance } from '@toymodels/analysis';
import type { RunResult } from '@toymodels/core';
import type { FigureContext } from '../figure.js';
import { trainRaw } from './raw-training.js';
import type { RunsSpec } from './training.js';
import { densityOf } from './uniform-geometry.js';

export interface NeuronModel {
  /** Place among the run's instances, from 0. */
  readonly instance: number;
  /** Place among the instance's restarts, from 0. */
  readonly restart: number;
  readonly nFeatures: number;
  /** Neurons. */
  readonly nHidden: number;
  /** p = 1 - S, the same for all features. */
  readonly featureProbability: number;
  /** W (W1 of an untied model), [feature, hidden]. */
  readonly weights: readonly number[];
  /** W2, [feature, hidden]; none in a tied model. */
  readonly outputWeights?: readonly number[];
  /** b, [feature]. */
  readonly bias: readonly number[];
  /** c, [hidden]; none in a model without hidden biases. */
  readonly hiddenBias?: readonly number[];
  /** Loss on the samples of the final evaluation. */
  readonly loss: number;
}

/** Seven digits: float32 has no more. */
const round = (value: number): number => Number(value.toPrecision(7));

/** The kept models of a run, by instance, then restart. */
export function neuronModels(result: RunResult): NeuronModel[] {
  return result.models
    .filter(({ selected }) => selected)
    .map(({ instance, restart, loss }, row) => {
      const { weights, outputWeights, bias, hiddenBias, nFeatures, nHidden } = neuronsOf(
        result.parameters,
        row,
      );
      return {
        instance,
        restart,
        nFeatures,
        nHidden,
        featureProbability: densityOf(result, instance),
        weights: Array.from(weights, round),
        ...(outputWeights ? { outputWeights: Array.from(outputWeights, round) } : {}),
        bias: Array.from(bias, round),
        ...(hiddenBias ? { hiddenBias: Array.from(hiddenBias, round) } : {}),
        loss: round(loss),
      };
    });
}

/** Trains every run and brings back its kept models. @throws AbortedError */
export async function trainNeurons<Name extends string>(
  spec: RunsSpec<Name>,
  context: FigureContext,
): Promise<Record<Name, NeuronModel[]>> {
  const results = await trainRaw(spec, context);
  const names = Object.keys(results) as Name[];
  return Object.fromEntries(names.map((name) => [name, neuronModels(results[name])])) as Record<
    Name,
    NeuronModel[]
  >;
}

/** As the analysis package takes it; a copy. */
export function neuronView(model: NeuronModel): NeuronInstance {
  const { nFeatures, nHidden, outputWeights, hiddenBias } = model;
  return {
    nFeatures,
    nHidden,
    weights: Float64Array.from(model.weights),
    bias: Float64Array.from(model.bias),
    ...(outputWeights ? { outputWeights: Float64Array.from(outputWeights) } : {}),
    ...(hiddenBias ? { hiddenBias: Float64Array.from(hiddenBias) } : {}),
  };
}

/** Neurons in canonical order and size (see `canonicalNeurons`), the output weights along. */
export function canonicalModel<Model extends NeuronModel>(model: Model): Model {
  const { weights, outputWeights, hiddenBias } = canonicalNeurons(
    neuronView(model),
    model.hiddenBias ? { hiddenBias: Float64Array.from(model.hiddenBias) } : {},
  );
  return {
    ...model,
    weights: Array.from(weights, round),
    ...(outputWeights ? { outputWeights: Array.from(outputWeights, round) } : {}),
    ...(hiddenBias ? { hiddenBias: Array.from(hiddenBias, round) } : {}),
  };
}

/** W2 as a view of its own, for drawing. */
export function outputView({ nFeatures, nHidden, outputWeights }: NeuronModel): {
  readonly weights: Float64Array;
  readonly nFeatures: number;
  readonly nHidden: number;
} {
  return { nFeatures, nHidden, weights: Float64Array.from(outputWeights ?? []) };
}
