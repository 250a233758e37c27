/** Features represented and sharing, and the loss, against the penalty. */

import { completeSpec } from '@toymodels/core';
import { branches, type LineSeries } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { medianOf, threshold } from './claims.js';
import { meta } from './meta.js';
import type { PenaltyData, PenaltyStart } from './run.js';
import type { PenaltySpec } from './spec.js';

export function plot(data: PenaltyData, _spec: PenaltySpec, options: SvgOptions): string {
  const { penalties, nHidden } = data;
  const line = (key: keyof PenaltyStart, label: string, hue: number): LineSeries => ({
    label,
    hue,
    // A logarithmic axis has no 0: the model without a penalty is the dashed line.
    points: penalties
      .filter(({ penalty }) => penalty > 0)
      .map((each) => {
        const values = each.starts.map((start) => start[key]);
        return {
          x: each.penalty,
          y: medianOf(each, key),
          low: Math.min(...values),
          high: Math.max(...values),
        };
      }),
  });
  const free = penalties[0]!;
  const end = threshold(data);
  return branches(
    [
      {
        yTitle: 'features',
        series: [line('represented', 'represented', 0), line('sharing', 'sharing', 1)],
        references: [{ axis: 'y', value: nHidden, label: 'm' }],
      },
      {
        yTitle: 'loss without the penalty',
        series: [line('loss', '', 2)],
        references: [{ axis: 'y', value: medianOf(free, 'loss'), label: 'λ = 0' }],
      },
    ],
    {
      ...options,
      document: options.document,
      title: meta.title,
      description: `Without a penalty ${number(medianOf(free, 'represented'))} features are represented and ${number(medianOf(free, 'sharing'))} share; ${end ? `from λ = ${number(end.penalty)} on none shares, and ${number(medianOf(end, 'represented'))} are represented` : 'some share at every penalty'}.`,
      xTitle: 'penalty λ on |h|₁',
      xScale: 'log',
      height: 220,
    },
  );
}

export function caption(data: PenaltyData, spec: PenaltySpec): string {
  const complete = completeSpec(seeded(spec, 'penalty-0'));
  const end = threshold(data);
  return [
    end
      ? `From λ = ${number(end.penalty)} on no feature shares dimensions; ${number(medianOf(end, 'represented'))} are represented there, at ${number(medianOf(end, 'loss') / medianOf(data.penalties[0]!, 'loss'))} times the loss without a penalty.`
      : 'Some features share dimensions at every penalty.',
    `ReLU output model, λ|h|₁ added to its loss, ${describeModel(complete)}, ${density(complete.data.featureProbability as number)} (sizes, density and penalties are ours). The dashed line is the loss at λ = 0.`,
    describeTraining(spec, 'penalty-0'),
    `All ${count(complete.training.restarts.count)} starts are kept: dots are medians, bars their range.`,
  ].join(' ');
}
