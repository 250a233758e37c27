/** Features a dimension over density, trained and the bound. */

import { completeSpec } from '@toymodels/core';
import { lineChart } from '@toymodels/plots';
import { compressedSensingFeaturesPerDimension } from '@toymodels/theory';
import type { SvgOptions } from '../../figure.js';
import { describeModel, describeTraining } from '../../shared/captions.js';
import { axisValues } from '../../shared/phase-grid.js';
import { seeded } from '../../shared/training.js';
import { count, density, number } from '../../shared/words.js';
import { mean, representedPerDimension } from './claims.js';
import { meta } from './meta.js';
import type { CompressedSensingData } from './run.js';
import type { CompressedSensingSpec } from './spec.js';

/** A logarithmic axis has no zero: models that represent nothing are drawn at its foot. */
const drawn = (perDimension: number): number => Math.max(0.1, perDimension);

export function plot(
  { models }: CompressedSensingData,
  _spec: CompressedSensingSpec,
  options: SvgOptions,
): string {
  const points = representedPerDimension(models);
  const densities = points.map(({ featureProbability }) => featureProbability);
  const line = axisValues({ from: Math.min(...densities), to: Math.max(...densities), count: 41 });
  return lineChart(
    [
      {
        label: 'trained',
        hue: 0,
        points: points.map(({ featureProbability, perDimension }) => ({
          x: featureProbability,
          y: drawn(mean(perDimension)),
          low: drawn(Math.min(...perDimension, mean(perDimension))),
          high: drawn(Math.max(...perDimension, mean(perDimension))),
        })),
      },
      {
        label: '1/(−p ln p)',
        kind: 'exact',
        points: line.map((x) => ({ x, y: compressedSensingFeaturesPerDimension(x) })),
      },
    ],
    {
      ...options,
      document: options.document,
      title: meta.title,
      description: `Represented features for each hidden dimension against density. The bound of compressed sensing with constant 1 rises to ${number(compressedSensingFeaturesPerDimension(Math.min(...densities)))}; trained models rise to ${number(mean(points.at(-1)!.perDimension))}.`,
      xTitle: '1−S (log)',
      xScale: 'log',
      xReverse: true,
      yTitle: 'features for each dimension (log)',
      yScale: 'log',
    },
  );
}

export function caption({ models }: CompressedSensingData, spec: CompressedSensingSpec): string {
  const points = representedPerDimension(models);
  const last = points.at(-1)!;
  const complete = completeSpec(seeded(spec, 'models'));
  return [
    `At ${density(last.featureProbability)} trained models represent ${number(mean(last.perDimension))} features for each dimension; compressed sensing would allow ${number(compressedSensingFeaturesPerDimension(last.featureProbability))} with constant 1.`,
    `Dots: features with |W_i| above 0.5, mean and range over ${count(complete.training.restarts.count)} starts; ReLU output models, ${describeModel(complete)}. Line: 1/(−p ln p), p = 1−S; the constant of the bound is not known.`,
    describeTraining(spec, 'models'),
  ].join(' ');
}
