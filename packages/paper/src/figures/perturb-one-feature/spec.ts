/**
 * Five equal features in two dimensions, four of density p and one of density rho p.
 *
 * n, m, the importances and p = 0.05 are the paper's. It gives no range of rho and no number of starts. What is not from
 * the authors' notebook: the falling rate; non-empty samples, as most samples are empty; and biases that start at p/2 in place of 0,
 * since the bias of a feature that loses its vector otherwise often dies below 0.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface PerturbSpec {
  readonly seed: number;
  /** p of the four equal features. */
  readonly featureProbability: number;
  /** rho of each instance, ascending. */
  readonly ratios: readonly number[];
  /** One run; an instance for each rho, every start kept. */
  readonly runs: { readonly plane: FigureRun };
  /** Points of each exact branch. */
  readonly branchPoints: number;
  /** Random starts of the exact descent at each rho. */
  readonly exactStarts: number;
}

const P = 0.05;

function spec(
  count: number,
  starts: number,
  steps: number,
  exactStarts: number,
  branchPoints: number,
): PerturbSpec {
  const [first, last] = [0.1, 2];
  const ratios = Array.from({ length: count }, (_, k) =>
    Number((first * (last / first) ** (k / (count - 1))).toPrecision(4)),
  );
  return {
    seed: 0,
    featureProbability: P,
    ratios,
    runs: {
      plane: {
        model: { kind: 'relu-output', nFeatures: 5, nHidden: 2 },
        data: { featureProbability: P, importance: 1 },
        instances: {
          count,
          featureProbability: ratios.map((ratio) => [P, P, P, P, Number((ratio * P).toPrecision(12))]),
        },
        training: {
          steps,
          sampling: 'non-empty',
          optimiser: { learningRate: 5e-3, schedule: 'linear' },
          initialisation: { bias: P / 2 },
          restarts: { count: starts, keep: 'all' },
          evaluationSamples: 1024,
        },
      },
    },
    branchPoints,
    exactStarts,
  };
}

export const presets: Readonly<Record<PresetName, PerturbSpec>> = {
  paper: spec(24, 24, 10_000, 24, 60),
  quick: spec(12, 10, 4_000, 6, 30),
};
