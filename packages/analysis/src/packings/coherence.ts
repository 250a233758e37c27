/**
 * How far from orthogonal a set of directions is, and how far it must be.
 *
 * Source: Welch (1974): n unit vectors in d dimensions have max |cos| >= sqrt((n - d) / (d (n - 1))), n > d.
 */
import type { WeightView } from '../view.js';
import { notYet } from '../internal/not-yet.js';

/** The largest |cos| among a set of vectors. */
export interface Coherence {
  /** In [0, 1]; 0 for fewer than two vectors. */
  readonly value: number;
  /** Where it occurs; none for fewer than two vectors. */
  readonly pair?: readonly [number, number];
}

/** max over i < j of |cos(W_i, W_j)|; a zero vector has cosine 0 with all. No n x n matrix is held. */
export function coherence(view: WeightView): Coherence {
  void view;
  return notYet();
}

/** The Welch bound on the coherence of n unit vectors in d dimensions; 0 for n <= d. Both whole, at least 1. */
export function welchBound(nVectors: number, dimension: number): number {
  void nVectors, dimension;
  return notYet();
}

/**
 * The most vectors with max |cos| <= eps that the Welch bound allows: d (1 - eps^2) / (1 - d eps^2), rounded down;
 * Infinity from eps = 1/sqrt(d) on, where the bound says nothing.
 *
 * @param epsilon in [0, 1)
 */
export function welchCount(dimension: number, epsilon: number): number {
  void dimension, epsilon;
  return notYet();
}
