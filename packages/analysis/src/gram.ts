/**
 * The matrix W^T W of all dot products between feature vectors: what the model reads back for
 * feature j when only feature i is active, before bias and ReLU.
 *
 * Source: Toy Models of Superposition, "Demonstrating Superposition", Basic Results.
 */
import { checkView, type WeightView } from './view.js';

/**
 * G = W^T W, G_ij = W_i . W_j.
 *
 * @returns [feature, feature], row-major, symmetric to the last bit, float64, owned by the caller
 */
export function gram(view: WeightView): Float64Array {
  checkView(view);
  const { weights, nFeatures, nHidden } = view;
  const product = new Float64Array(nFeatures * nFeatures);
  for (let i = 0; i < nFeatures; i++) {
    for (let j = i; j < nFeatures; j++) {
      let dot = 0;
      for (let h = 0; h < nHidden; h++) dot += weights[i * nHidden + h]! * weights[j * nHidden + h]!;
      product[i * nFeatures + j] = dot;
      product[j * nFeatures + i] = dot;
    }
  }
  return product;
}

/**
 * Cosines between feature vectors: G_ij / (|W_i| |W_j|).
 *
 * @returns [feature, feature], row-major, in [-1, 1]; a zero vector has cosine 0 with all, itself included
 */
export function cosines(view: WeightView): Float64Array {
  const product = gram(view);
  const { nFeatures } = view;
  const norms = Float64Array.from({ length: nFeatures }, (_, i) => Math.sqrt(product[i * nFeatures + i]!));
  for (let i = 0; i < nFeatures; i++) {
    for (let j = 0; j < nFeatures; j++) {
      const scale = norms[i]! * norms[j]!;
      const cosine = scale > 0 ? product[i * nFeatures + j]! / scale : 0;
      product[i * nFeatures + j] = Math.max(-1, Math.min(1, cosine));
    }
  }
  return product;
}
