/** D_i of every feature of one start over the loss, with the jumps marked. */

import { completeSpec } from '@toymodels/core';
import { trajectories } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { atFrame, stepFrames } from '../../shared/film.js';
import { seeded } from '../../shared/training.js';
import { count, density, list, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { EnergyLevelsData } from './run.js';
import type { EnergyLevelsSpec } from './spec.js';

const LEVELS = [
  { value: 1 / 2, label: '1/2' },
  { value: 2 / 3, label: '2/3' },
  { value: 1, label: '1' },
];

export function plot(
  { steps, nFeatures, dimensionality, loss, starts, drawn }: EnergyLevelsData,
  _spec: EnergyLevelsSpec,
  { frame, ...options }: SvgOptions,
): string {
  const { events } = starts[drawn]!;
  const now = atFrame(steps, frame);
  return trajectories(
    { steps, nFeatures, values: dimensionality.flat(), losses: loss },
    {
      ...options,
      title: meta.title,
      description: `Dimensionality of ${nFeatures} features over ${steps.at(-1)} steps, and the loss; ${events.length} events at steps ${list(events.map(({ step }) => String(step)))}.`,
      yTitle: 'dimensionality D_{i}',
      levels: LEVELS,
      lossScale: 'linear',
      ...(now === undefined ? {} : { now }),
      events: events.map(({ step, jumps }) => ({ step, label: String(jumps.length) })),
    },
  );
}

export const film = ({ steps }: EnergyLevelsData): readonly string[] => stepFrames(steps);

export function caption({ starts, drawn }: EnergyLevelsData, spec: EnergyLevelsSpec): string {
  const complete = completeSpec(seeded(spec, 'uniform'));
  const { events, nInDigons, nRepresented } = starts[drawn]!;
  const dropping = events.filter(({ drops }) => drops).length;
  return [
    events.length === 0
      ? 'In this start no feature jumps from one level to another.'
      : `Features jump from one level to another, several at once; at ${dropping} of these ${count(events.length)} events the loss falls at least twice as fast as just before and after.`,
    `One line for each feature of one ReLU output model, ${describeModel(complete)}, ${density(complete.data.featureProbability as number)}, looked at every ${spec.every} steps; below, its loss (mean since the look before). Marks: ${events.length} events found by code, with the number of features that jump.`,
    `Start ${drawn + 1} of ${count(starts.length)} is drawn, ${nRepresented > 0 && nInDigons === nRepresented ? 'the first one that ends with every represented feature in a digon' : 'as no start ends with every represented feature in a digon'}.`,
    describeTraining(spec, 'uniform'),
    `Initial weights are ${number(complete.training.initialisation.scale)} times Xavier's; from larger ones D_i relax more smoothly. The configuration was selected among about ten for its jumps; the claims count all ${starts.length} starts.`,
  ].join(' ');
}
