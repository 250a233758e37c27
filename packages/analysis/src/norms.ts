/**
 * How long each feature vector is, and which features are therefore represented.
 *
 * Source: Toy Models of Superposition, Basic Results: |W_i| tells whether a feature is
 * represented, about 1 if it fully is and 0 if it is not.
 */
import { InvalidArgumentError } from '@toymodels/core';
import { checkView, type WeightView } from './view.js';

/**
 * A feature counts as represented when |W_i| exceeds this. Half the length of a perfectly
 * represented feature; between the two values that trained norms cluster at. At very low
 * densities (p of about 0.001) counts depend on it: show the norms themselves there.
 */
export const REPRESENTED_NORM = 0.5;

/** Norms |W_i| of the feature vectors, [feature], each >= 0. */
export function featureNorms(view: WeightView): Float64Array {
  checkView(view);
  const { weights, nFeatures, nHidden } = view;
  const norms = new Float64Array(nFeatures);
  for (let i = 0; i < nFeatures; i++) {
    let sum = 0;
    for (let h = 0; h < nHidden; h++) sum += weights[i * nHidden + h]! ** 2;
    norms[i] = Math.sqrt(sum);
  }
  return norms;
}

/**
 * Features i with |W_i| > threshold, in increasing order.
 *
 * @param threshold >= 0, excluded; default {@link REPRESENTED_NORM}
 */
export function representedFeatures(view: WeightView, threshold: number = REPRESENTED_NORM): number[] {
  checkNormThreshold(threshold);
  const represented: number[] = [];
  featureNorms(view).forEach((norm, i) => {
    if (norm > threshold) represented.push(i);
  });
  return represented;
}

/** Refuses a norm threshold that is negative or not finite. */
function checkNormThreshold(threshold: number): void {
  if (!(threshold >= 0 && threshold < Infinity)) {
    throw new InvalidArgumentError(
      `the norm above which a feature counts as represented is ${threshold}; give a finite number >= 0, e.g. ${REPRESENTED_NORM}`,
    );
  }
}
