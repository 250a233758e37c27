/**
 * How far from orthogonal a set of directions is, and how far it must be.
 *
 * Source: Welch (1974): n unit vectors in d dimensions have max |cos| >= sqrt((n - d) / (d (n - 1))), n > d.
 */
import { checkNumber, checkWhole } from '../internal/options.js';
import { featureNorms } from '../norms.js';
import { checkView, type WeightView } from '../view.js';

/** The largest |cos| among a set of vectors. */
export interface Coherence {
  /** In [0, 1]; 0 for fewer than two vectors. */
  readonly value: number;
  /** Where it occurs; none for fewer than two vectors. */
  readonly pair?: readonly [number, number];
}

/** max over i < j of |cos(W_i, W_j)|; a zero vector has cosine 0 with all. No n x n matrix is held. */
export function coherence(view: WeightView): Coherence {
  checkView(view);
  const { weights, nFeatures, nHidden } = view;
  const norms = featureNorms(view);
  let value = -1;
  let pair: [number, number] = [0, 1];
  for (let i = 0; i < nFeatures; i++) {
    for (let j = i + 1; j < nFeatures; j++) {
      let dot = 0;
      for (let h = 0; h < nHidden; h++) dot += weights[i * nHidden + h]! * weights[j * nHidden + h]!;
      const scale = norms[i]! * norms[j]!;
      const size = scale > 0 ? Math.min(1, Math.abs(dot) / scale) : 0;
      if (size > value) [value, pair] = [size, [i, j]];
    }
  }
  return nFeatures < 2 ? { value: 0 } : { value, pair };
}

/** The Welch bound on the coherence of n unit vectors in d dimensions; 0 for n <= d. Both whole, at least 1. */
export function welchBound(nVectors: number, dimension: number): number {
  checkWhole('nVectors', nVectors, 1);
  checkWhole('dimension', dimension, 1);
  return nVectors <= dimension ? 0 : Math.sqrt((nVectors - dimension) / (dimension * (nVectors - 1)));
}

/**
 * The most vectors with max |cos| <= eps that the Welch bound allows: d (1 - eps^2) / (1 - d eps^2), rounded down;
 * Infinity from eps = 1/sqrt(d) on, where the bound says nothing.
 *
 * @param epsilon in [0, 1)
 */
export function welchCount(dimension: number, epsilon: number): number {
  checkWhole('dimension', dimension, 1);
  checkNumber('epsilon', epsilon, epsilon >= 0 && epsilon < 1, 'a number in [0, 1)');
  const square = epsilon * epsilon;
  if (!(dimension * square < 1 - 1e-12)) return Infinity;
  // Rounding must not lose a count that is exact.
  return Math.floor((dimension * (1 - square)) / (1 - dimension * square) + 1e-9);
}
