/**
 * Neuron codes: the set of neurons that carries each feature, and how these sets overlap.
 *
 * Read from gains, that is from positive weights alone: a large negative weight inhibits, it is no part of a code.
 *
 * Source: Toy Models of Superposition, "Superposition in a Privileged Basis": with sparser features n = 10, m = 5
 * goes from one neuron a feature over 3 features in 2 neurons to a pair of neurons for every feature.
 */
import type { NeuronView } from './view.js';
import { notYet } from '../internal/not-yet.js';

/** A neuron belongs to a feature's code when its gain is at least this share of the feature's largest. */
export const CODE_SHARE = 0.5;

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
  /** Whether two features have the same code (a model cannot tell them apart when both codes are alike). */
  readonly hasTwins: boolean;
}

export function neuronCodes(view: NeuronView, options: CodeOptions = {}): NeuronCodes {
  void view, options;
  return notYet();
}

/** In words: `3 features in 2 neurons, 3 x 1 feature in 1 neuron`; `no feature in a neuron` for none. */
export function describeCodes(codes: NeuronCodes): string {
  void codes;
  return notYet();
}
