/**
 * The exact loss of the linear model x' = W^T W x + b on independent data, and its minimum.
 *
 * With C = 1 - W^T W, mean mu_i = p/2 and variance v = p/3 - p^2/4 of the features:
 *
 *   L = sum_j I_j [ ((C mu)_j - b_j)^2 + v sum_i C_ji^2 ]
 *   min L = v * (sum of the importances of all but the m most important features)
 *
 * Source: x - x' = C x - b has mean C mu - b and covariance v C C^T; the minimum by Eckart and Young
 * (1936), since W^T W has rank at most m.
 */

import { gram } from '@toymodels/analysis';
import { viewOf, type ModelData } from './models.js';

/** Variance of a feature that is zero with probability 1 - p, else uniform on [0, 1]. */
export function featureVariance(p: number): number {
  return p / 3 - (p * p) / 4;
}

/** The population loss of a linear model; no samples, no noise. */
export function exactLinearLoss(model: Pick<ModelData, 'weights' | 'bias' | 'nFeatures' | 'nHidden' | 'featureProbability' | 'importance'>): number {
  const { nFeatures: n, featureProbability: p, importance, bias } = model;
  const product = gram(viewOf(model));
  const variance = featureVariance(p);
  let loss = 0;
  for (let j = 0; j < n; j++) {
    let rowSum = 0;
    let rowSquares = 0;
    for (let i = 0; i < n; i++) {
      const c = (i === j ? 1 : 0) - product[j * n + i]!;
      rowSum += c;
      rowSquares += c * c;
    }
    loss += importance[j]! * (((rowSum * p) / 2 - bias[j]!) ** 2 + variance * rowSquares);
  }
  return loss;
}

/** The least loss that any linear model with nHidden dimensions can have on these data. */
export function leastLinearLoss({ nHidden, importance, featureProbability }: Pick<ModelData, 'nHidden' | 'importance' | 'featureProbability'>): number {
  const dropped = importance.toSorted((a, b) => b - a).slice(nHidden);
  return featureVariance(featureProbability) * dropped.reduce((sum, each) => sum + each, 0);
}
