/** Features stacked on hidden units, without and with a hidden bias, and the bias below. */

import { completeSpec } from '@toymodels/core';
import { composeFigures, lineChart, neuronStacks } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { neuronView } from '../../shared/neuron-models.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { EscapeData } from './run.js';
import type { EscapeSpec } from './spec.js';

export function plot({ biased, plain, linear }: EscapeData, _spec: EscapeSpec, options: SvgOptions): string {
  const on = (side: EscapeData['plain']): string => `${number(100 * side.starts[0]!.onWhenActive)} % on`;
  const panels = [
    { title: 'h = ReLU(W x)', subtitle: on(plain), view: neuronView(plain.best) },
    { title: 'h = ReLU(W x + c)', subtitle: on(biased), view: neuronView(biased.best) },
  ];
  const cs = biased.starts[0]!.hiddenBias;
  const description = `Share of active inputs on which hidden units are on: without a bias ${on(plain)}, with one ${on(biased)}. Hidden biases ${cs.map(number).join(', ')}.`;
  const document = options.document;
  const lines = [
    { label: 'ReLU(W x)', side: plain },
    { label: 'ReLU(W x + c)', side: biased },
    { label: 'W x', side: linear },
  ].map(({ label, side }, hue) => ({
    label,
    hue,
    points: side.starts.map((start, place) => ({ x: place + 1, y: start.loss })),
  }));
  return composeFigures(
    [
      (part) =>
        neuronStacks(panels, { ...part, title: 'stacks', showTitle: false, description, order: 'as-given' }),
      (part) =>
        lineChart(lines, {
          ...part,
          document,
          title: 'losses of all starts',
          showTitle: false,
          description,
          xTitle: 'start, by loss',
          yTitle: 'loss',
          height: 200,
        }),
    ],
    { ...options, title: meta.title, description, minPartWidth: 330 },
  );
}

export function caption({ biased, plain }: EscapeData, spec: EscapeSpec): string {
  const complete = completeSpec(seeded(spec, 'biased'));
  const best = biased.starts[0]!;
  return [
    `With a hidden bias ${best.hiddenBias.filter((c) => c > 0).length} of ${best.hiddenBias.length} hidden biases end positive and units are on in ${number(100 * best.onWhenActive)} % of cases with an active input, without one in ${number(100 * plain.starts[0]!.onWhenActive)} %.`,
    `Models x′ = ReLU(Wᵀ h + b) with the hidden layer as titled, ${describeModel(complete)}, ${density(complete.data.featureProbability as number)} (the paper gives no sizes here).`,
    describeTraining(spec, 'biased'),
    `Of ${count(complete.training.restarts.count)} starts each the one with the lowest evaluated loss is drawn; the chart has the losses of all starts.`,
  ].join(' ');
}
