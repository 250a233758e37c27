/** Neurons as stacks at every density, and how many of them are monosemantic. */

import { completeSpec } from '@toymodels/core';
import { composeFigures, lineChart, neuronStacks } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { median } from '../../shared/alignment.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { monosemanticShare } from './claims.js';
import { meta } from './meta.js';
import type { AbsSparsityData } from './run.js';
import type { AbsSparsitySpec } from './spec.js';

export function plot(
  { densities, nFeatures, nHidden }: AbsSparsityData,
  _spec: AbsSparsitySpec,
  options: SvgOptions,
): string {
  const panels = densities.map(({ featureProbability, weights, polysemantic, starts }) => ({
    title: density(featureProbability),
    subtitle: `${starts[0]!.counts.monosemantic} monosemantic, ${starts[0]!.counts.polysemantic} polysemantic`,
    view: { weights: Float64Array.from(weights), nFeatures, nHidden },
    polysemantic,
  }));
  const description = panels.map(({ title, subtitle }) => `${title}: ${subtitle}`).join('; ');
  const document = options.document;
  const spread = densities.map(({ featureProbability, starts }) => {
    const shares = starts.map(monosemanticShare);
    return { x: featureProbability, y: median(shares), low: Math.min(...shares), high: Math.max(...shares) };
  });
  return composeFigures(
    [
      (part) =>
        lineChart([{ label: '', points: spread }], {
          ...part,
          document,
          title: 'monosemantic share',
          showTitle: false,
          description,
          xTitle: '1−S',
          xScale: 'log',
          xReverse: true,
          yTitle: 'share of monosemantic neurons',
          yDomain: [0, 1],
          height: 200,
        }),
      (part) =>
        neuronStacks(panels, {
          ...part,
          title: 'stacks',
          showTitle: false,
          description,
          order: 'as-given',
          leastWeight: 0.25,
          minPanelWidth: 330,
          height: 100,
        }),
    ],
    { ...options, title: meta.title, description },
  );
}

export function caption({ densities }: AbsSparsityData, spec: AbsSparsitySpec): string {
  const complete = completeSpec(seeded(spec, 'absolute'));
  const of = (place: number): string => number(monosemanticShare(densities.at(place)!.starts[0]!));
  return [
    `Of the neurons that carry features ${of(0)} are monosemantic at ${density(densities[0]!.featureProbability)} and ${of(-1)} at ${density(densities.at(-1)!.featureProbability)}; tinted neurons serve more than one feature.`,
    `Absolute-value model h = ReLU(W₁ x), y = ReLU(W₂ h + b), target |x|, ${describeModel(complete)}.`,
    describeTraining(spec, 'absolute'),
    `A tenth of Xavier’s initial scale is used, since from the whole of it outputs learn one sign only on sparse data; each of ${count(complete.training.restarts.count)} starts is trained directly at its density, and the one with the lowest loss is drawn. Above: median and range over all starts.`,
    'Stacks show W₁, each neuron scaled so that its largest entry is 1, without entries below 0.25.',
  ].join(' ');
}
