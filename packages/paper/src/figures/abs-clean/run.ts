/** Trains all starts, evaluates each exactly, and reads which neurons serve which side of which feature. */

import { neuronStacks } from '@toymodels/analysis';
import { absoluteUnrepresentedLoss, absoluteValueLoss } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { canonicalModel, neuronView, trainNeurons, type NeuronModel } from '../../shared/neuron-models.js';
import { mapStaged, stage } from '../../shared/stages.js';
import type { AbsCleanSpec } from './spec.js';

/** What one start came to. */
export interface AbsStart {
  /** Exact population loss. */
  readonly exactLoss: number;
  /** Monosemantic neurons for x_i > 0 and for x_i < 0, [feature, 2]. */
  readonly sides: readonly (readonly [number, number])[];
  readonly nMonosemantic: number;
  /** Neurons that carry no feature. */
  readonly nIdle: number;
}

export interface AbsCleanData {
  /** The start with the lowest exact loss, each neuron scaled so that its largest |W1| entry is 1. */
  readonly best: NeuronModel;
  /** Lowest loss first. */
  readonly starts: readonly AbsStart[];
  /** Loss with no neuron at all, at the best biases. */
  readonly empty: number;
}

const round = (value: number): number => Number(value.toPrecision(7));

export async function run(spec: AbsCleanSpec, context: FigureContext): Promise<AbsCleanData> {
  const { absolute } = await trainNeurons(spec, stage(context, 0, 0.9));
  const measured = await mapStaged(stage(context, 0.9, 1), 'exact losses', absolute, (model) => ({
    model,
    start: measure(model),
  }));
  measured.sort((a, b) => a.start.exactLoss - b.start.exactLoss);
  const { model } = measured[0]!;
  return {
    best: canonicalModel(model),
    starts: measured.map(({ start }) => start),
    empty: round(model.nFeatures * absoluteUnrepresentedLoss(1, model.featureProbability)),
  };
}

function measure(model: NeuronModel): AbsStart {
  const { nFeatures, nHidden, weights, outputWeights, bias, featureProbability } = model;
  const stacks = neuronStacks(neuronView(model));
  const single = stacks.filter(({ kind }) => kind === 'monosemantic');
  const sides = Array.from({ length: nFeatures }, (_, feature): readonly [number, number] => {
    const own = single.filter(({ mainFeature }) => mainFeature === feature);
    const positive = own.filter(({ neuron }) => weights[feature * nHidden + neuron]! > 0).length;
    return [positive, own.length - positive];
  });
  return {
    exactLoss: round(
      absoluteValueLoss({
        nFeatures,
        nHidden,
        encoder: weights,
        decoder: outputWeights!,
        bias,
        importance: new Array<number>(nFeatures).fill(1),
        featureProbability: new Array<number>(nFeatures).fill(featureProbability),
      }),
    ),
    sides,
    nMonosemantic: single.length,
    nIdle: stacks.filter(({ kind }) => kind === 'dead' || kind === 'inhibitory').length,
  };
}
