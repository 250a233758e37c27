/** Trains all starts, finds every motif in them and in shuffled copies, and keeps one circuit to draw. */

import { findAsymmetricMotifs, type AsymmetricMotif, type NeuronView } from '@toymodels/analysis';
import { RandomStream, streamKey } from '@toymodels/core';
import { absoluteValueLoss, asymmetricMotif } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { neuronView, trainNeurons, type NeuronModel } from '../../shared/neuron-models.js';
import { mapStaged, stage } from '../../shared/stages.js';
import type { MotifSpec } from './spec.js';

/** One motif, without its place in the model. */
export interface MotifShape {
  /** a = (input ratio * output ratio)^(1/4); 2 in the paper's example. */
  readonly asymmetry: number;
  /** Whether the two input weights have opposite signs: one neuron for A > 0 and B < 0. */
  readonly opposite: boolean;
  /** What inhibiting neurons send to B, as a share of what A spills into it. */
  readonly inhibition: number;
}

export interface MotifStart {
  readonly featureProbability: number;
  /** Loss on the samples of the final evaluation. */
  readonly loss: number;
  readonly motifs: readonly MotifShape[];
  /** Mean number of motifs over the shuffled copies. */
  readonly shuffled: number;
}

/** The neurons and features of one motif. */
export interface MotifCircuit {
  readonly featureProbability: number;
  /** A, then B. */
  readonly features: readonly [number, number];
  /** The shared neuron, then its strongest inhibitor. */
  readonly neurons: readonly [number, number];
  readonly asymmetry: number;
  /** [feature A and B, neuron shared and inhibiting], the shared neuron scaled so that |W1_A W1_B| = 1, the inhibitor so that W1_A = +-1. */
  readonly input: readonly number[];
  readonly output: readonly number[];
}

/** Exact losses of the ideal circuit at one asymmetry, as shares of what dropping one side of one feature costs. */
export interface MotifCost {
  readonly asymmetry: number;
  readonly inhibited: number;
  /** Without the inhibiting neuron. */
  readonly sharing: number;
}

export interface MotifData {
  readonly starts: readonly MotifStart[];
  /** Absent if no model has the motif. */
  readonly circuit?: MotifCircuit;
  /** At {@link COST_DENSITY}, equal importances. */
  readonly costs: readonly MotifCost[];
  /** How many times an asymmetry of 2 cuts the loss of 1 at {@link PAIRS_DENSITY}. */
  readonly cutWithPairs: number;
}

const ASYMMETRIES = [1, 1.2, 1.4, 1.6, 1.8, 2, 2.4, 2.8, 3.2];
/** 1 - S of the ideal circuits: so sparse that one active feature decides, whose cost theory gives. */
export const COST_DENSITY = 1e-5;
/** Where pairs of active features begin to count. */
export const PAIRS_DENSITY = 1e-3;
const round = (value: number): number => Number(value.toPrecision(5));

export async function run(spec: MotifSpec, context: FigureContext): Promise<MotifData> {
  const { absolute } = await trainNeurons(spec, stage(context, 0, 0.85));
  const found = await mapStaged(stage(context, 0.85, 0.95), 'finding motifs', absolute, (model) => {
    const view = neuronView(model);
    const motifs = findAsymmetricMotifs(view);
    const random = new RandomStream(streamKey(spec.seed, 'general', model.instance, model.restart));
    let shuffled = 0;
    for (let k = 0; k < spec.shuffles; k++) shuffled += findAsymmetricMotifs(shuffle(view, random)).length;
    return { model, motifs, shuffled: round(shuffled / spec.shuffles) };
  });
  const costs = await mapStaged(stage(context, 0.95, 1), 'exact circuits', ASYMMETRIES, (a) =>
    cost(a, COST_DENSITY),
  );
  // Lowest loss first within each density: the motif of the most important features in the best model that has one.
  const shown = found
    .filter(({ motifs }) => motifs.length > 0)
    .sort((a, b) => a.model.instance - b.model.instance || a.model.loss - b.model.loss)[0];
  return {
    starts: found.map(({ model, motifs, shuffled }) => ({
      featureProbability: model.featureProbability,
      loss: model.loss,
      motifs: motifs.map(({ asymmetry, input, inhibition }) => ({
        asymmetry: round(asymmetry),
        opposite: input[0] * input[1] < 0,
        inhibition: round(inhibition),
      })),
      shuffled,
    })),
    ...(shown ? { circuit: circuitOf(shown.model, shown.motifs) } : {}),
    costs,
    cutWithPairs: round(cost(1, PAIRS_DENSITY).inhibited / cost(2, PAIRS_DENSITY).inhibited),
  };
}

/** Each neuron's output weights go to other features: sizes stay, who is served is drawn by lot. */
function shuffle(view: NeuronView, random: RandomStream): NeuronView {
  const { nFeatures, nHidden } = view;
  const outputWeights = Float64Array.from(view.outputWeights!);
  for (let h = 0; h < nHidden; h++)
    for (let i = nFeatures - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      const [a, b] = [i * nHidden + h, j * nHidden + h];
      [outputWeights[a], outputWeights[b]] = [outputWeights[b]!, outputWeights[a]!];
    }
  return { ...view, outputWeights };
}

function circuitOf(
  { nHidden, weights, outputWeights, featureProbability }: NeuronModel,
  motifs: readonly AsymmetricMotif[],
): MotifCircuit {
  const motif = motifs.toSorted((a, b) => a.features[0] + a.features[1] - b.features[0] - b.features[1])[0]!;
  const neurons = [motif.neuron, motif.inhibitors[0]!.neuron] as const;
  const scale = neurons.map((h, place) => {
    const [a, b] = motif.features.map((i) => Math.abs(weights[i * nHidden + h]!)) as [number, number];
    return place === 0 ? 1 / Math.sqrt(a * b) : 1 / a;
  });
  const take = (matrix: readonly number[], inverse: boolean): number[] =>
    motif.features.flatMap((i) =>
      neurons.map((h, place) => {
        const value = matrix[i * nHidden + h]!;
        return round(inverse ? value / scale[place]! : value * scale[place]!);
      }),
    );
  return {
    featureProbability,
    features: motif.features,
    neurons,
    asymmetry: round(motif.asymmetry),
    input: take(weights, false),
    output: take(outputWeights!, true),
  };
}

function cost(asymmetry: number, p: number): MotifCost {
  const { nFeatures, nHidden, encoder, decoder } = asymmetricMotif(asymmetry);
  const law = { nFeatures, featureProbability: [p, p], importance: [1, 1], bias: [0, 0] };
  const of = (e: Float64Array, d: Float64Array): number =>
    absoluteValueLoss({ ...law, nHidden, encoder: e, decoder: d }) / (p / 6);
  const without = decoder.map((w, at) => (at % nHidden === 1 ? 0 : w));
  return { asymmetry, inhibited: round(of(encoder, decoder)), sharing: round(of(encoder, without)) };
}
