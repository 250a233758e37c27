/**
 * Side by side: whether the members of a set are neighbours around the circle of a two-dimensional model.
 *
 * Source: Toy Models of Superposition, "The Geometry of Superposition" (three correlated pairs in the plane).
 */
import type { WeightView } from '../view.js';
import { notYet } from '../internal/not-yet.js';

export interface CircleOrder {
  /** Represented features by angle, counter-clockwise from the positive first axis. */
  readonly order: readonly number[];
  /** Their angles in [0, 2 pi), in the same order. */
  readonly angles: Float64Array;
}

/** @throws UnsupportedError when nHidden is not 2 */
export function circleOrder(view: WeightView, representedNorm?: number): CircleOrder {
  void view, representedNorm;
  return notYet();
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
  void view, sets, representedNorm;
  return notYet();
}
