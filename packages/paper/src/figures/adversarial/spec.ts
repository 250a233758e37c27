/**
 * Attacks on models of equal features over sparsity, under two definitions.
 *
 * The attack's length, a tenth of the mean input norm, and its direction, along the rows of W^T W, are the paper's; it
 * gives no sizes for this sweep and does not say whether one attack serves all inputs, so both are done. All starts
 * are kept and measured.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';
import { densities, uniformRun } from '../../shared/uniform-geometry.js';

export interface AdversarialSpec {
  readonly seed: number;
  readonly runs: { readonly sweep: FigureRun };
  /** Attack length as a share of the mean input norm. */
  readonly share: number;
  /** Non-empty inputs that are attacked, the same for all starts at one density. */
  readonly inputs: number;
}

export const presets: Readonly<Record<PresetName, AdversarialSpec>> = {
  paper: {
    seed: 0,
    runs: { sweep: uniformRun(100, 10, densities(13, 100), { steps: 3_000, starts: 5 }) },
    share: 0.1,
    inputs: 1_000,
  },
  quick: {
    seed: 0,
    runs: { sweep: uniformRun(40, 6, densities(9, 100), { steps: 1_200, starts: 5 }) },
    share: 0.1,
    inputs: 500,
  },
};
