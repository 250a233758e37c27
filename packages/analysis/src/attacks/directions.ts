/**
 * The directions in which the ReLU-output model is attacked: for output i the best L2 attack of length e is
 * x + e M_i / |M_i|, M_i row i of M = W^T W, as it moves the pre-activation of output i by e |M_i|, the most possible.
 *
 * Source: Toy Models of Superposition, "Relationship to Adversarial Robustness".
 */
import { gram } from '../gram.js';
import type { WeightView } from '../view.js';

export interface AttackDirections {
  /** M_i / |M_i|, [attack i, feature], row-major, unit rows; a zero row where W_i = 0. */
  readonly directions: Float64Array;
  /** M times it, what it adds to each pre-activation, [attack i, feature]. */
  readonly shifts: Float64Array;
  /** |M_i|, [attack]. For unit vectors in a tight frame |M_i|^2 = 1 / D_i. */
  readonly lengths: Float64Array;
}

export function attackDirections(view: WeightView): AttackDirections {
  const product = gram(view);
  const { nFeatures: n } = view;
  const directions = new Float64Array(n * n);
  const shifts = new Float64Array(n * n);
  const lengths = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const row = product.subarray(i * n, (i + 1) * n);
    const length = Math.hypot(...row);
    lengths[i] = length;
    if (length === 0) continue;
    for (let j = 0; j < n; j++) directions[i * n + j] = row[j]! / length;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += product[j * n + k]! * directions[i * n + k]!;
      shifts[i * n + j] = sum;
    }
  }
  return { directions, shifts, lengths };
}
