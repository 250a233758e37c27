/**
 * One form for all equivalent sets of neurons, so that seeds can be compared and drawn alike.
 *
 * Neurons with a ReLU may be permuted, and those of an untied model rescaled (ReLU(s u) = s ReLU(u), s > 0),
 * without changing the model. Units of a linear hidden layer may also change their sign.
 *
 * Source: Toy Models of Superposition, "Computation in Superposition" (hidden units rescaled so that their
 * largest input weight is 1) and "Superposition in a Privileged Basis" (neurons in order).
 */
import type { RealArray } from '../view.js';
import type { NeuronView } from './view.js';
import { notYet } from '../internal/not-yet.js';

export interface CanonicalOptions {
  /** Importance of each feature, [feature]. Default: features come in decreasing importance. */
  readonly importance?: RealArray | readonly number[];
  /** The hidden layer: `relu` keeps every sign, `linear` turns the largest input weight positive. Default `relu`. */
  readonly hidden?: 'relu' | 'linear';
  /** c, [hidden], scaled and permuted along. Default none. */
  readonly hiddenBias?: RealArray;
}

/** The same model with its neurons in canonical order and size. */
export interface CanonicalNeurons extends NeuronView {
  /** W1, [feature, hidden], owned by the caller. */
  readonly weights: Float64Array;
  /** W2, [feature, hidden], owned by the caller; absent in tied models. */
  readonly outputWeights?: Float64Array;
  /** c, [hidden], if it was given. */
  readonly hiddenBias?: Float64Array;
  /** Which neuron of the given model each one is, [hidden]. */
  readonly order: readonly number[];
  /** What its input weights were multiplied with, [hidden]; its output weights with the inverse. */
  readonly scale: Float64Array;
}

/**
 * Untied: each neuron is scaled so that its largest |W1| entry is 1 (one without input weights is left as it is).
 * Tied: sizes stay. Then neurons are sorted by the importance of the feature they carry most (largest gain, else
 * largest |W1|), more important first; those of one feature with the stronger first; dead neurons last.
 */
export function canonicalNeurons(view: NeuronView, options: CanonicalOptions = {}): CanonicalNeurons {
  void view, options;
  return notYet();
}
