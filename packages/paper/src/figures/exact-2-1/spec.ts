/**
 * The exact loss of two features in one dimension without biases, as in T. McGrath's comment on the paper, with
 * models trained on it.
 */

import type { PresetName } from '../../figure.js';
import type { PhaseGridSpec } from '../../shared/phase-grid.js';
import type { FigureRun } from '../../shared/training.js';

export interface Exact21Spec {
  readonly seed: number;
  /** Trained at every point, from several starts; points give importances and density. */
  readonly runs: { readonly point: FigureRun };
  /** Where the surface is drawn and models are trained. */
  readonly points: readonly { readonly importanceRatio: number; readonly featureProbability: number }[];
  /** The surface is drawn for both weights from -range to range. */
  readonly range: number;
  /** Points of the surface along each axis. */
  readonly surfaceCells: number;
  /** The map of the global minimum. */
  readonly map: PhaseGridSpec;
  /** Importance ratios in (0, 1] at which the border of the confused phase is computed. */
  readonly borderPoints: number;
}

function spec(steps: number, starts: number, mapCells: number, borderPoints: number): Exact21Spec {
  return {
    seed: 0,
    runs: {
      point: {
        model: { kind: 'relu-output', nFeatures: 2, nHidden: 1, outputBias: false },
        data: { featureProbability: 1 },
        training: {
          steps,
          sampling: 'non-empty',
          optimiser: { learningRate: 0.01, schedule: 'linear', weightDecay: 0 },
          restarts: { count: starts, keep: 'all' },
          recordEvery: steps,
        },
      },
    },
    points: [
      { importanceRatio: 1, featureProbability: 0.2 },
      { importanceRatio: 1, featureProbability: 0.58 },
      { importanceRatio: 1, featureProbability: 0.9 },
      { importanceRatio: 0.3, featureProbability: 0.9 },
    ],
    range: 1.5,
    surfaceCells: 61,
    map: {
      importanceRatio: { from: 0.1, to: 10, count: mapCells },
      featureProbability: { from: 0.01, to: 1, count: mapCells },
    },
    borderPoints,
  };
}

export const presets: Readonly<Record<PresetName, Exact21Spec>> = {
  paper: spec(10_000, 16, 96, 24),
  quick: spec(2000, 8, 48, 16),
};
