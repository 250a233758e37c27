/**
 * Three pairs of correlated features in two dimensions, from sparse to dense.
 *
 * Sizes and sets are the paper's, and so is the range of densities. The rate falls on a line, and only non-empty samples are drawn, unlike in
 * the authors' notebook. Both the lowest exact minimum and the best of several trained starts are looked at.
 */

import type { PresetName } from '../../figure.js';
import { setsRun } from '../../shared/correlated-sets.js';
import type { FigureRun } from '../../shared/training.js';

export interface PcaCollapseSpec {
  readonly seed: number;
  /** p of each instance, ascending. */
  readonly densities: readonly number[];
  readonly runs: { readonly plane: FigureRun };
  /** Random starts of the exact descent at each density. */
  readonly exactStarts: number;
  /** Which densities are drawn as vectors. */
  readonly drawn: readonly number[];
}

function spec(
  densities: readonly number[],
  drawn: readonly number[],
  steps: number,
  starts: number,
  exactStarts: number,
): PcaCollapseSpec {
  const run = setsRun({
    kind: 'correlated',
    nSets: 3,
    setSize: 2,
    nHidden: 2,
    featureProbability: 0.1,
    steps,
    starts,
  });
  const plane = { ...run, instances: { count: densities.length, featureProbability: densities } };
  return { seed: 0, densities, drawn, runs: { plane }, exactStarts };
}

/** Two or more inside each of the paper's ranges. */
const FEW = [0.02, 0.04, 0.08, 0.12, 0.16, 0.19, 0.3, 0.4, 0.6, 0.9];
const MANY = [
  0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.17, 0.18, 0.19, 0.22, 0.25, 0.3, 0.35, 0.4,
  0.45, 0.5, 0.6, 0.7, 0.8, 0.9,
];

export const presets: Readonly<Record<PresetName, PcaCollapseSpec>> = {
  paper: spec(MANY, [1, 6, 11, 15, 20], 10_000, 12, 40),
  quick: spec(FEW, [0, 2, 4, 6, 8], 2_000, 6, 10),
};
