/**
 * Two features in one dimension over relative importance and density.
 *
 * Sizes, ranges, the ten models a cell and the dropping of the worst are the paper's. It names no
 * number of cells and no optimiser: here a falling rate and non-empty samples, so that a model of a few
 * thousand steps ends near its minimum at p = 0.01 too.
 * The quick preset was first 11 cells wide with five starts; twelve leave out r = 1, six leave an odd number of kept models.
 * With the former, and in the paper preset, most models agree with the optimum in fewer than 90 % of the cells.
 */

import type { PresetName } from '../../figure.js';
import { phaseAxes, phaseRun } from '../../shared/phase-figure.js';
import type { PhaseGridSpec } from '../../shared/phase-grid.js';
import type { FigureRun } from '../../shared/training.js';

/** An even number of cells along an axis leaves out r = 1, where both features tie and names mean nothing. */
export interface Phase21Spec {
  readonly seed: number;
  /** What is trained in each cell; cells give importances and density. */
  readonly runs: { readonly cell: FigureRun };
  /** Cells of the trained map. */
  readonly grid: PhaseGridSpec;
  /** Cells of the exact map along each axis. */
  readonly exactCells: number;
  /** Importance ratios in (0, 1] at which exact borders are drawn (mirrored beyond 1). */
  readonly borderPoints: number;
  /** Importance ratios in (0, 1] at which the order of the transitions is measured. */
  readonly orderRatios: readonly number[];
}

function spec(cells: number, starts: number, steps: number, exactCells: number): Phase21Spec {
  return {
    seed: 0,
    runs: { cell: phaseRun(2, 1, starts, steps) },
    grid: phaseAxes(cells),
    exactCells,
    borderPoints: 24,
    orderRatios: [0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.95],
  };
}

export const presets: Readonly<Record<PresetName, Phase21Spec>> = {
  paper: spec(32, 10, 3000, 96),
  quick: spec(12, 6, 1500, 48),
};
