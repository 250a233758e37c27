/**
 * Side by side: whether the members of a set are neighbours around the circle of a two-dimensional model.
 *
 * Source: Toy Models of Superposition, "The Geometry of Superposition" (three correlated pairs in the plane).
 */
import { UnsupportedError } from '@toymodels/core';
import { checkSets } from '../internal/sets.js';
import { representedFeatures } from '../norms.js';
import type { WeightView } from '../view.js';

export interface CircleOrder {
  /** Represented features by angle, counter-clockwise from the positive first axis. */
  readonly order: readonly number[];
  /** Their angles in [0, 2 pi), in the same order. */
  readonly angles: Float64Array;
}

/** @throws UnsupportedError when nHidden is not 2 */
export function circleOrder(view: WeightView, representedNorm?: number): CircleOrder {
  const represented = representedFeatures(view, representedNorm);
  if (view.nHidden !== 2) {
    throw new UnsupportedError(
      `only solutions with 2 hidden dimensions lie around a circle; these have ${view.nHidden}`,
    );
  }
  const angle = (i: number): number => {
    const turn = Math.atan2(view.weights[2 * i + 1]!, view.weights[2 * i]!);
    // A tiny negative angle plus 2 pi rounds to 2 pi.
    return turn < 0 ? (turn + 2 * Math.PI) % (2 * Math.PI) : turn;
  };
  const order = represented.sort((i, j) => angle(i) - angle(j) || i - j);
  return { order, angles: Float64Array.from(order, angle) };
}

export interface Adjacency {
  /** Whether all members of each set are represented and follow one another around the circle, [set]. */
  readonly sets: readonly boolean[];
  readonly all: boolean;
}

/** Whether the sets are side by side; chance of it for one pair among n features is 2 / (n - 1). */
export function sideBySide(
  view: WeightView,
  sets: readonly (readonly number[])[],
  representedNorm?: number,
): Adjacency {
  checkSets(view, sets);
  const { order } = circleOrder(view, representedNorm);
  const n = order.length;
  const found = sets.map((set) => {
    const places = set.map((i) => order.indexOf(i));
    if (places.length === 0 || places.includes(-1)) return false;
    const taken = new Set(places);
    // Around a circle a set is one run when one member at most has no member right after it.
    return places.filter((place) => !taken.has((place + 1) % n)).length <= 1;
  });
  return { sets: found, all: found.length > 0 && found.every(Boolean) };
}
