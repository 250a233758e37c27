/**
 * What is measured on every model of an experiment: the rows of the table, and the sets of features that the
 * graphs show. Naming polytopes takes longest, so the worker does it; while models train only the rest is made.
 */
import {
  countKinds,
  describeCodes,
  dimensionsPerFeature,
  featureDimensionality,
  featureNorms,
  identify,
  neuronCodes,
  neuronsOf,
  neuronStacks,
  representedFeatures,
  superposition,
  tegumName,
  composition,
  type Factor,
} from '@toymodels/analysis';
import { hasNeurons, type LabModel } from './outcome.js';

export interface ModelMeasures {
  readonly title: string;
  readonly loss: number;
  /** The population loss, where theory has it and it is quickly had. */
  readonly exactLoss?: number;
  /** Features with |W_i| > 0.5; of models with neurons, those that some neuron carries. */
  readonly represented: number;
  /** Neurons that carry several features; of models with neurons only. */
  readonly polysemantic?: number;
  /** m / |W|_F²; undefined where nothing is represented. */
  readonly dimensionsPerFeature: number | undefined;
  /** Sum of D_i. */
  readonly dimensions: number;
  /** Mean over represented features of sum_j (Ŵ_i · W_j)²; 0 when there are none. */
  readonly superposition: number;
  /** Polytopes, or what neurons carry, in words. */
  readonly structure: string;
  /** D_i, [feature]. */
  readonly dimensionality: readonly number[];
  /** Sets of features; empty for models with neurons. */
  readonly factors: readonly Factor[];
  /** Features with |W_i| <= 0.5. */
  readonly ignored: number;
  /** Name of each feature's polytope, [feature]. */
  readonly polytopes: readonly (string | undefined)[];
}

/** Above so many features sets are not named: it would take minutes. */
const MOST_NAMED = 200;

export function measure(model: LabModel): ModelMeasures {
  const view = neuronsOf(model.parameters, 0);
  if (![...view.weights, ...view.bias].every(Number.isFinite)) return diverged(model);
  const kept = representedFeatures(view);
  const shared = superposition(view);
  const dimensionality = [...featureDimensionality(view)];
  const neurons = hasNeurons(model);
  const found = !neurons && view.nFeatures <= MOST_NAMED ? identify(view) : undefined;
  const polytopes: (string | undefined)[] = new Array<undefined>(view.nFeatures).fill(undefined);
  for (const { features, name } of found?.factors ?? []) for (const i of features) polytopes[i] = name;
  return {
    title: model.title,
    loss: model.loss,
    represented: neurons ? neuronCodes(view).codes.length : kept.length,
    ...(neurons && { polysemantic: countKinds(neuronStacks(view)).polysemantic }),
    dimensionsPerFeature: featureNorms(view).some((norm) => norm > 0)
      ? dimensionsPerFeature(view)
      : undefined,
    dimensions: dimensionality.reduce((sum, each) => sum + each, 0),
    superposition: kept.length === 0 ? 0 : kept.reduce((sum, i) => sum + shared[i]!, 0) / kept.length,
    structure: neurons
      ? neuronWords(model)
      : found === undefined
        ? `not named above ${MOST_NAMED} features`
        : kept.length === 0
          ? 'nothing represented'
          : setWords(found),
    dimensionality,
    factors: found?.factors ?? [],
    ignored: view.nFeatures - kept.length,
    polytopes,
  };
}

/** A model whose weights are no numbers any more has no measures. */
function diverged({ title, loss, parameters: { nFeatures } }: LabModel): ModelMeasures {
  return {
    title,
    loss,
    represented: 0,
    dimensionsPerFeature: undefined,
    dimensions: NaN,
    superposition: NaN,
    structure: 'diverged: no numbers any more',
    dimensionality: new Array<number>(nFeatures).fill(NaN),
    factors: [],
    ignored: nFeatures,
    polytopes: new Array<undefined>(nFeatures).fill(undefined),
  };
}

function setWords(found: ReturnType<typeof identify>): string {
  const parts = composition(found).map(({ name, count }) => `${count} × ${name}`);
  const whole = tegumName(found);
  return whole === undefined || found.factors.length < 2 || /^\d/.test(whole)
    ? parts.join(', ')
    : `${whole} (${parts.join(', ')})`;
}

function neuronWords(model: LabModel): string {
  const view = neuronsOf(model.parameters, 0);
  const counts = countKinds(neuronStacks(view));
  const kinds = Object.entries(counts).flatMap(([kind, count]) => (count > 0 ? [`${count} ${kind}`] : []));
  return `${kinds.join(', ')} neurons; ${describeCodes(neuronCodes(view)).replaceAll(' x ', ' × ')}`;
}
