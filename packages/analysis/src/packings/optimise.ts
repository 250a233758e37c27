/**
 * Almost orthogonal vectors by optimisation: directions pushed apart until all |cos| < eps.
 *
 *   E = sum_{i<j} (|cos_ij| - t)_+^2,   t a little below eps
 *
 * by gradient descent on the sphere. What it finds are lower bounds on what is possible.
 */
import type { RandomStream } from '@toymodels/core';
import { checkNumber, checkWhole, completeOptions } from '../internal/options.js';
import { coherence, welchBound, welchCount } from './coherence.js';
import { randomPacking, type Packing, type PackingCount } from './random.js';

/** Aim of the descent as a share of eps: below it, so that all pairs end strictly within. */
const TARGET_SHARE = 0.98;
/** Growth of sizes until one fails. */
const GROWTH = 1.25;
/** Targets tried, and how far above one still counts as reached. */
const TARGETS = 16;
const SLACK = 1e-3;

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
 * n directions with small coherence: the target t is lowered towards the Welch bound by halves as long as it is reached. Impure: draws the start.
 */
export function optimisePacking(
  nVectors: number,
  dimension: number,
  random: RandomStream,
  options: SpreadOptions = {},
): SpreadPacking {
  const { steps } = completeOptions<Required<SpreadOptions>>('optimisePacking', { steps: 500 }, options);
  checkWhole('steps', steps, 1);
  const packing = randomPacking(nVectors, dimension, random);
  const least = welchBound(nVectors, dimension);
  let best = { ...packing, weights: packing.weights.slice(), coherence: coherence(packing).value };
  if (nVectors < 2) return best;
  // Halve the distance to the Welch bound as long as it is reached; where it is not, come halfway back.
  let [low, high] = [least, best.coherence];
  for (let round = 0; round < TARGETS && high - low > 1e-4; round++) {
    const target = (low + high) / 2;
    const trial = best.weights.slice();
    descend(trial, nVectors, dimension, target, steps);
    const found = coherence({ ...packing, weights: trial }).value;
    if (found < best.coherence) best = { ...packing, weights: trial, coherence: found };
    if (found <= target + SLACK) high = Math.min(target, found);
    else low = target;
    high = Math.max(low, Math.min(high, best.coherence));
  }
  return best;
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
  checkNumber('epsilon', epsilon, epsilon > 0 && epsilon < 1, 'a number in (0, 1)');
  checkWhole('dimension', dimension, 1);
  const { steps, maxVectors } = completeOptions<Required<LargestPackingOptions>>(
    'largestPacking',
    { steps: 500, maxVectors: 1000 },
    options,
  );
  checkWhole('steps', steps, 1);
  checkWhole('maxVectors', maxVectors, 1);
  const most = Math.min(maxVectors, welchCount(dimension, epsilon));
  // d orthogonal vectors are there without any search.
  let best = firstAxes(Math.min(dimension, most), dimension);
  const tried = (size: number): Packing | undefined => {
    const start = randomPacking(size, dimension, random);
    // What is known already is kept as the beginning.
    start.weights.set(best.weights);
    descend(start.weights, size, dimension, TARGET_SHARE * epsilon, steps);
    return coherence(start).value < epsilon ? start : undefined;
  };
  let failed = most + 1;
  while (best.nFeatures + 1 < failed) {
    const n = best.nFeatures;
    const size = failed > most ? Math.min(most, Math.ceil(n * GROWTH) + 1) : Math.floor((n + failed) / 2);
    const found = tried(size);
    if (found === undefined) failed = size;
    else best = found;
  }
  return { ...best, ended: best.nFeatures === maxVectors ? 'limit' : 'full' };
}

/** The first axes: orthogonal. */
function firstAxes(count: number, dimension: number): Packing {
  const weights = new Float64Array(count * dimension);
  for (let i = 0; i < count; i++) weights[i * dimension + i] = 1;
  return { weights, nFeatures: count, nHidden: dimension };
}

/**
 * Descent of E = 1/2 sum_{i<j} (|cos_ij| - t)_+^2 over unit rows: W <- normalise(W + V), V <- momentum V - rate dE/dW, momentum
 * started again when E rises. Ends when E is 0. Impure: overwrites.
 */
function descend(w: Float64Array, n: number, d: number, target: number, steps: number): void {
  const slope = new Float64Array(n * d);
  const velocity = new Float64Array(n * d);
  let last = Infinity;
  for (let step = 0; step < steps; step++) {
    slope.fill(0);
    let energy = 0;
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        let dot = 0;
        for (let h = 0; h < d; h++) dot += w[i * d + h]! * w[j * d + h]!;
        const excess = Math.abs(dot) - target;
        if (excess <= 0) continue;
        energy += excess * excess;
        const push = dot > 0 ? excess : -excess;
        for (let h = 0; h < d; h++) {
          slope[i * d + h]! += push * w[j * d + h]!;
          slope[j * d + h]! += push * w[i * d + h]!;
        }
      }
    }
    if (energy === 0) return;
    if (energy > last) velocity.fill(0);
    last = energy;
    for (let i = 0; i < n; i++) {
      let square = 0;
      for (let h = i * d; h < (i + 1) * d; h++) {
        velocity[h] = MOMENTUM * velocity[h]! - RATE * slope[h]!;
        w[h]! += velocity[h]!;
        square += w[h]! ** 2;
      }
      const norm = Math.sqrt(square);
      for (let h = i * d; h < (i + 1) * d; h++) w[h]! /= norm;
    }
  }
}

const MOMENTUM = 0.8;
const RATE = 0.4;
