/** Loss saved per dimension and per activation over sparsity, with superposition and without. */

import { completeSpec } from '@toymodels/core';
import { branches, type LineSeries } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { median } from '../../shared/alignment.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { byDensity, ratioOf, type FrequencyKey } from './claims.js';
import { meta } from './meta.js';
import type { FrequencyData } from './run.js';
import type { FrequencySpec } from './spec.js';

export function plot(data: FrequencyData, _spec: FrequencySpec, options: SvgOptions): string {
  const groups = byDensity(data);
  const line = (key: FrequencyKey, label: string, hue: number, perFeature: boolean): LineSeries => ({
    label,
    hue,
    points: groups.map(([p, starts]) => {
      const values = starts.map((start) => start[key] / (perFeature ? p : 1));
      return { x: p, y: median(values), low: Math.min(...values), high: Math.max(...values) };
    }),
  });
  return branches(
    [
      {
        yTitle: 'loss saved per dimension / (1−S)',
        series: [
          line('perDimension', 'superposed', 1, true),
          line('alonePerDimension', 'dedicated', 0, true),
        ],
      },
      {
        yTitle: 'loss saved per activation',
        series: [
          line('perActivation', 'superposed', 1, false),
          line('alonePerActivation', 'dedicated', 0, false),
        ],
      },
    ],
    {
      ...options,
      document: options.document,
      title: meta.title,
      description: groups
        .map(
          ([p, starts]) =>
            `At ${density(p)} superposed features save ${number(median(starts.map((start) => ratioOf(start, 'Dimension'))))} times as much per dimension as dedicated ones, and ${number(median(starts.map((start) => ratioOf(start, 'Activation'))))} times as much per activation.`,
        )
        .join(' '),
      xTitle: '1−S',
      xScale: 'log',
      xReverse: true,
      height: 210,
    },
  );
}

export function caption(data: FrequencyData, spec: FrequencySpec): string {
  const complete = completeSpec(seeded(spec, 'models'));
  const [p, sparsest] = byDensity(data).at(-1)!;
  const ratio = (what: 'Dimension' | 'Activation'): string =>
    number(median(sparsest.map((start) => ratioOf(start, what))));
  return [
    `At ${density(p)} features in superposition save ${ratio('Dimension')} times as much loss per dimension as dedicated ones would, and ${ratio('Activation')} times as much per activation.`,
    `ReLU output model, ${describeModel(complete)} (sizes and densities are ours). Losses are exact; dedicated: the same features with a dimension each.`,
    describeTraining(spec, 'models'),
    `All ${count(complete.training.restarts.count)} starts are kept: dots are medians, bars their range. Loss per dimension is divided by 1−S to fit one axis.`,
  ].join(' ');
}
