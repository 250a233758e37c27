/**
 * How many unit vectors fit in d dimensions with all |cos| below eps: random ones, and ones pushed apart.
 *
 * The paper gives the Johnson-Lindenstrauss argument and no numbers; eps and dimensions are ours.
 */

import type { PresetName } from '../../figure.js';

export interface AlmostOrthogonalSpec {
  readonly seed: number;
  readonly epsilon: number;
  /** Dimensions of random packings: directions are drawn and kept when they fit. */
  readonly dimensions: readonly number[];
  /** Draws in vain after which a packing counts as full. */
  readonly patience: number;
  /** Dimensions of optimised packings. */
  readonly optimisedDimensions: readonly number[];
  /** Descent steps of an optimised packing. */
  readonly steps: number;
  /** Repetitions of each. */
  readonly nSeeds: number;
}

const shared = { seed: 0, epsilon: 0.3, patience: 100 } as const;

export const presets: Readonly<Record<PresetName, AlmostOrthogonalSpec>> = {
  paper: {
    ...shared,
    dimensions: [10, 20, 40, 60, 80, 100, 120, 140, 160],
    optimisedDimensions: [3, 5, 7, 9, 11, 13, 15],
    steps: 400,
    nSeeds: 5,
  },
  quick: {
    ...shared,
    dimensions: [10, 20, 40, 60, 80, 100],
    optimisedDimensions: [3, 5, 7, 9],
    steps: 150,
    nSeeds: 5,
  },
};
