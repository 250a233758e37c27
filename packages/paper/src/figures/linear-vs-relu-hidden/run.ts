/** Trains both models from all starts and measures how far features lie along the axes of the hidden space. */

import { countKinds, neuronStacks } from '@toymodels/analysis';
import { RandomStream, streamKey } from '@toymodels/core';
import type { FigureContext } from '../../figure.js';
import { alignment, quantile, turnedAlignments } from '../../shared/alignment.js';
import { canonicalModel, neuronView, trainNeurons, type NeuronModel } from '../../shared/neuron-models.js';
import { mapStaged, stage } from '../../shared/stages.js';
import type { PrivilegedSpec } from './spec.js';

/** Alignment of one start, and what it would be by chance. */
export interface AlignedStart {
  readonly loss: number;
  /** sum_i max_h W_ih^2 / sum_i |W_i|^2. */
  readonly alignment: number;
  /** Median and 99 % quantile over random turns of the hidden space. */
  readonly turned: readonly [number, number];
  /** Neurons that carry one feature; only where there are neurons. */
  readonly nMonosemantic: number;
}

export interface PrivilegedSide {
  /** The start with the lowest loss. */
  readonly best: NeuronModel;
  /** Lowest loss first. */
  readonly starts: readonly AlignedStart[];
}

export interface PrivilegedData {
  readonly linear: PrivilegedSide;
  readonly relu: PrivilegedSide;
}

const round = (value: number): number => Number(value.toPrecision(5));

export async function run(spec: PrivilegedSpec, context: FigureContext): Promise<PrivilegedData> {
  const trained = await trainNeurons(spec, stage(context, 0, 0.8));
  const side = async (name: 'linear' | 'relu', place: number): Promise<PrivilegedSide> => {
    const models = trained[name].toSorted((a, b) => a.loss - b.loss);
    const part = stage(context, 0.8 + 0.1 * place, 0.9 + 0.1 * place);
    const starts = await mapStaged(part, 'turning the hidden space', models, (model): AlignedStart => {
      const random = new RandomStream(streamKey(spec.seed, 'general', place, model.restart));
      const view = neuronView(model);
      const turned = turnedAlignments(view, spec.turns, random);
      return {
        loss: model.loss,
        alignment: round(alignment(view)),
        turned: [round(quantile(turned, 0.5)), round(quantile(turned, 0.99))],
        nMonosemantic: countKinds(neuronStacks(view)).monosemantic,
      };
    });
    const best = models[0]!;
    return { best: name === 'relu' ? canonicalModel(best) : best, starts };
  };
  return { linear: await side('linear', 0), relu: await side('relu', 1) };
}
