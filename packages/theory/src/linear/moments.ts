/**
 * First and second moments of the data: all that a linear model's loss can see.
 *
 *   mu_i = p_i / 2,   E x_i^2 = p_i / 3,   v_i = Var x_i = p_i/3 - p_i^2/4
 *   Cov(x_i, x_j) = 0                      independent features
 *                 = q (1 - q) / 4          one correlated set that fires with chance q (E x_i x_j = q/4)
 *                 = -q^2 / (4 s^2)         one anticorrelated set of s features (never together)
 *
 * Source: the paper's synthetic data; elementary.
 */

import { checkLaw, type DataLaw } from '../input.js';

/** Mean and covariance of the data. */
export interface DataMoments {
  /** mu, [feature] */
  readonly mean: Float64Array;
  /** E x_i^2, [feature] */
  readonly meanSquare: Float64Array;
  /** Cov(x_i, x_j), [feature, feature] */
  readonly covariance: Float64Array;
}

/** Variance of one feature that is active with chance p and then uniform on [0, 1]: `p/3 - p^2/4`. */
export function featureVariance(featureProbability: number): number {
  return featureProbability / 3 - (featureProbability * featureProbability) / 4;
}

/** Mean and covariance of the data, groups included. Any number of features. */
export function dataMoments(law: DataLaw): DataMoments {
  const checked = checkLaw(law);
  const n = checked.nFeatures;
  const p = checked.activeProbability;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) covariance[i * n + i] = featureVariance(p[i]!);
  for (const group of checked.groups) {
    const q = group.probability;
    const shared =
      group.kind === 'correlated'
        ? (q * (1 - q)) / 4
        : -(q * q) / (4 * group.features.length * group.features.length);
    for (const i of group.features)
      for (const j of group.features) if (i !== j) covariance[i * n + j] = shared;
  }
  return { mean: p.map((value) => value / 2), meanSquare: p.map((value) => value / 3), covariance };
}
