/** Matched cosines of learned and random dictionaries, and how many features there are to find, over sparsity. */

import { completeSpec } from '@toymodels/core';
import { branches, type LineSeries } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { byDensity, medianOf } from './claims.js';
import { meta } from './meta.js';
import type { OvercompleteData } from './run.js';
import type { OvercompleteSpec } from './spec.js';

export function plot(data: OvercompleteData, _spec: OvercompleteSpec, options: SvgOptions): string {
  const groups = byDensity(data);
  const line = (key: 'mean' | 'random' | 'represented', label: string, hue: number): LineSeries => ({
    label,
    hue,
    points: groups.map(([p, starts]) => {
      const values = starts.map((start) => start[key]);
      return { x: p, y: medianOf(starts, key), low: Math.min(...values), high: Math.max(...values) };
    }),
  });
  return branches(
    [
      {
        yTitle: 'mean matched cosine',
        series: [line('mean', 'learned', 0), line('random', 'random', 1)],
        yDomain: [0, 1],
      },
      {
        yTitle: 'represented features',
        series: [line('represented', '', 2)],
        references: [{ axis: 'y', value: data.nHidden, label: 'm' }],
      },
    ],
    {
      ...options,
      document: options.document,
      title: meta.title,
      description: groups
        .map(
          ([p, starts]) =>
            `At ${density(p)} a learned dictionary matches ${number(medianOf(starts, 'represented'))} features with a mean cosine of ${number(medianOf(starts, 'mean'))}.`,
        )
        .join(' '),
      xTitle: '1−S',
      xScale: 'log',
      xReverse: true,
      height: 210,
    },
  );
}

export function caption(data: OvercompleteData, spec: OvercompleteSpec): string {
  const complete = completeSpec(seeded(spec, 'models'));
  const [p, sparsest] = byDensity(data).at(-1)!;
  return [
    `At ${density(p)} the vectors that sparse coding learns from activations match ${number(medianOf(sparsest, 'represented'))} features in ${data.nHidden} dimensions with a mean cosine of ${number(medianOf(sparsest, 'mean'))}.`,
    `ReLU output model, ${describeModel(complete)} (sizes and densities are ours).`,
    describeTraining(spec, 'models'),
    `From ${count(spec.inputs)} non-empty inputs to each of ${count(complete.training.restarts.count)} starts, ${data.nFeatures} unit vectors are learned by alternating sparse codes and least squares, ${spec.rounds} rounds, best of ${spec.dictionaryStarts} starts, without sight of W; random: as many random unit vectors, matched alike. Dots are medians, bars ranges over the starts.`,
  ].join(' ');
}
