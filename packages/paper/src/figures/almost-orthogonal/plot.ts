/** Numbers of directions over dimension, logarithmic. */

import { welchCount } from '@toymodels/analysis';
import { composeFigures, lineChart } from '@toymodels/plots';
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
  const description = `Number of directions with all cosines below ${epsilon} in size against the dimension, on logarithmic axes. Random packings lie on a straight line and leave the number of orthogonal directions, d, far below; optimised ones rise more steeply, close to Welch's bound.`;
  const { document } = options;
  const axes = { document, yTitle: 'directions (log)', yScale: 'log', description } as const;
  const orthogonal = (points: readonly PackingPoint[]) => ({
    label: 'orthogonal',
    kind: 'guide' as const,
    points: range(points).map((d) => ({ x: d, y: d })),
  });
  const most = Math.max(...optimised.flatMap(({ counts }) => counts));
  const bound = range(optimised)
    .map((d) => ({ x: d, y: welchCount(d, epsilon) }))
    .filter(({ y }) => Number.isFinite(y) && y <= 3 * most);
  return composeFigures(
    [
      (part) =>
        lineChart([series('random', 0, random), orthogonal(random)], {
          ...part,
          ...axes,
          title: 'Random directions',
          xTitle: 'dimension d',
        }),
      (part) =>
        lineChart(
          [
            series('optimised', 1, optimised),
            { label: 'at most', kind: 'exact', points: bound },
            orthogonal(optimised),
          ],
          { ...part, ...axes, title: 'Optimised directions', xTitle: 'dimension d' },
        ),
    ],
    { ...options, title: meta.title, description, minPartWidth: 320 },
  );
}

/** Whole numbers from the least dimension to the largest. */
function range(points: readonly PackingPoint[]): number[] {
  const dimensions = points.map(({ dimension }) => dimension);
  const [least, most] = [Math.min(...dimensions), Math.max(...dimensions)];
  return Array.from({ length: most - least + 1 }, (_, k) => least + k);
}

export function caption({ random }: AlmostOrthogonalData, spec: AlmostOrthogonalSpec): string {
  const last = random.at(-1)!;
  return [
    `In ${last.dimension} dimensions ${count(Math.round(mean(last.counts)))} random directions fit with all |cos| below ${number(spec.epsilon)}, and on the logarithmic axis the numbers go up on a line.`,
    `Random: directions are drawn and kept when they fit, until ${count(spec.patience)} in a row do not. Optimised: as many as ${count(spec.steps)} steps of descent can push apart; lower bounds on what is possible. Solid line: Welch's bound, which says nothing from d = 1/ε² on; dashed: d, the number of orthogonal directions. Means and ranges over ${spec.nSeeds} repetitions, seed ${spec.seed}.`,
  ].join(' ');
}
