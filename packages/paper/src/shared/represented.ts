/**
 * Which features a model represents, and which of these share their direction with others.
 *
 * Both thresholds come from the meaning of the words, not from results. A feature is represented when |W_i| > 0.5, half
 * the length of a perfect one. It is in superposition when sum_{j != i} (Ŵ_i . W_j)^2 >= 0.25: what
 * one other feature that is just represented puts on its line.
 */

import { REPRESENTED_NORM } from '@toymodels/analysis';
import type { ModelCurves } from './models.js';

/** Features with at least this much of others on their line are in superposition. */
export const SHARED = 0.25;

/** Represented features, ascending. */
export function representedBy(model: Pick<ModelCurves, 'norms'>): number[] {
  return model.norms.flatMap((norm, i) => (norm > REPRESENTED_NORM ? [i] : []));
}

/** Represented features in superposition, ascending. */
export function sharedIn(model: Pick<ModelCurves, 'norms' | 'superposition'>): number[] {
  return representedBy(model).filter((i) => model.superposition[i]! >= SHARED);
}

/** Represented features that are alone, ascending. */
export function aloneIn(model: Pick<ModelCurves, 'norms' | 'superposition'>): number[] {
  return representedBy(model).filter((i) => model.superposition[i]! < SHARED);
}
