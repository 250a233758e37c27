/**
 * One form for all equivalent sets of neurons, so that seeds can be compared and drawn alike.
 *
 * Neurons with a ReLU may be permuted, and those of an untied model rescaled (ReLU(s u) = s ReLU(u), s > 0),
 * without changing the model. Units of a linear hidden layer may also change their sign.
 *
 * Source: Toy Models of Superposition, "Computation in Superposition" (hidden units rescaled so that their
 * largest input weight is 1) and "Superposition in a Privileged Basis" (neurons in order).
 */
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { completeOptions } from '../internal/options.js';
import type { RealArray } from '../view.js';
import { neuronGains } from './gains.js';
import { checkNeurons, type NeuronView } from './view.js';

export interface CanonicalOptions {
  /** Importance of each feature, [feature]. Default: features come in decreasing importance. */
  readonly importance?: RealArray | readonly number[];
  /** The hidden layer: `relu` keeps every sign, `linear` turns the largest input weight positive. Default `relu`. */
  readonly hidden?: 'relu' | 'linear';
  /** c, [hidden], scaled and permuted along. Default none. */
  readonly hiddenBias?: RealArray;
}

interface CanonicalDefaults {
  readonly importance: RealArray | readonly number[] | undefined;
  readonly hidden: 'relu' | 'linear';
  readonly hiddenBias: RealArray | undefined;
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
 * largest |W1|), more important first; those of one feature with the stronger first; neurons without
 * input weights last.
 */
export function canonicalNeurons(view: NeuronView, options: CanonicalOptions = {}): CanonicalNeurons {
  checkNeurons(view);
  const { importance, hidden, hiddenBias } = completeOptions<CanonicalDefaults>(
    'canonicalNeurons',
    { importance: undefined, hidden: 'relu', hiddenBias: undefined },
    options,
  );
  if (hidden !== 'relu' && hidden !== 'linear') {
    throw new InvalidArgumentError(`hidden is ${String(hidden)}; give 'relu' or 'linear'`);
  }
  const { weights, outputWeights, nFeatures, nHidden } = view;
  checkLength('importance', importance, nFeatures, 'feature');
  checkLength('hiddenBias', hiddenBias, nHidden, 'hidden unit');

  const main = mainFeatures(view);
  const scale = Float64Array.from({ length: nHidden }, (_, h) => {
    const largest = largestEntry(weights, h, nHidden);
    const sign = hidden === 'linear' && largest < 0 ? -1 : 1;
    return outputWeights === undefined || largest === 0 ? sign : sign / Math.abs(largest);
  });
  const rank = (feature: number): number => (importance === undefined ? -feature : importance[feature]!);
  const order = Array.from({ length: nHidden }, (_, h) => h).sort((a, b) => {
    const [x, y] = [main[a], main[b]];
    if (x === undefined || y === undefined) return x === y ? a - b : x === undefined ? 1 : -1;
    return rank(y.feature) - rank(x.feature) || x.feature - y.feature || y.strength - x.strength || a - b;
  });
  const arrange = (source: RealArray, rows: number, inverse: boolean): Float64Array =>
    Float64Array.from({ length: rows * nHidden }, (_, at) => {
      const h = order[at % nHidden]!;
      const value = source[at - (at % nHidden) + h]!;
      return inverse ? value / scale[h]! : value * scale[h]!;
    });
  return {
    nFeatures,
    nHidden,
    weights: arrange(weights, nFeatures, false),
    ...(outputWeights ? { outputWeights: arrange(outputWeights, nFeatures, true) } : {}),
    ...(hiddenBias ? { hiddenBias: arrange(hiddenBias, 1, false) } : {}),
    order,
    scale: Float64Array.from(order, (h) => scale[h]!),
  };
}

/** The feature each neuron carries most, by gain, else by |W1|; none for a neuron without input weights. */
function mainFeatures(view: NeuronView): ({ feature: number; strength: number } | undefined)[] {
  const { nFeatures, nHidden, weights } = view;
  const gains = neuronGains(view);
  return Array.from({ length: nHidden }, (_, h) => {
    for (const source of [gains, weights]) {
      let feature = -1;
      for (let i = 0; i < nFeatures; i++) {
        const size = Math.abs(source[i * nHidden + h]!);
        if (size > (feature < 0 ? 0 : Math.abs(source[feature * nHidden + h]!))) feature = i;
      }
      if (feature >= 0) return { feature, strength: Math.abs(source[feature * nHidden + h]!) };
    }
    return undefined;
  });
}

/** The entry of column h with the largest size, with its sign; of equal ones the first. */
function largestEntry(matrix: RealArray, h: number, nHidden: number): number {
  let largest = 0;
  for (let at = h; at < matrix.length; at += nHidden) {
    if (Math.abs(matrix[at]!) > Math.abs(largest)) largest = matrix[at]!;
  }
  return largest;
}

function checkLength(name: string, array: ArrayLike<number> | undefined, length: number, of: string): void {
  if (array !== undefined && array.length !== length) {
    throw new ShapeError(`${name} has ${array.length} numbers; give one for each of the ${length} ${of}s`);
  }
}
