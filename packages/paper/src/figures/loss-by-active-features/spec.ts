/**
 * The exact optimum at each density, its loss taken apart by the number of active features.
 *
 * Nothing is trained. The paper gives the split, not a model: the first is the one of the introduction, n = 5 and m = 2
 * with importances 0.9^i; the second has as many features as fit in antipodal pairs.
 */

import type { PresetName } from '../../figure.js';
import type { LogAxis } from '../../shared/phase-grid.js';

export interface ActiveModelSpec {
  readonly nFeatures: number;
  readonly nHidden: number;
  /** I_i, [feature]. */
  readonly importance: readonly number[];
}

export interface LossByActiveSpec {
  readonly seed: number;
  readonly crowded: ActiveModelSpec;
  readonly paired: ActiveModelSpec;
  /** Densities 1-S. */
  readonly featureProbability: LogAxis;
  /** Random starts of the exact descent at each density. */
  readonly starts: number;
}

const models = {
  crowded: { nFeatures: 5, nHidden: 2, importance: [1, 0.9, 0.81, 0.729, 0.6561] },
  paired: { nFeatures: 4, nHidden: 2, importance: [1, 1, 1, 1] },
} as const;

export const presets: Readonly<Record<PresetName, LossByActiveSpec>> = {
  paper: { seed: 0, ...models, featureProbability: { from: 0.001, to: 1, count: 49 }, starts: 48 },
  quick: { seed: 0, ...models, featureProbability: { from: 0.001, to: 1, count: 19 }, starts: 12 },
};
