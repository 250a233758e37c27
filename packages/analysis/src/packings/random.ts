/**
 * Almost orthogonal vectors without any effort: random directions, plain and by rejection.
 *
 * P(|cos| > eps) of two random directions in d dimensions is about exp(-d eps^2 / 2), so that about exp(d eps^2 / 4) can be drawn
 * before the first two collide, and rejection fits more.
 *
 * Source: the Johnson-Lindenstrauss argument in Toy Models of Superposition, "Definitions and Motivation".
 */
import type { RandomStream } from '@toymodels/core';
import { checkNumber, checkWhole, completeOptions } from '../internal/options.js';

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
  checkWhole('nVectors', nVectors, 1);
  checkWhole('dimension', dimension, 1);
  const weights = new Float64Array(nVectors * dimension);
  for (let i = 0; i < nVectors; i++)
    drawDirection(weights.subarray(i * dimension, (i + 1) * dimension), random);
  return { weights, nFeatures: nVectors, nHidden: dimension };
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
  checkWhole('dimension', dimension, 1);
  checkNumber('epsilon', epsilon, epsilon > 0 && epsilon <= 1, 'a number in (0, 1]');
  const { patience, maxVectors } = completeOptions<Required<RejectionOptions>>(
    'rejectionPacking',
    { patience: 100, maxVectors: 10_000 },
    options,
  );
  checkWhole('patience', patience, 1);
  checkWhole('maxVectors', maxVectors, 1);
  let kept = new Float64Array(Math.min(maxVectors, 64) * dimension);
  const candidate = new Float64Array(dimension);
  let count = 0;
  let inVain = 0;
  while (count < maxVectors && inVain < patience) {
    drawDirection(candidate, random);
    if (!isFar(kept, count, candidate, epsilon)) {
      inVain++;
      continue;
    }
    inVain = 0;
    if (count * dimension === kept.length) {
      const larger = new Float64Array(Math.min(maxVectors * dimension, 2 * kept.length));
      larger.set(kept);
      kept = larger;
    }
    kept.set(candidate, count * dimension);
    count++;
  }
  return {
    weights: kept.slice(0, count * dimension),
    nFeatures: count,
    nHidden: dimension,
    ended: count === maxVectors ? 'limit' : 'full',
  };
}

/** Fills a vector with a direction uniform on the sphere. Impure: draws, overwrites. */
function drawDirection(vector: Float64Array, random: RandomStream): void {
  let square = 0;
  // A vector of zeros has chance 0, but no direction.
  while (!(square > 0)) {
    square = 0;
    for (let h = 0; h < vector.length; h++) {
      vector[h] = random.normal();
      square += vector[h]! ** 2;
    }
  }
  const norm = Math.sqrt(square);
  for (let h = 0; h < vector.length; h++) vector[h]! /= norm;
}

/** Whether |cos| < epsilon with the first `count` unit vectors. */
function isFar(kept: Float64Array, count: number, candidate: Float64Array, epsilon: number): boolean {
  const d = candidate.length;
  for (let i = 0; i < count; i++) {
    let dot = 0;
    for (let h = 0; h < d; h++) dot += kept[i * d + h]! * candidate[h]!;
    if (!(Math.abs(dot) < epsilon)) return false;
  }
  return true;
}
