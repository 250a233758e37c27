/**
 * The directions in which the ReLU-output model is attacked: for output i the best L2 attack of length e is
 * x + e M_i / |M_i|, M_i row i of M = W^T W, as it moves the pre-activation of output i by e |M_i|, the most possible.
 *
 * Source: Toy Models of Superposition, "Relationship to Adversarial Robustness".
 */
import type { WeightView } from '../view.js';
import { notYet } from '../internal/not-yet.js';

export interface AttackDirections {
  /** M_i / |M_i|, [attack i, feature], row-major, unit rows; a zero row where W_i = 0. */
  readonly directions: Float64Array;
  /** M times it, what it adds to each pre-activation, [attack i, feature]. */
  readonly shifts: Float64Array;
  /** |M_i|, [attack]. For unit vectors in a tight frame |M_i|^2 = 1 / D_i. */
  readonly lengths: Float64Array;
}

export function attackDirections(view: WeightView): AttackDirections {
  void view;
  return notYet();
}
