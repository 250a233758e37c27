/**
 * How much superposition compressed sensing allows.
 *
 * Recovering a k-sparse vector of n entries from m linear measurements needs m = Omega(k log(n/k)). With
 * k = O(n p) active features, m = Omega(-n p log p): at most a constant times 1/(-p log p) features a
 * dimension, whatever the decoder. A scaling statement: the constant is unspecified, and recovery is stable
 * recovery (restricted isometry), which a ReLU decoder need not reach.
 *
 * Source: the paper, "The strategic picture" (bounds by Do Ba et al., 2010). Natural logarithms.
 */

import { InvalidArgumentError } from '@toymodels/core';

import { checkCount, checkPositive } from '../input.js';

/**
 * -c n p ln p: hidden dimensions needed up to the constant c.
 *
 * @param featureProbability p in (0, 1]; 0 dimensions at p = 1, where the sparse bound says nothing
 * @param constant c above 0; default 1
 */
export function compressedSensingDimensions(
  nFeatures: number,
  featureProbability: number,
  constant = 1,
): number {
  checkCount(nFeatures, 'nFeatures');
  checkPositive(constant, 'constant');
  return constant * nFeatures * entropyTerm(featureProbability);
}

/** 1/(-p ln p): features a dimension, up to a constant. */
export function compressedSensingFeaturesPerDimension(featureProbability: number): number {
  return 1 / entropyTerm(featureProbability);
}

function entropyTerm(p: number): number {
  if (!(p > 0 && p <= 1)) {
    throw new InvalidArgumentError(`invalid featureProbability: ${p}; allowed are numbers above 0, up to 1`);
  }
  return p === 1 ? 0 : -p * Math.log(p);
}
