/**
 * Two pairs of correlated features in two dimensions.
 *
 * Sizes and sets are the paper's; it gives no density. The rate falls on a line, and only non-empty samples are drawn, unlike
 * in the authors' notebook.
 */

import type { PresetName } from '../../figure.js';
import { setsRun, type SetsSpec } from '../../shared/correlated-sets.js';

function spec(steps: number, starts: number, exactStarts: number): SetsSpec {
  return {
    seed: 0,
    runs: {
      plane: setsRun({
        kind: 'correlated',
        nSets: 2,
        setSize: 2,
        nHidden: 2,
        featureProbability: 0.03,
        steps,
        starts,
      }),
    },
    exactStarts,
  };
}

export const presets: Readonly<Record<PresetName, SetsSpec>> = {
  paper: spec(10_000, 32, 48),
  quick: spec(4_000, 12, 16),
};
