/**
 * How much a feature shares its direction with others.
 *
 * Source: Toy Models of Superposition, Basic Results: the colour of the norm bars.
 */
import { gram } from './gram.js';
import type { WeightView } from './view.js';

/**
 * Superposition of each feature, sum_{j != i} (Ŵ_i . W_j)^2 with Ŵ_i = W_i / |W_i|.
 *
 * 0: alone in its direction; 1: as much of other features lies on its direction as a whole unit
 * vector (an antipodal partner of length 1 gives exactly 1). A zero vector has no direction; its
 * superposition is defined as 0.
 *
 * @returns [feature], each >= 0
 */
export function superposition(view: WeightView): Float64Array {
  const product = gram(view);
  const { nFeatures } = view;
  const shared = new Float64Array(nFeatures);
  for (let i = 0; i < nFeatures; i++) {
    const squaredNorm = product[i * nFeatures + i]!;
    if (!(squaredNorm > 0)) continue;
    let sum = 0;
    for (let j = 0; j < nFeatures; j++) {
      // Each factor is divided on its own: the square of a dot product of tiny vectors underflows.
      if (j !== i) sum += (product[i * nFeatures + j]! / squaredNorm) * product[i * nFeatures + j]!;
    }
    shared[i] = sum;
  }
  return shared;
}
