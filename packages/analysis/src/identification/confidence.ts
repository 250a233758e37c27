/**
 * What a misfit is worth: how often chance fits as well.
 *
 * For k vectors that were given a name, k random directions are drawn again and again, in as many
 * dimensions as the polytope spans (but at least 3: in the plane any two are nearly opposite too
 * often), and fitted to the same list of polytopes. confidence = 1 - (1 + better) / (1 + draws),
 * one minus a permutation-style p-value: among random sets, a confidence above c has
 * probability about 1 - c.
 *
 * It speaks against chance, not for perfection; how far the set is from the perfect shape is said
 * by `misfit` and `noise`.
 */
import type { RandomStream } from '@toymodels/core';
import { bestMatch } from './match.js';
import { polytopesOf, type Polytope } from './polytopes.js';

const LEVEL = 0.05;

/** Gives confidences; remembers the random sets of each size, so ask one object for many factors. */
export interface ConfidenceScale {
  /** @returns in [0, 1 - 1 / (1 + draws)] */
  of(polytope: Polytope, misfit: number): number;
}

/**
 * @param random not advanced: only streams split from it draw
 * @param draws random sets for each number of vertices, >= 1
 * @param limit misfits above this are all the same
 */
export function confidenceScale(random: RandomStream, draws: number, limit: number): ConfidenceScale {
  const scales = new Map<string, Float64Array>();
  return {
    of(polytope, misfit) {
      const k = polytope.nVertices;
      const dimension = Math.max(3, polytope.dimension);
      // How badly chance fits beyond the misfit at hand does not matter, and not asking is what makes
      // this fast; limits are rounded up so that a model's factors share the work.
      const level = Math.min(limit, Math.ceil(misfit / LEVEL) * LEVEL);
      const key = `${k} in ${dimension} up to ${level}`;
      let scale = scales.get(key);
      if (scale === undefined) {
        scale = chanceMisfits(random.split(k).split(dimension), draws, k, dimension, Math.max(level, LEVEL));
        scales.set(key, scale);
      }
      const asGood = scale.filter((chance) => chance <= misfit).length;
      return 1 - (1 + asGood) / (1 + draws);
    },
  };
}

/** Misfits of random directions to their best polytope, Infinity above the limit. */
function chanceMisfits(
  random: RandomStream,
  draws: number,
  k: number,
  dimension: number,
  limit: number,
): Float64Array {
  const polytopes = polytopesOf(k);
  return Float64Array.from({ length: draws }, () => {
    const gram = randomGram(random, k, dimension);
    return bestMatch(gram, polytopes, limit)?.misfit ?? Infinity;
  });
}

/** Gram matrix of k unit vectors, uniform on the sphere. Impure: draws. */
export function randomGram(random: RandomStream, k: number, dimension: number): Float64Array {
  const vectors = Array.from({ length: k }, () => {
    const vector = Array.from({ length: dimension }, () => random.normal());
    const norm = Math.hypot(...vector);
    return vector.map((x) => x / norm);
  });
  return Float64Array.from({ length: k * k }, (_, index) => {
    const [u, v] = [vectors[Math.floor(index / k)]!, vectors[index % k]!];
    return u.reduce((sum, x, h) => sum + x * v[h]!, 0);
  });
}
