/** W^T W of the best start, the sets one after the other. */

import { completeSpec } from '@toymodels/core';
import { weightsPortrait } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { viewOf } from '../../shared/models.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { LocalBasesData } from './run.js';
import type { LocalBasesSpec } from './spec.js';

export function plot(
  { best, starts, sets }: LocalBasesData,
  _spec: LocalBasesSpec,
  options: SvgOptions,
): string {
  const view = viewOf(best);
  return weightsPortrait(
    [
      {
        title: sets.map((set) => `set of ${set[0]! + 1} to ${set.at(-1)! + 1}`).join(', '),
        view,
        bias: view.bias,
      },
    ],
    {
      ...options,
      title: meta.title,
      description: `Heat map of W^T W. The blocks of the two sets are near the identity (distances ${starts[0]!.distance.map(number).join(' and ')}); between the sets there is interference.`,
    },
  );
}

export function caption({ starts }: LocalBasesData, spec: LocalBasesSpec): string {
  const complete = completeSpec(seeded(spec, 'sets'));
  const { sets, featureProbability } = complete.data;
  return [
    'The two blocks on the diagonal are nearly the identity; interference is between the sets.',
    `WᵀW, biases and norms of one ReLU output model, ${describeModel(complete)}; ${sets.length} correlated sets of ${sets[0]!.features.length}, ${density(featureProbability as number)} for each set (the paper gives no density).`,
    `The start with the lowest evaluated loss of ${count(starts.length)} is drawn; all of them are measured.`,
    describeTraining(spec, 'sets'),
  ].join(' ');
}
