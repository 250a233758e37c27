/** Solutions at a few densities, and the number of collapsed pairs at all of them. */

import { completeSpec } from '@toymodels/core';
import { composeFigures, featureVectors, lineChart, type LinePoint } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { CollapsePoint, PcaCollapseData } from './run.js';
import type { PcaCollapseSpec } from './spec.js';

export function plot({ points }: PcaCollapseData, spec: PcaCollapseSpec, options: SvgOptions): string {
  const panels = spec.drawn
    .map((place) => points[place]!)
    .map(({ featureProbability, exact }) => ({
      title: density(featureProbability),
      subtitle: `${exact.nCollapsed} of 3 collapsed`,
      view: { weights: Float64Array.from(exact.weights), nFeatures: 6, nHidden: 2 },
      sets: [0, 0, 1, 1, 2, 2],
    }));
  const pointsOf = (of: (point: (typeof points)[number]) => number) =>
    points.map((point) => ({ x: point.featureProbability, y: of(point) }));
  return composeFigures(
    [
      (part) =>
        featureVectors(panels, {
          ...part,
          title: 'Exact minima',
          description: 'Six vectors in three pairs, whose members fall together one pair after the other.',
        }),
      (part) =>
        lineChart(
          [
            { label: 'exact', kind: 'exact', points: pointsOf(({ exact }) => exact.nCollapsed) },
            { label: 'trained', kind: 'dots', hue: 0, points: points.map(trainedPoint) },
          ],
          {
            ...part,
            document: options.document,
            title: 'Collapsed pairs',
            description: 'Steps from 0 to 3 as density grows.',
            xTitle: '1−S',
            xScale: 'log',
            yTitle: 'collapsed pairs',
          },
        ),
    ],
    {
      ...options,
      title: meta.title,
      description: `Collapsed pairs at the exact minimum: ${points.map((point) => `${point.exact.nCollapsed} at ${number(point.featureProbability)}`).join(', ')}.`,
    },
  );
}

/** The best start, with the range of all. */
function trainedPoint({ featureProbability, trained, starts }: CollapsePoint): LinePoint {
  const counts = starts.map(({ nCollapsed }) => nCollapsed);
  return {
    x: featureProbability,
    y: trained.nCollapsed,
    low: Math.min(...counts),
    high: Math.max(...counts),
  };
}

export function caption({ points }: PcaCollapseData, spec: PcaCollapseSpec): string {
  const complete = completeSpec(seeded(spec, 'plane'));
  return [
    'As density grows, the two features of one pair after the other come to share one direction; in the end the model holds two principal components.',
    `Above, the lowest exact minimum at ${spec.drawn.length} of ${points.length} densities, each pair in its own hue; below, the number of pairs on one line (cosine at least 0.95), for the exact minimum and the best of ${count(complete.training.restarts.count)} trained starts (bars: the range of all).`,
    `ReLU output model, ${describeModel(complete)}, 3 correlated pairs; exact descent from ${count(spec.exactStarts)} random starts at each density.`,
    describeTraining(spec, 'plane'),
  ].join(' ');
}
