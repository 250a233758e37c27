/**
 * Local almost orthogonal bases: how near W^T W is to the identity within a set of correlated features.
 *
 * Source: Toy Models of Superposition, "The Geometry of Superposition" (two sets of ten correlated features in ten dimensions).
 */
import type { WeightView } from '../view.js';
import { notYet } from '../internal/not-yet.js';

export interface WithinSetIdentity {
  /** |M_SS - I|_F / |I|_F, >= 0: 0 is perfect, 1 what W = 0 gives. */
  readonly distance: number;
  /** Mean of W_i . W_i in the set. */
  readonly meanDiagonal: number;
  /** Root mean square of W_i . W_j, i != j in the set; 0 for a single feature. */
  readonly offDiagonal: number;
  /** Root mean square of W_i . W_j, i in the set, j outside; 0 without an outside. */
  readonly outside: number;
}

/** One a set. */
export function withinSetIdentity(
  view: WeightView,
  sets: readonly (readonly number[])[],
): WithinSetIdentity[] {
  void view, sets;
  return notYet();
}
