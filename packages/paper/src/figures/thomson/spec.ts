/**
 * Points on a sphere that repel: by the interference of features, and as electrons.
 *
 * Nothing is trained: energies are minimised from random starts, and the best is kept.
 */

import type { PresetName } from '../../figure.js';

export interface ThomsonSpec {
  readonly seed: number;
  /** Numbers of points. */
  readonly points: readonly number[];
  /** Random starts with the energy of features, which has local minima. */
  readonly featureStarts: number;
  /** Random starts with the energy of electrons, where nearly all find the same. */
  readonly electronStarts: number;
}

const points = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

export const presets: Readonly<Record<PresetName, ThomsonSpec>> = {
  paper: { seed: 0, points, featureStarts: 400, electronStarts: 60 },
  quick: { seed: 0, points, featureStarts: 48, electronStarts: 10 },
};
