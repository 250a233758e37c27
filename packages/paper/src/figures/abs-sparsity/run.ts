/** Trains every start at every density and tells the kind of every neuron. */

import { countKinds, neuronStacks, type NeuronCounts } from '@toymodels/analysis';
import { absoluteUnrepresentedLoss } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { annealed } from '../../shared/annealed.js';
import { canonicalModel, neuronModels, neuronView, type NeuronModel } from '../../shared/neuron-models.js';
import { trainRaw } from '../../shared/raw-training.js';
import { mapStaged, stage } from '../../shared/stages.js';
import { seeded } from '../../shared/training.js';
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
  /** Each start trained directly at its density, from dense to sparse. */
  readonly densities: readonly AbsAtDensity[];
  /** Each start carried from denser to sparser data; the densest is the same. */
  readonly annealed: readonly AbsAtDensity[];
}

const round = (value: number): number => Number(value.toPrecision(5));

export async function run(spec: AbsSparsitySpec, context: FigureContext): Promise<AbsSparsityData> {
  const { absolute: direct } = await trainRaw(spec, stage(context, 0, 0.5));
  const carried = await annealed(seeded(spec, 'absolute'), direct, stage(context, 0.5, 0.95));
  const absolute = neuronModels(direct);
  const probabilities = [...new Set(absolute.map(({ featureProbability }) => featureProbability))];
  const byDensity = probabilities.map((p) => absolute.filter((model) => model.featureProbability === p));
  const read = (
    from: number,
    to: number,
    all: readonly (readonly NeuronModel[])[],
  ): Promise<AbsAtDensity[]> => mapStaged(stage(context, from, to), 'reading neurons', all, atDensity);
  const densities = await read(0.95, 0.97, byDensity);
  const others = await read(0.97, 1, carried.map(neuronModels));
  const { nFeatures, nHidden } = absolute[0]!;
  return { nFeatures, nHidden, densities, annealed: [densities[0]!, ...others] };

  function atDensity(models: readonly NeuronModel[]): AbsAtDensity {
    const byLoss = [...models].sort((a, b) => a.loss - b.loss);
    const best = canonicalModel(byLoss[0]!);
    return {
      featureProbability: best.featureProbability,
      starts: byLoss.map(measure),
      weights: best.weights.map((w) => Number(w.toFixed(2)) + 0),
      polysemantic: neuronStacks(neuronView(best)).map(({ kind }) => kind === 'polysemantic'),
    };
  }

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
