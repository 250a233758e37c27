/** The order in which neurons stand: by their largest feature, so that equal solutions look equal. */
import type { WeightView } from '@toymodels/analysis';
import { InvalidArgumentError } from '@toymodels/core';

export type NeuronOrder = 'by-feature' | 'as-given';

/**
 * Neurons (hidden dimensions) in the order they are drawn.
 *
 * `by-feature`: by the feature with the largest |weight|, positive before negative weights, larger
 * ones first; neurons without any weight come last.
 */
export function neuronOrder(view: WeightView, order: NeuronOrder): number[] {
  if (order !== 'by-feature' && order !== 'as-given')
    throw new InvalidArgumentError(`order is "${String(order)}"; give 'by-feature' or 'as-given'`);
  const { weights, nFeatures, nHidden } = view;
  const neurons = Array.from({ length: nHidden }, (_, j) => {
    let [feature, weight] = [nFeatures, 0];
    for (let i = 0; i < nFeatures; i++) {
      const here = weights[i * nHidden + j]!;
      if (Math.abs(here) > Math.abs(weight)) [feature, weight] = [i, here];
    }
    return { j, feature, weight };
  });
  if (order === 'as-given') return neurons.map(({ j }) => j);
  return neurons.sort((a, b) => a.feature - b.feature || b.weight - a.weight || a.j - b.j).map(({ j }) => j);
}
