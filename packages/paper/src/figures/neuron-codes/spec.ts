/**
 * Ten features of falling importance on five neurons, at six densities.
 *
 * n, m, the importances, the ranges of density and "best of 1 000" are the paper's; which density within each range
 * is ours, chosen inside it. Batches of 128 non-empty samples and a falling rate make a thousand starts affordable.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

/** What the paper reports at a density. */
export type PaperCode =
  | 'monosemantic'
  /** `features` of them in `neurons` neurons, the others one to a neuron or not at all. */
  | { readonly features: number; readonly neurons: number }
  /** Every feature in two neurons. */
  | 'pairs';

export interface NeuronCodesSpec {
  readonly seed: number;
  /** One instance for each density; every start is kept, and the one with the lowest evaluated loss is the best. */
  readonly runs: { readonly codes: FigureRun };
  /** For each instance. */
  readonly paperCodes: readonly PaperCode[];
  /** The paper's range of 1 - S for it. */
  readonly ranges: readonly string[];
  /** Into how many parts the starts are split to see the spread of the best. */
  readonly parts: number;
}

const DENSITIES = [0.7, 0.35, 0.15, 0.12, 0.065, 0.03];

function preset(steps: number, starts: number): NeuronCodesSpec {
  return {
    seed: 0,
    runs: {
      codes: {
        model: { kind: 'relu-hidden', nFeatures: 10, nHidden: 5 },
        data: { featureProbability: 1, importance: { curve: 'geometric', first: 1, ratio: 0.75 } },
        instances: { count: DENSITIES.length, featureProbability: DENSITIES },
        training: {
          steps,
          batchSize: 128,
          sampling: 'non-empty',
          optimiser: { learningRate: 1e-2, schedule: 'linear' },
          restarts: { count: starts, keep: 'all' },
        },
      },
    },
    paperCodes: [
      'monosemantic',
      { features: 3, neurons: 2 },
      { features: 5, neurons: 3 },
      { features: 6, neurons: 4 },
      { features: 8, neurons: 5 },
      'pairs',
    ],
    ranges: ['≥ 0.5', '0.2 to 0.5', '0.15', '0.12', '0.05 to 0.08', '≤ 0.04'],
    parts: 5,
  };
}

export const presets: Readonly<Record<PresetName, NeuronCodesSpec>> = {
  paper: preset(2_000, 1_000),
  quick: preset(1_200, 80),
};
