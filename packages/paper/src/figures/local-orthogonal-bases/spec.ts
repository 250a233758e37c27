/**
 * Two sets of ten correlated features in ten dimensions.
 *
 * Sizes and sets are the paper's; it gives no density. The rate falls on a line, and only non-empty samples are drawn, unlike in the
 * authors' notebook.
 */

import type { PresetName } from '../../figure.js';
import { setsRun } from '../../shared/correlated-sets.js';
import type { FigureRun } from '../../shared/training.js';

export interface LocalBasesSpec {
  readonly seed: number;
  readonly runs: { readonly sets: FigureRun };
}

function spec(steps: number, starts: number): LocalBasesSpec {
  const sets = setsRun({
    kind: 'correlated',
    nSets: 2,
    setSize: 10,
    nHidden: 10,
    featureProbability: 0.03,
    steps,
    starts,
  });
  return { seed: 0, runs: { sets } };
}

export const presets: Readonly<Record<PresetName, LocalBasesSpec>> = {
  paper: spec(10_000, 8),
  quick: spec(1_500, 5),
};
