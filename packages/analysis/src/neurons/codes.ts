/**
 * Neuron codes: the set of neurons that carries each feature, and how these sets overlap.
 *
 * Read from gains, that is from positive weights alone: a large negative weight inhibits, it is no part of a code.
 *
 * Source: Toy Models of Superposition, "Superposition in a Privileged Basis": with sparser features n = 10, m = 5
 * goes from one neuron a feature over 3 features in 2 neurons to a pair of neurons for every feature.
 */
import { components } from '../identification/graph.js';
import { checkNumber, completeOptions } from '../internal/options.js';
import { neuronGains } from './gains.js';
import type { NeuronView } from './view.js';

/**
 * A neuron belongs to a feature's code when its gain is at least this share of the feature's largest. In the best of
 * many trained models (n = 10, m = 5) the gains of a code stay above 0.6 of the largest, and noise below 0.25.
 */
export const CODE_SHARE = 0.4;

/** A feature has a code when the norm of its gains over all neurons exceeds this. */
export const CODE_NORM = 0.5;

export interface CodeOptions {
  /** In (0, 1]. Default {@link CODE_SHARE}. */
  readonly share?: number;
  /** >= 0, excluded. Default {@link CODE_NORM}. */
  readonly codeNorm?: number;
}

/** The neurons of one feature. */
export interface FeatureCode {
  readonly feature: number;
  /** Increasing, at least one. */
  readonly neurons: readonly number[];
}

/** Features and neurons that hang together: a connected component of the graph between them. */
export interface CodeGroup {
  /** Increasing. */
  readonly features: readonly number[];
  /** Increasing. */
  readonly neurons: readonly number[];
}

/** `count` groups of `nFeatures` features in `nNeurons` neurons each. */
export interface CodeCount {
  readonly nFeatures: number;
  readonly nNeurons: number;
  readonly count: number;
}

export interface NeuronCodes {
  /** Of the features that have one, in the order of the features. */
  readonly codes: readonly FeatureCode[];
  /** In the order of their first features. */
  readonly groups: readonly CodeGroup[];
  /** Groups by size, largest first. */
  readonly counts: readonly CodeCount[];
  /** Neurons in no code, increasing. */
  readonly unusedNeurons: readonly number[];
  /** Whether two features have the same code (then only its sizes could tell them apart). */
  readonly hasTwins: boolean;
}

export function neuronCodes(view: NeuronView, options: CodeOptions = {}): NeuronCodes {
  const { share, codeNorm } = completeOptions<Required<CodeOptions>>(
    'neuronCodes',
    { share: CODE_SHARE, codeNorm: CODE_NORM },
    options,
  );
  checkNumber('share', share, share > 0 && share <= 1, 'a number in (0, 1]');
  checkNumber('codeNorm', codeNorm, codeNorm >= 0 && codeNorm < Infinity, 'a finite number >= 0');
  const gains = neuronGains(view);
  const { nFeatures, nHidden } = view;
  const codes: FeatureCode[] = [];
  for (let feature = 0; feature < nFeatures; feature++) {
    const row = gains.subarray(feature * nHidden, (feature + 1) * nHidden);
    if (!(Math.hypot(...row) > codeNorm)) continue;
    const least = share * Math.max(...row);
    const neurons = Array.from(row.keys()).filter((h) => row[h]! >= least);
    codes.push({ feature, neurons });
  }
  const groups = codeGroups(codes, nFeatures, nHidden);
  const used = new Set(codes.flatMap(({ neurons }) => neurons));
  return {
    codes,
    groups,
    counts: countGroups(groups),
    unusedNeurons: Array.from({ length: nHidden }, (_, h) => h).filter((h) => !used.has(h)),
    hasTwins: new Set(codes.map(({ neurons }) => neurons.join())).size < codes.length,
  };
}

/** In words: `3 features in 2 neurons, 3 x 1 feature in 1 neuron`; `no feature in a neuron` for none. */
export function describeCodes(codes: NeuronCodes): string {
  const words = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
  if (codes.counts.length === 0) return 'no feature in a neuron';
  return codes.counts
    .map(({ nFeatures, nNeurons, count }) => {
      const group = `${words(nFeatures, 'feature')} in ${words(nNeurons, 'neuron')}`;
      return count === 1 ? group : `${count} x ${group}`;
    })
    .join(', ');
}

/** Components of the graph whose nodes are features and, numbered on from nFeatures, neurons. */
function codeGroups(codes: readonly FeatureCode[], nFeatures: number, nHidden: number): CodeGroup[] {
  const nodes = [
    ...codes.map(({ feature }) => feature),
    ...Array.from({ length: nHidden }, (_, h) => nFeatures + h),
  ];
  const edges = codes.flatMap(({ feature, neurons }) =>
    neurons.map((h) => ({ features: [feature, nFeatures + h] as const, cosine: 1 })),
  );
  return components(nodes, edges)
    .map((nodesOfOne) => ({
      features: nodesOfOne.filter((node) => node < nFeatures),
      neurons: nodesOfOne.filter((node) => node >= nFeatures).map((node) => node - nFeatures),
    }))
    .filter(({ features }) => features.length > 0);
}

function countGroups(groups: readonly CodeGroup[]): CodeCount[] {
  const counts: { nFeatures: number; nNeurons: number; count: number }[] = [];
  for (const { features, neurons } of groups) {
    const same = counts.find(
      (known) => known.nFeatures === features.length && known.nNeurons === neurons.length,
    );
    if (same) same.count++;
    else counts.push({ nFeatures: features.length, nNeurons: neurons.length, count: 1 });
  }
  return counts.sort((a, b) => b.nFeatures - a.nFeatures || b.nNeurons - a.nNeurons);
}
