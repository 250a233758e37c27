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

const shared = { seed: 0, patience: 100, nSeeds: 5 } as const;

export const presets: Readonly<Record<PresetName, AlmostOrthogonalSpec>> = {
  paper: {
    ...shared,
    epsilon: 0.2,
    dimensions: [10, 20, 50, 100, 150, 200, 250],
    optimisedDimensions: [5, 9, 13, 17, 20],
    steps: 400,
  },
  // A wider tolerance shows the same growth in fewer dimensions.
  quick: {
    ...shared,
    epsilon: 0.3,
    dimensions: [10, 20, 35, 50, 65, 80],
    optimisedDimensions: [3, 5, 7, 9],
    steps: 150,
  },
};
