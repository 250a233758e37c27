/**
 * Feature dimensionality: what part of a dimension a feature has for itself.
 *
 *   D_i = |W_i|^4 / sum_j (W_i . W_j)^2 = |W_i|^4 / (W_i^T S W_i),      S = sum_j W_j W_j^T
 *
 * (the paper writes |W_i|^2 / sum_j (W^_i . W_j)^2 with W^_i the unit vector.) A zero vector has D_i = 0.
 *
 * THEOREM. D_i <= W_i^T S^+ W_i <= 1, hence sum_i D_i <= rank W <= m. Equality in the sum holds iff
 * every W_i is an eigenvector of S: iff the features fall into mutually orthogonal tight frames. Within
 * a tight frame, S = c I, D_i = |W_i|^2 / c and the D_i sum to its dimension.
 *
 * PROOF. Cauchy-Schwarz for S^{1/2} W_i and S^{-1/2} W_i gives |W_i|^4 <= (W_i^T S W_i)(W_i^T S^+ W_i);
 * sum_i W_i^T S^+ W_i = tr S^+ S = rank. Equality iff S W_i is parallel to W_i.
 *
 * Source: the paper, "Geometry of superposition" (D_i, D*); the bound is derived here.
 */

import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

import { checkWeights, gramMatrix, type TiedWeights } from '../input.js';

/** D_i for every feature, [feature], each in [0, 1]. */
export function featureDimensionalities(model: TiedWeights): Float64Array {
  checkWeights(model);
  const n = model.nFeatures;
  const gram = gramMatrix(model);
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const own = gram[i * n + i]!;
    if (own === 0) continue;
    // divided through by own^2, so that tiny vectors do not underflow
    let shared = 0;
    for (let j = 0; j < n; j++) shared += (gram[i * n + j]! / own) ** 2;
    out[i] = 1 / shared;
  }
  return out;
}

/** How close a model is to using every dimension it occupies without waste. */
export interface DimensionalityBound {
  /** sum of D_i */
  readonly total: number;
  /** rank of W: the bound on `total` */
  readonly rank: number;
  /** W_i^T S^+ W_i: the bound on each D_i (its leverage), [feature] */
  readonly leverage: Float64Array;
  /** max over i of |S W_i - lambda_i W_i| / |S W_i|, 0 where the bound is reached */
  readonly eigenvectorDefect: number;
  /** True if `eigenvectorDefect` is at most `tolerance`: orthogonal tight frames */
  readonly tight: boolean;
}

/**
 * The bound sum D_i <= rank W for one model, and whether it is reached.
 *
 * @param tolerance relative, for the rank (on singular values) and for `tight`; default 1e-9
 */
export function dimensionalityBound(model: TiedWeights, tolerance = 1e-9): DimensionalityBound {
  const w = checkWeights(model);
  const { nFeatures: n, nHidden: m } = model;
  const frame = Matrix.zeros(m, m);
  for (let i = 0; i < n; i++) {
    for (let h = 0; h < m; h++) {
      for (let k = 0; k < m; k++) frame.set(h, k, frame.get(h, k) + w[i * m + h]! * w[i * m + k]!);
    }
  }
  const eigen = new EigenvalueDecomposition(frame, { assumeSymmetric: true });
  const values = eigen.realEigenvalues;
  const largest = Math.max(...values, 0);
  const vectors = eigen.eigenvectorMatrix;
  const kept = values.map((value) => value > tolerance * tolerance * largest && value > 1e-15 * largest);
  const leverage = new Float64Array(n);
  let defect = 0;
  for (let i = 0; i < n; i++) {
    let image = 0; // |S W_i|^2
    let along = 0; // W_i . S W_i
    let own = 0;
    for (let e = 0; e < m; e++) {
      let c = 0;
      for (let h = 0; h < m; h++) c += vectors.get(h, e) * w[i * m + h]!;
      if (kept[e]) leverage[i]! += (c * c) / values[e]!;
      image += (values[e]! * c) ** 2;
      along += values[e]! * c * c;
      own += c * c;
    }
    if (own === 0) continue;
    defect = Math.max(defect, Math.sqrt(Math.max(0, image - (along * along) / own) / image));
  }
  const total = featureDimensionalities(model).reduce((sum, d) => sum + d, 0);
  return {
    total,
    rank: kept.filter(Boolean).length,
    leverage,
    eigenvectorDefect: defect,
    // sqrt of rounding: the defect is a difference of squares
    tight: defect <= Math.max(tolerance, 3e-8),
  };
}
