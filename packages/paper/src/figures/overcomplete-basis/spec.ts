/**
 * A dictionary learned from hidden activations alone, against the known W, over sparsity.
 *
 * The paper proposes this as a way out and shows no figure; sizes (n = 20, m = 8), densities, the dictionary's size (n) and its
 * penalty (a tenth of the root mean square activation, the analysis package's default) are ours.
 */

import type { PresetName } from '../../figure.js';
import type { FigureRun } from '../../shared/training.js';

export interface OvercompleteSpec {
  readonly seed: number;
  /** One instance for each density, from dense to sparse; every start is kept. */
  readonly runs: { readonly models: FigureRun };
  /** Non-empty inputs whose activations are coded. */
  readonly inputs: number;
  /** Rounds of sparse coding, and starts of the dictionary. */
  readonly rounds: number;
  readonly dictionaryStarts: number;
}

const DENSITIES = [0.3, 0.1, 0.03, 0.01];

function preset(
  steps: number,
  dictionary: Pick<OvercompleteSpec, 'inputs' | 'rounds' | 'dictionaryStarts'>,
): OvercompleteSpec {
  return {
    seed: 0,
    runs: {
      models: {
        model: { kind: 'relu-output', nFeatures: 20, nHidden: 8 },
        data: { featureProbability: 1, importance: 1 },
        instances: { count: DENSITIES.length, featureProbability: DENSITIES },
        training: {
          steps,
          batchSize: 256,
          sampling: 'non-empty',
          optimiser: { learningRate: 5e-3, schedule: 'linear' },
          restarts: { count: 5, keep: 'all' },
        },
      },
    },
    ...dictionary,
  };
}

export const presets: Readonly<Record<PresetName, OvercompleteSpec>> = {
  paper: preset(10_000, { inputs: 1_000, rounds: 40, dictionaryStarts: 2 }),
  quick: preset(2_000, { inputs: 300, rounds: 20, dictionaryStarts: 2 }),
};
