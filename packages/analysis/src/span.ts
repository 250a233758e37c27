/**
 * How many dimensions a set of feature vectors takes up.
 *
 * Source: singular values of W by ml-matrix; the sum of D_i is at most this rank (see
 * `dimensionality.ts`).
 */
import { InvalidArgumentError } from '@toymodels/core';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { checkView, type WeightView } from './view.js';

/** Singular values below this share of the largest do not count; trained weights are never exactly of lower rank. */
export const SPAN_TOLERANCE = 0.1;

/** Singular values of W, decreasing, min(nFeatures, nHidden) of them. */
export function singularValues(view: WeightView): Float64Array {
  checkView(view);
  const { weights, nFeatures, nHidden } = view;
  const matrix = Matrix.from1DArray(nFeatures, nHidden, Array.from(weights));
  const decomposition = new SingularValueDecomposition(matrix, {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  });
  return Float64Array.from(decomposition.diagonal).slice(0, Math.min(nFeatures, nHidden)).sort().reverse();
}

/**
 * The number of singular values above `tolerance` times the largest.
 *
 * @param tolerance in [0, 1); default {@link SPAN_TOLERANCE}
 * @returns 0 for all zeros
 */
export function span(view: WeightView, tolerance: number = SPAN_TOLERANCE): number {
  if (!(0 <= tolerance && tolerance < 1)) {
    throw new InvalidArgumentError(
      `the tolerance of the span is ${tolerance}; give a number in [0, 1), e.g. ${SPAN_TOLERANCE}`,
    );
  }
  const values = singularValues(view);
  const least = values[0]! * tolerance;
  return values.filter((value) => value > least).length;
}
