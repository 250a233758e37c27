/** Dimensions over density: the bound as a line, the decoder as dots. */

import { lineChart } from '@toymodels/plots';
import { compressedSensingDimensions } from '@toymodels/theory';
import type { SvgOptions } from '../../figure.js';
import { axisValues } from '../../shared/phase-grid.js';
import { count, number } from '../../shared/words.js';
import { meanDimensions } from './claims.js';
import { meta } from './meta.js';
import type { SensingBoundData } from './run.js';
import type { SensingBoundSpec } from './spec.js';

export function plot({ points }: SensingBoundData, spec: SensingBoundSpec, options: SvgOptions): string {
  const { nFeatures } = spec;
  const densities = points.map(({ nActive }) => nActive / nFeatures);
  const line = axisValues({ from: Math.min(...densities), to: Math.max(...densities), count: 41 });
  return lineChart(
    [
      {
        label: 'half recovered',
        hue: 0,
        points: points.map((point) => ({
          x: point.nActive / nFeatures,
          y: meanDimensions(point),
          low: Math.min(...point.dimensions),
          high: Math.max(...point.dimensions),
        })),
      },
      {
        label: '−n p ln p',
        kind: 'exact',
        points: line.map((x) => ({ x, y: compressedSensingDimensions(nFeatures, x) })),
      },
      { label: 'active', kind: 'guide', points: line.map((x) => ({ x, y: x * nFeatures })) },
    ],
    {
      ...options,
      document: options.document,
      title: meta.title,
      description: `Hidden dimensions against the density of ${nFeatures} features: the bound of compressed sensing with constant 1, and above it, at nearly the same distance, what matching pursuit needs.`,
      xTitle: '1−S (log)',
      xScale: 'log',
      xReverse: true,
      yTitle: 'dimensions (log)',
      yScale: 'log',
    },
  );
}

export function caption({ points }: SensingBoundData, spec: SensingBoundSpec): string {
  const ratios = points.map(
    (point) =>
      meanDimensions(point) / compressedSensingDimensions(spec.nFeatures, point.nActive / spec.nFeatures),
  );
  return [
    `A plain decoder recovers sparse vectors from ${number(Math.min(...ratios))} to ${number(Math.max(...ratios))} times −n p ln p random projections, over a ${number(points.at(-1)!.nActive / points[0]!.nActive)}-fold range of density.`,
    `Dots: fewest dimensions m at which orthogonal matching pursuit recovers at least half of ${count(spec.trials)} vectors exactly, n = ${spec.nFeatures}, n (1−S) active entries uniform on [0, 1], from one Gaussian projection for each m; mean and range of ${spec.nSeeds} repetitions, seed ${spec.seed}. Line: the bound with constant 1, which is not specified by the theorem. Dashed: the number of active features.`,
    'The theorem is a lower bound for any decoder that recovers all sparse vectors stably; half of random ones is an easier task.',
  ].join(' ');
}
