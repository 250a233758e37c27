/** Superposition over the length of the attacks in training, and vulnerability against features per dimension. */

import { completeSpec } from '@toymodels/core';
import { branches, composeFigures, lineChart, type FigurePart, type LineSeries } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { end, medianOf } from './claims.js';
import { meta } from './meta.js';
import type { AdversarialTrainingData, RobustStart } from './run.js';
import type { AdversarialTrainingSpec } from './spec.js';

function endInWords(data: AdversarialTrainingData): string {
  const found = end(data);
  const last = data.lengths.at(-1)!;
  return found
    ? `From ε = ${number(found.length)} on no feature shares dimensions; ${number(medianOf(found, 'represented'))} are represented there.`
    : `At ε = ${number(last.length)}, the largest, ${number(medianOf(last, 'sharing'))} features still share dimensions.`;
}

export function plot(
  data: AdversarialTrainingData,
  _spec: AdversarialTrainingSpec,
  options: SvgOptions,
): string {
  const { lengths, nHidden } = data;
  const free = lengths[0]!;
  const description = `Without attacks models have ${number(medianOf(free, 'featuresPerDimension'))} features per dimension. ${endInWords(data)}`;
  const line = (key: keyof RobustStart, label: string, hue: number): LineSeries => ({
    label,
    hue,
    points: lengths.map((at) => {
      const values = at.starts.map((start) => start[key]);
      return { x: at.length, y: medianOf(at, key), low: Math.min(...values), high: Math.max(...values) };
    }),
  });
  const overLengths: FigurePart = (part) =>
    branches(
      [
        { yTitle: 'features per dimension |W|²/m', series: [line('featuresPerDimension', '', 2)] },
        {
          yTitle: 'features',
          series: [line('represented', 'represented', 0), line('sharing', 'sharing', 1)],
          references: [{ axis: 'y', value: nHidden, label: 'm' }],
        },
        { yTitle: 'loss without attacks', series: [line('loss', '', 2)] },
      ],
      {
        ...part,
        document: options.document,
        title: 'over the length of attacks',
        showTitle: false,
        description,
        xTitle: 'length ε of attacks in training',
        height: 190,
      },
    );
  const cloud = (key: 'fixed' | 'perExample', label: string, hue: number): LineSeries => ({
    label,
    hue,
    kind: 'dots',
    points: lengths.flatMap(({ starts }) =>
      starts.map((start) => ({ x: start.featuresPerDimension, y: start[key] })),
    ),
  });
  const vulnerability: FigurePart = (part) =>
    lineChart([cloud('fixed', 'one for all', 0), cloud('perExample', 'for each input', 1)], {
      ...part,
      document: options.document,
      title: 'vulnerability',
      showTitle: false,
      description,
      xTitle: 'features per dimension |W|²/m',
      yTitle: 'vulnerability (L′ − L) / ε²',
      height: 220,
    });
  return composeFigures([overLengths, vulnerability], {
    ...options,
    document: options.document,
    title: meta.title,
    description,
  });
}

export function caption(data: AdversarialTrainingData, spec: AdversarialTrainingSpec): string {
  const complete = completeSpec(seeded(spec, 'length-0'));
  const { attack, restarts } = complete.training;
  const fall = (key: 'fixed' | 'perExample'): string =>
    `from ${number(medianOf(data.lengths[0]!, key))} to ${number(medianOf(data.lengths.at(-1)!, key))}`;
  return [
    endInWords(data),
    `Vulnerability falls ${fall('fixed')} for one attack on all inputs, and ${fall('perExample')} for attacks chosen for each.`,
    `In training ${number(100 * (attack?.share ?? 0))} % of the samples are moved by ε along ± row i of WᵀW, i drawn at random, the clean sample staying the target; the attack is a constant to the gradient. Models are measured by attacks of ${number(spec.measuredShare)} of the mean input norm (${number(data.meanInputNorm)}) on ${count(spec.inputs)} non-empty inputs and the empty one with its weight, relative to the ε² that orthonormal features lose.`,
    `ReLU output model, ${describeModel(complete)}, ${density(complete.data.featureProbability as number)} (sizes, density and share are ours).`,
    describeTraining(spec, 'length-0'),
    `All ${count(restarts.count)} starts are kept: dots above are medians, bars their range; below every dot is a model.`,
  ].join(' ');
}
