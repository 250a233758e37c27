/**
 * Three features in two dimensions over relative importance and density: as `phase-2-1`, one size up.
 *
 * Sizes, ranges, ten models a cell and the dropping of the worst are the paper's; cells and optimiser
 * are ours, as there.
 */

import type { PresetName } from '../../figure.js';
import { phaseAxes, phaseRun } from '../../shared/phase-figure.js';
import type { PhaseGridSpec } from '../../shared/phase-grid.js';
import type { FigureRun } from '../../shared/training.js';

export interface Phase32Spec {
  readonly seed: number;
  /** What is trained in each cell; cells give importances and density. */
  readonly runs: { readonly cell: FigureRun };
  /** Cells of the trained map, and of the exact one. */
  readonly grid: PhaseGridSpec;
  /** Random starts of the exact descent in each cell, besides the candidates. */
  readonly exactStarts: number;
  /** Importance ratios at which the borders and their order are found. */
  readonly orderRatios: readonly number[];
}

function spec(cells: number, starts: number, steps: number, exactStarts: number): Phase32Spec {
  return {
    seed: 0,
    runs: { cell: phaseRun(3, 2, starts, steps) },
    grid: phaseAxes(cells),
    exactStarts,
    orderRatios: [0.2, 0.4, 0.7, 1.5, 3, 6],
  };
}

export const presets: Readonly<Record<PresetName, Phase32Spec>> = {
  paper: spec(28, 10, 3000, 6),
  quick: spec(12, 6, 1500, 3),
};
