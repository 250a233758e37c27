/** W of both models as matrices, and stacked on the hidden units. */

import { completeSpec } from '@toymodels/core';
import { composeFigures, neuronStacks, weightMatrix } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { median } from '../../shared/alignment.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { neuronView } from '../../shared/neuron-models.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { PrivilegedData } from './run.js';
import type { PrivilegedSpec } from './spec.js';

const TITLES = { linear: 'h = W x', relu: 'h = ReLU(W x)' } as const;

export function plot(data: PrivilegedData, _spec: PrivilegedSpec, options: SvgOptions): string {
  const panels = (['linear', 'relu'] as const).map((name) => ({
    title: TITLES[name],
    subtitle: `${number(100 * data[name].starts[0]!.alignment)} % on an axis`,
    view: neuronView(data[name].best),
  }));
  const description = `Share of squared norm on the largest axis of each feature: ${panels.map(({ title, subtitle }) => `${title}: ${subtitle}`).join('; ')}.`;
  return composeFigures(
    [
      (part) =>
        weightMatrix(panels, {
          ...part,
          title: 'matrices',
          showTitle: false,
          description,
          columnName: 'hidden unit',
        }),
      (part) =>
        neuronStacks(
          panels.map(({ title, view }) => ({ title, view })),
          { ...part, title: 'stacks', showTitle: false, description, order: 'as-given' },
        ),
    ],
    { ...options, title: meta.title, description, minPartWidth: 330 },
  );
}

export function caption({ linear, relu }: PrivilegedData, spec: PrivilegedSpec): string {
  const complete = completeSpec(seeded(spec, 'relu'));
  const of = ({ starts }: PrivilegedData['relu']): string =>
    `${number(100 * median(starts.map((start) => start.alignment)))} %`;
  return [
    `With a ReLU on the hidden layer ${of(relu)} of the squared norm of features lies along single neurons (median over starts); without it ${of(linear)} lies along the largest axes, as a random turn would give.`,
    `Two models with a ReLU on the output, one with h = W x, one with h = ReLU(W x); ${describeModel(complete)}, ${density(complete.data.featureProbability as number)} (the paper gives none of these).`,
    describeTraining(spec, 'relu'),
    `Of ${count(complete.training.restarts.count)} starts each the one with the lowest evaluated loss is drawn, all are measured, each against ${count(spec.turns)} random turns of its hidden space.`,
  ].join(' ');
}
