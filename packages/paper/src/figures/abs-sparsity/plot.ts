/** Neurons as stacks at every density, and how many of them are monosemantic. */

import { completeSpec } from '@toymodels/core';
import { branches, composeFigures, neuronStacks, type LineSeries, type StackPanel } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { median } from '../../shared/alignment.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { monosemanticShare } from './claims.js';
import { meta } from './meta.js';
import type { AbsAtDensity, AbsSparsityData, AbsStartAtDensity } from './run.js';
import type { AbsSparsitySpec } from './spec.js';

const VARIANTS = [
  { key: 'densities', words: 'trained directly', hue: 0 },
  { key: 'annealed', words: 'carried', hue: 1 },
] as const;

export function plot(data: AbsSparsityData, _spec: AbsSparsitySpec, options: SvgOptions): string {
  const { nFeatures, nHidden } = data;
  const document = options.document;
  const panelsOf = (densities: readonly AbsAtDensity[], words: string): StackPanel[] =>
    densities.map(({ featureProbability, weights, polysemantic, starts }) => ({
      title: `${density(featureProbability)}, ${words}`,
      subtitle: `${starts[0]!.counts.monosemantic} monosemantic, ${starts[0]!.counts.polysemantic} polysemantic`,
      view: { weights: Float64Array.from(weights), nFeatures, nHidden },
      polysemantic,
    }));
  const [directly, carried] = VARIANTS.map(({ key, words }) => panelsOf(data[key], words));
  // The densest model is the same in both, and shown twice: what belongs together stands side by side.
  const panels = directly!.flatMap((panel, k) => [panel, carried![k]!]);
  const description = panels.map(({ title, subtitle }) => `${title}: ${subtitle}`).join('; ');
  const lines = (of: (start: AbsStartAtDensity) => number): LineSeries[] =>
    VARIANTS.map(({ key, words, hue }) => ({
      label: words,
      hue,
      points: data[key].map(({ featureProbability, starts }) => {
        const values = starts.map(of);
        return {
          x: featureProbability,
          y: median(values),
          low: Math.min(...values),
          high: Math.max(...values),
        };
      }),
    }));
  const losses = reached(lines(({ relativeLoss }) => relativeLoss));
  return composeFigures(
    [
      (part) =>
        branches(
          [
            {
              yTitle: 'share of monosemantic neurons',
              series: lines(monosemanticShare),
              yDomain: [0, 1],
            },
            ...(losses.length === 0
              ? []
              : [
                  {
                    yTitle: 'loss / loss without neurons',
                    series: losses,
                    yScale: 'log' as const,
                  },
                ]),
          ],
          {
            ...part,
            document,
            title: 'over sparsity',
            showTitle: false,
            description,
            xTitle: '1−S',
            xScale: 'log',
            xReverse: true,
            height: 190,
          },
        ),
      (part) =>
        neuronStacks(panels, {
          ...part,
          title: 'stacks',
          showTitle: false,
          description,
          order: 'as-given',
          leastWeight: 0.25,
          minPanelWidth: 280,
          together: VARIANTS.length,
          height: 100,
        }),
    ],
    { ...options, title: meta.title, description },
  );
}

/** While models train some densities are not reached, and have no loss yet. */
function reached(series: readonly LineSeries[]): LineSeries[] {
  return series
    .map((each) => ({ ...each, points: each.points.filter(({ low }) => low! > 0) }))
    .filter(({ points }) => points.length > 0);
}

export function caption({ densities, annealed }: AbsSparsityData, spec: AbsSparsitySpec): string {
  const complete = completeSpec(seeded(spec, 'absolute'));
  const of = (place: number, among = densities): string =>
    number(monosemanticShare(among.at(place)!.starts[0]!));
  return [
    `Of the neurons that carry features ${of(0)} are monosemantic at ${density(densities[0]!.featureProbability)} and ${of(-1)} at ${density(densities.at(-1)!.featureProbability)} if trained directly there, ${of(-1, annealed)} if carried there from denser data; tinted neurons serve more than one feature.`,
    `Absolute-value model h = ReLU(W₁ x), y = ReLU(W₂ h + b), target |x|, ${describeModel(complete)}.`,
    describeTraining(spec, 'absolute'),
    `A tenth of Xavier’s initial scale is used, since from the whole of it outputs learn one sign only on sparse data; each of ${count(complete.training.restarts.count)} starts is trained directly at its density, and again from where it was at the next denser one, with the same settings; the one with the lowest loss is drawn. Above: median and range over all starts.`,
    'Stacks show W₁, each neuron scaled so that its largest entry is 1, without entries below 0.25.',
  ].join(' ');
}
