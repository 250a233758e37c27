/**
 * Almost orthogonal vectors without any effort: random directions, plain and by rejection.
 *
 * P(|cos| > eps) of two random directions in d dimensions is about exp(-d eps^2 / 2), so that about exp(d eps^2 / 4) can be drawn
 * before the first two collide, and rejection fits more.
 *
 * Source: the Johnson-Lindenstrauss argument in Toy Models of Superposition, "Definitions and Motivation".
 */
import type { RandomStream } from '@toymodels/core';
import { notYet } from '../internal/not-yet.js';

/** Unit vectors; a `WeightView`. */
export interface Packing {
  /** [vector, dimension], row-major, unit rows. */
  readonly weights: Float64Array;
  /** Number of vectors. */
  readonly nFeatures: number;
  /** Dimension d. */
  readonly nHidden: number;
}

/** n directions, uniform on the sphere. Impure: draws. */
export function randomPacking(nVectors: number, dimension: number, random: RandomStream): Packing {
  void nVectors, dimension, random;
  return notYet();
}

/** The packing of a count, and why it ended. */
export interface PackingCount extends Packing {
  /** `full`: no further vector was found; `limit`: `maxVectors` was reached, there is room for more. */
  readonly ended: 'full' | 'limit';
}

export interface RejectionOptions {
  /** Directions drawn in vain, one after the other, before it counts as full, at least 1. Default 100. 1 stops at the first collision. */
  readonly patience?: number;
  /** At least 1. Default 10 000. */
  readonly maxVectors?: number;
}

/**
 * Random directions, kept when |cos| < eps with all kept before. Impure: draws.
 *
 * @param epsilon in (0, 1]
 */
export function rejectionPacking(
  dimension: number,
  epsilon: number,
  random: RandomStream,
  options: RejectionOptions = {},
): PackingCount {
  void dimension, epsilon, random, options;
  return notYet();
}
