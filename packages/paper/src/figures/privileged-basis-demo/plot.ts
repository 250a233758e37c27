/** Loss over the angle of a rotation, both models. */

import { completeSpec } from '@toymodels/core';
import { lineChart } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { PrivilegedBasisData, RotatedModel } from './run.js';
import type { PrivilegedBasisSpec } from './spec.js';

export function plot(
  { output, hidden }: PrivilegedBasisData,
  { angles }: PrivilegedBasisSpec,
  options: SvgOptions,
): string {
  const series = (label: string, hue: number, models: readonly RotatedModel[]) => ({
    label,
    hue,
    points: Array.from({ length: angles }, (_, k) => {
      const values = models.map(({ turned }) => 1 + turned[k]!);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const y = values.reduce((a, b) => a + b, 0) / values.length;
      return { x: (360 * k) / (angles - 1), y: Math.min(high, Math.max(low, y)), low, high };
    }),
  });
  return lineChart([series('ReLU hidden', 1, hidden), series('ReLU output', 0, output)], {
    ...options,
    document: options.document,
    title: meta.title,
    description:
      'Loss of trained models whose hidden space is rotated in one plane, over the angle. That of the ReLU output model is constant; that of the ReLU hidden model rises severalfold and comes back at the full turn.',
    xTitle: 'angle of the rotation, degrees',
    xTicks: [0, 90, 180, 270, 360],
    yTitle: 'loss, in units of the loss without rotation (log)',
    yScale: 'log',
  });
}

export function caption({ hidden }: PrivilegedBasisData, spec: PrivilegedBasisSpec): string {
  const complete = completeSpec(seeded(spec, 'output'));
  const most = Math.max(...hidden.flatMap(({ turned }) => turned));
  return [
    `The loss of the ReLU output model stays the same at every angle; that of the ReLU hidden model rises to ${number(1 + most)} times its value.`,
    `The hidden space of ${hidden.length} trained models of each kind is rotated in the plane of its first two dimensions; dots are means, with the range over the models. Both: ${describeModel(complete)}, 1−S = ${number(complete.data.featureProbability as number)}.`,
    describeTraining(spec, 'output'),
    `Losses are compared on ${count(spec.samples)} samples, the same before and after.`,
  ].join(' ');
}
