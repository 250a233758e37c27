/**
 * What this package looks at: the weights of ONE trained instance as a flat array.
 *
 * Not a model and not a copy: a view borrows the array it is given. `instanceOf` cuts one
 * instance out of a batch of `nInstances` models trained side by side (core's `Parameters`,
 * accepted by shape so that stored or foreign weights work too).
 *
 * Dictionary to the paper: W_i, the i-th column of its m x n matrix W, is here the i-th
 * contiguous row of length `nHidden`.
 */
import { InvalidArgumentError, ShapeError } from '@toymodels/core';

/** Real numbers in a flat array; both precisions are read, float64 is always returned. */
export type RealArray = Float32Array | Float64Array;

/** The feature vectors of one instance. */
export interface WeightView {
  /** W, [feature, hidden], row-major: element (i, j) at `i * nHidden + j`. Borrowed, never written. */
  readonly weights: RealArray;
  /** n, at least 1. */
  readonly nFeatures: number;
  /** m, at least 1. */
  readonly nHidden: number;
}

/** One instance with its output bias. */
export interface InstanceView extends WeightView {
  /** b, [feature]. Borrowed. */
  readonly bias: RealArray;
}

/** The part of core's `Parameters` that is read here. */
export interface ParametersLike {
  readonly nInstances: number;
  readonly nFeatures: number;
  readonly nHidden: number;
  /** [instance, feature, hidden], row-major. */
  readonly weights: RealArray;
  /** [instance, feature], row-major. */
  readonly bias: RealArray;
}

/**
 * The k-th instance of a batch, as views into the same memory (no copy).
 *
 * @param parameters weights [instance, feature, hidden] and bias [instance, feature]
 * @param k instance, 0 <= k < nInstances
 * @throws ShapeError when the arrays do not match the sizes
 * @throws InvalidArgumentError when k is not an instance
 */
export function instanceOf(parameters: ParametersLike, k: number): InstanceView {
  const { nInstances, nFeatures, nHidden, weights, bias } = parameters;
  checkSize('nInstances', nInstances);
  checkSize('nFeatures', nFeatures);
  checkSize('nHidden', nHidden);
  if (!(Number.isInteger(k) && 0 <= k && k < nInstances)) {
    throw new InvalidArgumentError(
      `instance ${k} does not exist; there are ${nInstances}: give a whole number from 0 to ${nInstances - 1}`,
    );
  }
  const size = nFeatures * nHidden;
  checkLength('weights', weights, nInstances * size, `nInstances * nFeatures * nHidden`);
  checkLength('bias', bias, nInstances * nFeatures, `nInstances * nFeatures`);
  return {
    weights: weights.subarray(k * size, (k + 1) * size),
    bias: bias.subarray(k * nFeatures, (k + 1) * nFeatures),
    nFeatures,
    nHidden,
  };
}

/**
 * Refuses a view whose sizes are not whole numbers >= 1, whose array has another length, or
 * that holds NaN or an infinity. Every function of this package calls it once at its entrance.
 *
 * @throws ShapeError, InvalidArgumentError
 */
export function checkView(view: WeightView): void {
  const { weights, nFeatures, nHidden } = view;
  checkSize('nFeatures', nFeatures);
  checkSize('nHidden', nHidden);
  checkLength('weights', weights, nFeatures * nHidden, 'nFeatures * nHidden');
  for (let index = 0; index < weights.length; index++) {
    if (!Number.isFinite(weights[index])) {
      throw new InvalidArgumentError(
        `weights hold ${weights[index]} at [feature ${Math.floor(index / nHidden)}, hidden ${index % nHidden}]; ` +
          'every weight must be finite: did the training diverge? (a smaller learning rate mends that)',
      );
    }
  }
}

/** Refuses anything but a whole number >= 1. */
function checkSize(name: string, size: number): void {
  if (!(Number.isInteger(size) && size >= 1)) {
    throw new InvalidArgumentError(`${name} is ${size}; give a whole number of at least 1`);
  }
}

function checkLength(name: string, array: RealArray, expected: number, formula: string): void {
  if (!(array.length === expected)) {
    throw new ShapeError(`${name} has ${array.length} numbers; ${formula} = ${expected} are needed`);
  }
}
