/** Numbers of directions over dimension, logarithmic. */

import { welchCount } from '@toymodels/analysis';
import { lineChart } from '@toymodels/plots';
import type { SvgOptions } from '../../figure.js';
import { count, number } from '../../shared/words.js';
import { meta } from './meta.js';
import type { AlmostOrthogonalData, PackingPoint } from './run.js';
import type { AlmostOrthogonalSpec } from './spec.js';

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function series(label: string, hue: number, points: readonly PackingPoint[]) {
  return {
    label,
    hue,
    points: points.map(({ dimension, counts }) => ({
      x: dimension,
      y: mean(counts),
      low: Math.min(...counts),
      high: Math.max(...counts),
    })),
  };
}

export function plot(
  { random, optimised }: AlmostOrthogonalData,
  { epsilon }: AlmostOrthogonalSpec,
  options: SvgOptions,
): string {
  const last = Math.max(...random.map(({ dimension }) => dimension));
  const bounded = Array.from({ length: last }, (_, k) => ({ x: k + 1, y: welchCount(k + 1, epsilon) })).filter(
    ({ y }) => Number.isFinite(y) && y <= Math.max(...random.flatMap(({ counts }) => counts)),
  );
  return lineChart(
    [
      series('random', 0, random),
      series('optimised', 1, optimised),
      { label: 'at most', kind: 'exact', points: bounded },
      { label: 'orthogonal', kind: 'guide', points: [1, last].map((d) => ({ x: d, y: d })) },
    ],
    {
      ...options,
      document: options.document,
      title: meta.title,
      description: `Number of directions with all cosines below ${epsilon} in size against the dimension, on a logarithmic axis. Random packings lie on a straight line that leaves the number of orthogonal directions, d, far below; optimised ones rise more steeply.`,
      xTitle: 'dimension d',
      yTitle: 'directions (log)',
      yScale: 'log',
    },
  );
}

export function caption({ random }: AlmostOrthogonalData, spec: AlmostOrthogonalSpec): string {
  const last = random.at(-1)!;
  return [
    `In ${last.dimension} dimensions ${count(Math.round(mean(last.counts)))} random directions fit with all |cos| below ${number(spec.epsilon)}, and on the logarithmic axis the numbers go up on a line.`,
    `Random: directions are drawn and kept when they fit, until ${count(spec.patience)} in a row do not. Optimised: as many as ${count(spec.steps)} steps of descent can push apart; lower bounds on what is possible. Line: Welch's bound, which says nothing from d = 1/ε² on. Means and ranges over ${spec.nSeeds} repetitions, seed ${spec.seed}.`,
  ].join(' ');
}
