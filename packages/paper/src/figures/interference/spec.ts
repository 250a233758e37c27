/**
 * What is read back when one feature is active, and when two are.
 *
 * The example is ours: the exact optimum of five equal features in two dimensions on sparse data, a pentagon.
 */

import type { PresetName } from '../../figure.js';

export interface InterferenceSpec {
  readonly seed: number;
  readonly nFeatures: number;
  readonly nHidden: number;
  readonly featureProbability: number;
  /** Random starts of the exact descent. */
  readonly starts: number;
  /** Value of the second feature in the lower panels. */
  readonly second: number;
  /** Random models, not optimised, that readouts are compared with; a seed each. */
  readonly nRandom: number;
}

const preset = { seed: 0, nFeatures: 5, nHidden: 2, featureProbability: 0.05, second: 0.8 } as const;

export const presets: Readonly<Record<PresetName, InterferenceSpec>> = {
  paper: { ...preset, starts: 64, nRandom: 1000 },
  quick: { ...preset, starts: 16, nRandom: 100 },
};
