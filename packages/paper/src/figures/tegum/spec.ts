/**
 * Bipyramids and the octahedron as products of smaller polytopes in orthogonal spaces, in three dimensions.
 *
 * The products are the paper's. They are built by construction, and looked for by exact descent with as many equal features at
 * a density of ours; nothing is trained on samples.
 */

import type { PresetName } from '../../figure.js';

export interface TegumSpec {
  readonly seed: number;
  /** p of all features in the exact descent. */
  readonly featureProbability: number;
  /** Random starts of the exact descent for each number of features. */
  readonly exactStarts: number;
}

export const presets: Readonly<Record<PresetName, TegumSpec>> = {
  paper: { seed: 0, featureProbability: 0.05, exactStarts: 64 },
  quick: { seed: 0, featureProbability: 0.05, exactStarts: 5 },
};
