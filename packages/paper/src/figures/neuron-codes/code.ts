/** A model's code in few words, and whether it is the one that the paper reports. */

import { neuronCodes } from '@toymodels/analysis';
import { neuronView, type NeuronModel } from '../../shared/neuron-models.js';
import type { PaperCode } from './spec.js';

/** The code of one model, as far as claims ask for it. */
export interface Code {
  /** Groups of [features, neurons] that hang together, largest first. */
  readonly groups: readonly (readonly [number, number])[];
  /** How many neurons carry each feature that has a code, descending. */
  readonly sizes: readonly number[];
}

/** Read from positive weights: a negative weight inhibits. */
export function codeOf(model: NeuronModel): Code {
  const { groups, codes } = neuronCodes(neuronView(model));
  return {
    groups: groups
      .map(({ features, neurons }): [number, number] => [features.length, neurons.length])
      .sort((a, b) => b[0] - a[0] || b[1] - a[1]),
    sizes: codes.map(({ neurons }) => neurons.length).sort((a, b) => b - a),
  };
}

/** "5 in 3, 2 alone", "10 in 5 (all pairs)". */
export function codeInWords({ groups, sizes }: Code): string {
  const shared = groups.filter(([f, n]) => f > 1 || n > 1);
  const alone = groups.length - shared.length;
  const pairs = sizes.length > 0 && sizes.every((size) => size === 2) ? ' (all pairs)' : '';
  const words = [...shared.map(([f, n]) => `${f} in ${n}`), ...(alone > 0 ? [`${alone} alone`] : [])];
  return words.length === 0 ? 'none' : words.join(', ') + pairs;
}

export function isPaperCode({ groups, sizes }: Code, paper: PaperCode, nHidden: number): boolean {
  const shared = groups.filter(([f, n]) => f > 1 || n > 1);
  if (paper === 'monosemantic') return shared.length === 0 && groups.length === nHidden;
  if (paper === 'pairs') return sizes.length > 0 && sizes.every((size) => size === 2);
  return shared.length === 1 && shared[0]![0] === paper.features && shared[0]![1] === paper.neurons;
}
