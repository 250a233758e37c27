/** D* against 1/(1-S): trained models, the spread over starts of a smaller one, and the best orthogonal products. */

import { completeSpec } from '@toymodels/core';
import { lineChart } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { seeded } from '../../shared/training.js';
import { count, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { DensityPointData, DimensionsPerFeatureData } from './run.js';
import type { DimensionsPerFeatureSpec } from './spec.js';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

function points(data: readonly DensityPointData[]): { x: number; y: number; low: number; high: number }[] {
  return data.map(({ featureProbability, perFeature }) => ({
    x: 1 / featureProbability,
    y: mean(perFeature),
    low: Math.min(...perFeature),
    high: Math.max(...perFeature),
  }));
}

export function plot(
  { sweep, starts, products }: DimensionsPerFeatureData,
  spec: DimensionsPerFeatureSpec,
  options: SvgOptions,
): string {
  return lineChart(
    [
      {
        label: 'best product',
        kind: 'exact',
        points: products.map(({ featureProbability, perFeature }) => ({
          x: 1 / featureProbability,
          y: perFeature,
        })),
      },
      { label: `n = ${spec.runs.starts.model.nFeatures}`, kind: 'dots', hue: 1, points: points(starts) },
      { label: `n = ${spec.runs.sweep.model.nFeatures}`, kind: 'trained', hue: 0, points: points(sweep) },
    ],
    {
      ...options,
      title: meta.title,
      description: `Dimensions for each feature fall from ${number(mean(sweep[0]!.perFeature))} on dense data to ${number(mean(sweep.at(-1)!.perFeature))} on the sparsest, with lines at 1 and 1/2.`,
      xTitle: '1/(1−S)',
      xScale: 'log',
      yTitle: 'D* = m / |W|_{F}^{2}',
      references: [
        { axis: 'y', value: 1, label: '' },
        { axis: 'y', value: 0.5, label: '1/2' },
      ],
    },
  );
}

export function caption({ sweep }: DimensionsPerFeatureData, spec: DimensionsPerFeatureSpec): string {
  const complete = completeSpec(seeded(spec, 'sweep'));
  const starts = completeSpec(seeded(spec, 'starts'));
  return [
    'Dimensions for each feature stay near 1, then near 1/2, then fall on.',
    `Each dot is one ReLU output model, ${describeModel(complete)}, at one of ${sweep.length} densities; those of n = ${starts.model.nFeatures} are ${starts.training.restarts.count} starts each of a smaller one (${describeModel(starts)}, ${count(starts.training.steps)} steps), with their range. The line is exact: the polytope, from digon to square antiprism, that saves most loss for each dimension, repeated in orthogonal spaces; beyond about 1/(1−S) = 7 entangled features are better than it.`,
    describeTraining(spec, 'sweep'),
    `Initial weights are ${number(complete.training.initialisation.scale)} times Xavier's, since plain Xavier leaves dead outputs.`,
  ].join(' ');
}
