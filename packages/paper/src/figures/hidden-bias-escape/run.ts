/** Trains the three models from all starts and sees how often their hidden units are on. */

import { drawInputs, type SampledInputs } from '@toymodels/analysis';
import { RandomStream, streamKey } from '@toymodels/core';
import type { FigureContext } from '../../figure.js';
import { canonicalModel, trainNeurons, type NeuronModel } from '../../shared/neuron-models.js';
import { mapStaged, stage } from '../../shared/stages.js';
import type { EscapeSpec } from './spec.js';

export interface EscapeStart {
  readonly loss: number;
  /** c, [hidden]; empty without one. */
  readonly hiddenBias: readonly number[];
  /** Share of all pairs of an input and a hidden unit in which the unit is on, the empty input with its weight. */
  readonly on: number;
  /** The same over non-empty inputs alone. */
  readonly onWhenActive: number;
}

export interface EscapeSide {
  /** The start with the lowest loss. */
  readonly best: NeuronModel;
  /** Lowest loss first. */
  readonly starts: readonly EscapeStart[];
}

export type EscapeData = Readonly<Record<'biased' | 'plain' | 'linear', EscapeSide>>;

const round = (value: number): number => Number(value.toPrecision(5));

export async function run(spec: EscapeSpec, context: FigureContext): Promise<EscapeData> {
  const trained = await trainNeurons(spec, stage(context, 0, 0.9));
  const [{ nFeatures, featureProbability }] = trained.biased as [NeuronModel];
  const inputs = drawInputs(
    {
      nFeatures,
      featureProbability: new Array<number>(nFeatures).fill(featureProbability),
      importance: new Array<number>(nFeatures).fill(1),
    },
    spec.inputs,
    new RandomStream(streamKey(spec.seed, 'general')),
  );
  const sides = await mapStaged(
    stage(context, 0.9, 1),
    'hidden units',
    ['biased', 'plain', 'linear'] as const,
    (name): [string, EscapeSide] => {
      const models = trained[name].toSorted((a, b) => a.loss - b.loss);
      const best = models[0]!;
      return [
        name,
        {
          best: name === 'linear' ? best : canonicalModel(best),
          starts: models.map((model) => ({
            loss: model.loss,
            hiddenBias: (model.hiddenBias ?? []).map(round),
            ...unitsOn(model, inputs),
          })),
        },
      ];
    },
  );
  return Object.fromEntries(sides) as unknown as EscapeData;
}

function unitsOn(
  model: NeuronModel,
  { x, nSamples, emptyWeight }: SampledInputs,
): Pick<EscapeStart, 'on' | 'onWhenActive'> {
  const { nFeatures: n, nHidden: m, weights, hiddenBias } = model;
  const bias = hiddenBias ?? new Array<number>(m).fill(0);
  let on = 0;
  for (let s = 0; s < nSamples; s++)
    for (let h = 0; h < m; h++) {
      let u = bias[h]!;
      for (let i = 0; i < n; i++) u += weights[i * m + h]! * x[s * n + i]!;
      if (u > 0) on++;
    }
  const active = on / (nSamples * m);
  const empty = bias.filter((c) => c > 0).length / m;
  return { onWhenActive: round(active), on: round(emptyWeight * empty + (1 - emptyWeight) * active) };
}
