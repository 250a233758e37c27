/**
 * The best regular k-gon: how long its vectors are, and what it costs, in the sparse limit.
 *
 * With one active feature the loss of each feature of a regular k-gon, g = |W_i|^2 and common bias b, is
 *
 *   l_k(g, b) = B(g, b) + sum_{j=1}^{k-1} N(g cos(2 pi j/k), b)           (B, N of `../exact/one-sparse.ts`)
 *
 * and k (1/3 - l_k) is what a plane saves if features are unlimited: largest, 1.7504, at k = 7 although
 * trained models of few features show pentagons. k = 10 has g = 1 - b = phi^2 (golden ratio), l = 1/6.
 * Without a bias g = 1/(1+s), l = s/(3(1+s)), s = sum_j (cos 2 pi j/k)_+^2.
 *
 * Source: the paper, "Geometry of superposition" (pentagons and digons); minimised exactly here.
 */

import { checkCount } from '../input.js';
import {
  activeErrorOneSparse,
  activeMeanOneSparse,
  activeSquareOneSparse,
  interferenceOneSparse,
  meanOutputOneSparse,
  overlapOneSparse,
} from '../exact/one-sparse.js';
import { minimise } from '../optimise/bfgs.js';

/** The optimal regular k-gon. */
export interface KgonOptimum {
  readonly k: number;
  /** g = |W_i|^2 */
  readonly squaredNorm: number;
  /** |W_i| */
  readonly radius: number;
  /** b, equal for all */
  readonly bias: number;
  /** l_k */
  readonly lossPerFeature: number;
  /** k (1/3 - l_k) */
  readonly benefitPerPlane: number;
}

/** l_k(g, b): the one-sparse loss per feature of a regular k-gon, k >= 2, g >= 0. */
export function kgonLoss(k: number, squaredNorm: number, bias: number): number {
  checkCount(k, 'k', 2);
  let loss = activeErrorOneSparse(squaredNorm, bias);
  for (let j = 1; j < k; j++) loss += interferenceOneSparse(squaredNorm * cosine(j, k), bias);
  return loss;
}

/**
 * The optimum over g and b.
 *
 * @param k number of features in the plane, at least 3
 */
export function optimalKgon(k: number): KgonOptimum {
  checkCount(k, 'k', 3);
  if (k <= 4) return finish(k, 1, 0); // no positive products: nothing interferes, and the loss is 0
  const objective = (x: Float64Array, gradient: Float64Array): number => {
    const [g, b] = [x[0]!, x[1]!];
    let dg = 2 * (overlapOneSparse(g, b) - activeSquareOneSparse(g, b));
    let db = 2 * (meanOutputOneSparse(g, b) - activeMeanOneSparse(g, b));
    for (let j = 1; j < k; j++) {
      const c = cosine(j, k);
      dg += 2 * c * overlapOneSparse(g * c, b);
      db += 2 * meanOutputOneSparse(g * c, b);
    }
    gradient[0] = dg;
    gradient[1] = db;
    return kgonLoss(k, g, b);
  };
  // More neighbours, longer vectors and a lower threshold: 0.35 k and 1 - that is near every optimum.
  const g0 = Math.max(1.1, 0.3 * k);
  const { x } = minimise(objective, Float64Array.of(g0, 0.9 - g0), { gradientTolerance: 1e-15 });
  return finish(k, x[0]!, x[1]!);
}

/** The optimum over g at b = 0, in closed form. */
export function optimalKgonWithoutBias(k: number): KgonOptimum {
  checkCount(k, 'k', 3);
  let s = 0;
  for (let j = 1; j < k; j++) s += Math.max(0, cosine(j, k)) ** 2;
  return finish(k, 1 / (1 + s), 0);
}

function finish(k: number, squaredNorm: number, bias: number): KgonOptimum {
  const lossPerFeature = kgonLoss(k, squaredNorm, bias);
  return {
    k,
    squaredNorm,
    radius: Math.sqrt(squaredNorm),
    bias,
    lossPerFeature,
    benefitPerPlane: k * (1 / 3 - lossPerFeature),
  };
}

/** cos(2 pi j/k), exactly zero or a half where it should be. */
function cosine(j: number, k: number): number {
  if (4 * j === k || 4 * j === 3 * k) return 0;
  if (3 * j === k || 3 * j === 2 * k) return -0.5;
  if (6 * j === k || 6 * j === 5 * k) return 0.5;
  return Math.cos((2 * Math.PI * j) / k);
}
