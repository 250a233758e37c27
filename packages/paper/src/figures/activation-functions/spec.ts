/**
 * The phase diagram of two features in one dimension for several activations of the output.
 *
 * Nothing is sampled: the population loss is computed by quadrature and minimised over weights and biases,
 * so that no backend has to know the activations.
 */

import type { PresetName } from '../../figure.js';
import type { PhaseGridSpec } from '../../shared/phase-grid.js';
import type { ActivationName } from './activations.js';

export interface ActivationFunctionsSpec {
  readonly seed: number;
  readonly activations: readonly ActivationName[];
  /** An even number of cells leaves out r = 1, where both features tie. */
  readonly grid: PhaseGridSpec;
  /** Gauss-Legendre nodes for each feature. */
  readonly nodes: number;
  /** Random starts of the descent, besides five that are given. */
  readonly starts: number;
}

function spec(cells: number, nodes: number, starts: number): ActivationFunctionsSpec {
  return {
    seed: 0,
    activations: ['linear', 'tanh', 'leaky-relu', 'relu', 'gelu', 'softplus'],
    grid: {
      importanceRatio: { from: 0.1, to: 10, count: cells },
      featureProbability: { from: 0.01, to: 1, count: cells },
    },
    nodes,
    starts,
  };
}

export const presets: Readonly<Record<PresetName, ActivationFunctionsSpec>> = {
  paper: spec(20, 16, 4),
  quick: spec(8, 10, 2),
};
