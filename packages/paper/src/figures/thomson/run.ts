/** Minimises both energies for each number of points, and turns each configuration to its most symmetric axis. */

import { solveThomson, sphereEnergy, type SphereEnergy } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { rounded } from '../../shared/phase-grid.js';
import { mapStaged } from '../../shared/stages.js';
import { upright } from './upright.js';
import type { ThomsonSpec } from './spec.js';

/** The best configuration found. */
export interface SphereData {
  /** Unit vectors, [point, 3], to 8 digits. */
  readonly weights: readonly number[];
  readonly energy: number;
  /** Share of the starts that reached this energy. */
  readonly share: number;
}

export interface ThomsonCase {
  readonly nPoints: number;
  /** Minimiser of sum_{i<j} (W_i . W_j)_+^2. */
  readonly features: SphereData;
  /** Minimiser of sum_{i<j} 1/|W_i - W_j|. */
  readonly electrons: SphereData;
  /** Energy of features in the configuration of electrons. */
  readonly electronsAsFeatures: number;
}

export interface ThomsonData {
  readonly cases: readonly ThomsonCase[];
}

export async function run(spec: ThomsonSpec, context: FigureContext): Promise<ThomsonData> {
  const solve = (nPoints: number, energy: SphereEnergy): SphereData => {
    const starts = energy === 'relu' ? spec.featureStarts : spec.electronStarts;
    const found = solveThomson(nPoints, { energy, starts, seed: spec.seed });
    return {
      weights: upright(found.weights).map((each) => rounded(each, 8)),
      energy: found.energy,
      share: found.share,
    };
  };
  const cases = await mapStaged(context, 'points on a sphere', spec.points, (nPoints) => {
    const electrons = solve(nPoints, 'coulomb');
    return {
      nPoints,
      features: solve(nPoints, 'relu'),
      electrons,
      electronsAsFeatures: sphereEnergy({
        nFeatures: nPoints,
        nHidden: 3,
        weights: Float64Array.from(electrons.weights),
      }),
    };
  });
  return { cases };
}
