/** Vulnerability under both definitions over sparsity, beside the features per dimension. */

import { completeSpec } from '@toymodels/core';
import { branches, type LineSeries } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, number } from '../../shared/words.js';
import { medianOf } from './claims.js';
import { meta } from './meta.js';
import type { AdversarialData } from './run.js';
import type { AdversarialSpec } from './spec.js';

export function plot({ sweep }: AdversarialData, _spec: AdversarialSpec, options: SvgOptions): string {
  const line = (key: 'fixed' | 'perExample' | 'featuresPerDimension', hue: number): LineSeries => ({
    label: '',
    hue,
    points: sweep.map((each) => {
      const values = each.starts.map((start) => start[key]);
      return {
        x: 1 / each.featureProbability,
        y: medianOf(each, key),
        low: Math.min(...values),
        high: Math.max(...values),
      };
    }),
  });
  const last = sweep.at(-1)!;
  return branches(
    [
      { title: 'features per dimension 1/D*', yTitle: '|W|²/m', series: [line('featuresPerDimension', 2)] },
      { title: 'one attack for all inputs', yTitle: '(L′ − L) / ε²', series: [line('fixed', 0)] },
      { title: 'an attack for each input', yTitle: '(L′ − L) / ε²', series: [line('perExample', 1)] },
    ],
    {
      ...options,
      document: options.document,
      title: meta.title,
      description: `At 1/(1−S) = ${number(1 / last.featureProbability)} models have ${number(medianOf(last, 'featuresPerDimension'))} features per dimension and a vulnerability of ${number(medianOf(last, 'fixed'))} to a fixed attack and ${number(medianOf(last, 'perExample'))} to attacks for each input.`,
      xTitle: '1/(1−S)',
      xScale: 'log',
      height: 190,
    },
  );
}

export function caption({ sweep }: AdversarialData, spec: AdversarialSpec): string {
  const complete = completeSpec(seeded(spec, 'sweep'));
  const most = (key: 'fixed' | 'perExample'): string =>
    number(Math.max(...sweep.map((each) => medianOf(each, key))));
  return [
    `Vulnerability rises to ${most('fixed')} times that of orthonormal features if one attack must serve all inputs, and to ${most('perExample')} times if the attacker sees each input.`,
    `Attacks are L2, of length ε = ${number(spec.share)} of the mean input norm, along ± the rows of WᵀW, the clean input staying the target; the reference is ε², what orthonormal features lose. Means over ${count(spec.inputs)} non-empty inputs at each density and the empty one with its weight.`,
    `ReLU output model, ${describeModel(complete)} (the paper gives no sizes for this sweep).`,
    describeTraining(spec, 'sweep'),
    `All ${count(complete.training.restarts.count)} starts are kept: dots are medians, bars their range.`,
  ].join(' ');
}
