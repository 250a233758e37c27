/**
 * Almost orthogonal vectors by optimisation: directions pushed apart until all |cos| < eps.
 *
 *   E = sum_{i<j} (|cos_ij| - t)_+^2,   t a little below eps
 *
 * by gradient descent on the sphere. What it finds are lower bounds on what is possible.
 */
import type { RandomStream } from '@toymodels/core';
import type { Packing, PackingCount } from './random.js';
import { notYet } from '../internal/not-yet.js';

export interface SpreadOptions {
  /** Descent steps, at least 1. Default 500. */
  readonly steps?: number;
}

/** A packing and its coherence. */
export interface SpreadPacking extends Packing {
  /** max |cos|, in [0, 1]. */
  readonly coherence: number;
}

/**
 * n directions with small coherence: the target t is lowered as long as it is reached. Impure: draws the start.
 */
export function optimisePacking(
  nVectors: number,
  dimension: number,
  random: RandomStream,
  options: SpreadOptions = {},
): SpreadPacking {
  void nVectors, dimension, random, options;
  return notYet();
}

export interface LargestPackingOptions extends SpreadOptions {
  /** At least 1. Default 1000. */
  readonly maxVectors?: number;
}

/**
 * As many directions with all |cos| < eps as descent finds: sizes grow geometrically until one fails, then bisect.
 * Impure: draws.
 *
 * @param epsilon in (0, 1)
 */
export function largestPacking(
  dimension: number,
  epsilon: number,
  random: RandomStream,
  options: LargestPackingOptions = {},
): PackingCount {
  void dimension, epsilon, random, options;
  return notYet();
}
