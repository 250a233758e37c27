/**
 * The bound of compressed sensing on superposition, and a decoder beside it.
 *
 * The paper gives the argument without constants. The illustration is ours: random projections and orthogonal
 * matching pursuit, which is told neither the number of active features nor which they are.
 */

import type { PresetName } from '../../figure.js';

export interface SensingBoundSpec {
  readonly seed: number;
  /** n. */
  readonly nFeatures: number;
  /** 1-S; exactly the nearest whole number to n (1-S) features are active. */
  readonly featureProbabilities: readonly number[];
  /** Vectors at each number of dimensions tried; they share one random projection. */
  readonly trials: number;
  /** Repetitions with other projections and vectors. */
  readonly nSeeds: number;
}

const shared = {
  seed: 0,
  nFeatures: 200,
  featureProbabilities: [0.01, 0.02, 0.04, 0.07, 0.12, 0.2],
} as const;

export const presets: Readonly<Record<PresetName, SensingBoundSpec>> = {
  paper: { ...shared, trials: 60, nSeeds: 8 },
  quick: { ...shared, trials: 12, nSeeds: 5 },
};
