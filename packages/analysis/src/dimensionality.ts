/**
 * How many of the m hidden dimensions a feature has: each for itself (D_i), and on average (D*).
 *
 * Source: Toy Models of Superposition, "The Geometry of Superposition": D* = m / |W|_F^2 and
 * D_i = |W_i|^2 / sum_j (Ŵ_i . W_j)^2 (j = i included).
 *
 * Law: sum_i D_i <= rank W <= m, with equality exactly when every W_i is an eigenvector of
 * S = W W^T (Cauchy-Schwarz), that is when the features split into mutually orthogonal tight
 * frames. D_i alone names no polytope: see `identification/`.
 */
import { gram } from './gram.js';
import { featureNorms } from './norms.js';
import type { WeightView } from './view.js';

/**
 * D_i = |W_i|^2 / sum_j (Ŵ_i . W_j)^2, j = i included.
 *
 * 1: a dimension of its own; 1/2: digon; 2/3: triangle; 2/5: pentagon. A zero vector has 0.
 *
 * @returns [feature], each in [0, 1]
 */
export function featureDimensionality(view: WeightView): Float64Array {
  const product = gram(view);
  const { nFeatures } = view;
  const dimensionality = new Float64Array(nFeatures);
  for (let i = 0; i < nFeatures; i++) {
    const squaredNorm = product[i * nFeatures + i]!;
    if (!(squaredNorm > 0)) continue;
    // D_i = 1 / sum_j (G_ij / G_ii)^2: ratios, so that tiny vectors do not underflow.
    let sum = 0;
    for (let j = 0; j < nFeatures; j++) sum += (product[i * nFeatures + j]! / squaredNorm) ** 2;
    dimensionality[i] = 1 / sum;
  }
  return dimensionality;
}

/**
 * D* = m / |W|_F^2: hidden dimensions per represented feature, as |W|_F^2 counts the features
 * where represented ones have length about 1.
 *
 * @returns above 0; Infinity when W is all zeros (no feature, so no dimension per feature)
 */
export function dimensionsPerFeature(view: WeightView): number {
  let squared = 0;
  for (const norm of featureNorms(view)) squared += norm * norm;
  return view.nHidden / squared;
}
