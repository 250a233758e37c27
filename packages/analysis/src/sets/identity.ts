/**
 * Local almost orthogonal bases: how near W^T W is to the identity within a set of correlated features.
 *
 * Source: Toy Models of Superposition, "The Geometry of Superposition" (two sets of ten correlated features in ten dimensions).
 */
import { gram } from '../gram.js';
import { checkSets } from '../internal/sets.js';
import type { WeightView } from '../view.js';

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

/** One a set; NaN for an empty set. */
export function withinSetIdentity(
  view: WeightView,
  sets: readonly (readonly number[])[],
): WithinSetIdentity[] {
  checkSets(view, sets);
  const product = gram(view);
  const n = view.nFeatures;
  return sets.map((set) => {
    const inside = new Set(set);
    let [error, trace, off, outside] = [0, 0, 0, 0];
    for (const i of set) {
      for (let j = 0; j < n; j++) {
        const value = product[i * n + j]!;
        if (j === i) trace += value;
        else if (inside.has(j)) off += value * value;
        else outside += value * value;
        if (inside.has(j)) error += (value - (i === j ? 1 : 0)) ** 2;
      }
    }
    const k = set.length;
    return {
      distance: Math.sqrt(error / k),
      meanDiagonal: trace / k,
      offDiagonal: k > 1 ? Math.sqrt(off / (k * (k - 1))) : 0,
      outside: k < n ? Math.sqrt(outside / (k * (n - k))) : 0,
    };
  });
}
