/**
 * Points on a sphere that repel: Thomson's problem and the one features solve.
 *
 *   relu:      E = sum_{i<j} (W_i . W_j)_+^2, unit vectors. The interference of features with b = 0
 *   coulomb:   E = sum_{i<j} 1/|W_i - W_j|, Thomson's electrons (1904), the paper's analogy
 *
 * The first is zero as long as vectors with no positive products exist: up to 2d of them in d dimensions
 * (at N = 2d the cross-polytope, for fewer many ways). In three dimensions both problems give nearly the
 * same shapes for N = 8, 9, 10; from N = 11 on they part, because (W_i . W_j)_+^2 is bounded and two vectors may
 * coincide cheaply: 5.5487 at N = 12 against 6 for the icosahedron.
 *
 * The result is the best of many starts, not certified as the global minimum; at N = 11 and 12 about one
 * start in seven finds it.
 *
 * Source: the paper, "Geometry of superposition" (the generalised Thomson problem); method: BFGS over unnormalised
 * vectors V with W_i = V_i/|V_i|.
 */

import { InvalidArgumentError, RandomStream, streamKey } from '@toymodels/core';

import { checkCount } from '../input.js';
import { minimise } from '../optimise/bfgs.js';
import type { Polytope } from './polytopes.js';

/** Which energy points on the sphere have. */
export type SphereEnergy = 'relu' | 'coulomb';

/** Options of {@link solveThomson}. */
export interface ThomsonOptions {
  /** Dimension d of the space, at least 2; default 3. */
  readonly dimension?: number;
  /** Default `relu`. */
  readonly energy?: SphereEnergy;
  /** Random starts, at least 1; default 60. */
  readonly starts?: number;
  /** Seed, a whole number from 0; default 0. */
  readonly seed?: number;
}

/** The best configuration found. */
export interface ThomsonSolution extends Polytope {
  readonly energy: number;
  /** Share of the starts that reached this energy within 1e-9 relative (1e-12 absolute) */
  readonly share: number;
}

/** Energy of a configuration of unit vectors; the vectors are normalised first. */
export function sphereEnergy(model: Polytope, energy: SphereEnergy = 'relu'): number {
  return energyOf(model.weights, undefined, model.nFeatures, model.nHidden, energy);
}

/**
 * The least energy of N points on the unit sphere, best of many starts.
 *
 * @param nPoints N, at least 1
 */
export function solveThomson(nPoints: number, options: ThomsonOptions = {}): ThomsonSolution {
  checkCount(nPoints, 'nPoints');
  const d = options.dimension ?? 3;
  checkCount(d, 'dimension', 2);
  const starts = options.starts ?? 60;
  checkCount(starts, 'starts');
  const energy = options.energy ?? 'relu';
  if (energy !== 'relu' && energy !== 'coulomb') {
    throw new InvalidArgumentError(`invalid energy: ${String(energy)}; allowed are 'relu' and 'coulomb'`);
  }
  let best: { x: Float64Array; value: number } | undefined;
  const values: number[] = [];
  for (let start = 0; start < starts; start++) {
    const random = new RandomStream(streamKey(options.seed ?? 0, 'search', start, nPoints));
    const x0 = Float64Array.from({ length: nPoints * d }, () => random.normal());
    const end = minimise((x, gradient) => energyOf(x, gradient, nPoints, d, energy), x0, {
      gradientTolerance: 1e-11,
    });
    values.push(end.value);
    if (best === undefined || end.value < best.value) best = end;
  }
  const { x, value } = best!;
  const within = 1e-12 + 1e-9 * value;
  const weights = new Float64Array(x.length);
  for (let i = 0; i < nPoints; i++) {
    const norm = Math.hypot(...x.subarray(i * d, (i + 1) * d));
    for (let h = 0; h < d; h++) weights[i * d + h] = x[i * d + h]! / norm;
  }
  return {
    nFeatures: nPoints,
    nHidden: d,
    weights,
    energy: value,
    share: values.filter((v) => v <= value + within).length / starts,
  };
}

/** Energy of V_i/|V_i| and its gradient by V. */
function energyOf(
  v: Float64Array,
  gradient: Float64Array | undefined,
  n: number,
  d: number,
  energy: SphereEnergy,
): number {
  const unit = new Float64Array(n * d);
  const norms = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let h = 0; h < d; h++) square += v[i * d + h]! ** 2;
    norms[i] = Math.sqrt(square);
    for (let h = 0; h < d; h++) unit[i * d + h] = v[i * d + h]! / norms[i]!;
  }
  const byUnit = new Float64Array(n * d);
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      let dot = 0;
      for (let h = 0; h < d; h++) dot += unit[i * d + h]! * unit[j * d + h]!;
      let slope = 0;
      if (energy === 'relu') {
        if (dot <= 0) continue;
        total += dot * dot;
        slope = 2 * dot;
      } else {
        // |W_i - W_j|^2 = 2 - 2 dot, summed from differences: exact for close points
        let square = 0;
        for (let h = 0; h < d; h++) square += (unit[i * d + h]! - unit[j * d + h]!) ** 2;
        const distance = Math.sqrt(square);
        total += 1 / distance;
        slope = 1 / (square * distance);
      }
      for (let h = 0; h < d; h++) {
        byUnit[i * d + h]! += slope * unit[j * d + h]!;
        byUnit[j * d + h]! += slope * unit[i * d + h]!;
      }
    }
  }
  if (gradient !== undefined) {
    for (let i = 0; i < n; i++) {
      let along = 0;
      for (let h = 0; h < d; h++) along += byUnit[i * d + h]! * unit[i * d + h]!;
      for (let h = 0; h < d; h++) {
        gradient[i * d + h] = (byUnit[i * d + h]! - along * unit[i * d + h]!) / norms[i]!;
      }
    }
  }
  return total;
}
