/** Trains every start at every density and tells the kind of every neuron. */

import { countKinds, neuronStacks, type NeuronCounts } from '@toymodels/analysis';
import { absoluteUnrepresentedLoss } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { canonicalModel, neuronView, trainNeurons, type NeuronModel } from '../../shared/neuron-models.js';
import { mapStaged, stage } from '../../shared/stages.js';
import type { AbsSparsitySpec } from './spec.js';

export interface AbsStartAtDensity {
  readonly counts: NeuronCounts;
  /** Features that monosemantic and polysemantic neurons serve most, as places in the order of importance, from 0. */
  readonly mainFeatures: {
    readonly monosemantic: readonly number[];
    readonly polysemantic: readonly number[];
  };
  /** Evaluated loss as a share of that without neurons. */
  readonly relativeLoss: number;
}

export interface AbsAtDensity {
  readonly featureProbability: number;
  /** Lowest loss first. */
  readonly starts: readonly AbsStartAtDensity[];
  /** W1 of the first of them, [feature, neuron], neurons in order, each scaled so that its largest entry is 1; two decimals, no negative zeros. */
  readonly weights: readonly number[];
  /** Neurons of `weights` that serve more than one feature. */
  readonly polysemantic: readonly boolean[];
}

export interface AbsSparsityData {
  readonly nFeatures: number;
  readonly nHidden: number;
  readonly densities: readonly AbsAtDensity[];
}

const round = (value: number): number => Number(value.toPrecision(5));

export async function run(spec: AbsSparsitySpec, context: FigureContext): Promise<AbsSparsityData> {
  const { absolute } = await trainNeurons(spec, stage(context, 0, 0.95));
  const probabilities = [...new Set(absolute.map(({ featureProbability }) => featureProbability))];
  const densities = await mapStaged(
    stage(context, 0.95, 1),
    'reading neurons',
    probabilities,
    (p): AbsAtDensity => {
      const models = absolute
        .filter((model) => model.featureProbability === p)
        .sort((a, b) => a.loss - b.loss);
      const best = canonicalModel(models[0]!);
      return {
        featureProbability: p,
        starts: models.map(measure),
        weights: best.weights.map((w) => Number(w.toFixed(2)) + 0),
        polysemantic: neuronStacks(neuronView(best)).map(({ kind }) => kind === 'polysemantic'),
      };
    },
  );
  const { nFeatures, nHidden } = absolute[0]!;
  return { nFeatures, nHidden, densities };

  function measure(model: NeuronModel): AbsStartAtDensity {
    const stacks = neuronStacks(neuronView(model));
    const main = (wanted: string): number[] =>
      stacks.flatMap(({ kind, mainFeature }) =>
        kind === wanted && mainFeature !== undefined ? [mainFeature] : [],
      );
    return {
      counts: countKinds(stacks),
      mainFeatures: { monosemantic: main('monosemantic'), polysemantic: main('polysemantic') },
      relativeLoss: round(model.loss / emptyLoss(model)),
    };
  }

  function emptyLoss({ featureProbability, nFeatures: n }: NeuronModel): number {
    const curve = spec.runs.absolute.data.importance as { readonly first: number; readonly ratio: number };
    let sum = 0;
    for (let i = 0; i < n; i++)
      sum += absoluteUnrepresentedLoss(curve.first * curve.ratio ** i, featureProbability);
    return sum;
  }
}
