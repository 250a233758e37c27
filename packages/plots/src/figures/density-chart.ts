/**
 * Any quantity against how sparse the features are: dots for trained models with their range over
 * seeds, a plain line for exact theory, open rings for the paper's numbers.
 *
 * The axis is logarithmic and sparser to the right, in 1-S or, as in the paper's geometry figures,
 * in 1/(1-S).
 */
import * as Plot from '@observablehq/plot';
import { InvalidArgumentError } from '@toymodels/core';
import { axesChart, logTicks } from '../axes.js';
import { figure } from '../frame.js';
import { formatNumber } from '../format.js';
import { completeOptions, requireDocument, type ChartOptions } from '../options.js';
import type { Painter } from '../theme/painter.js';
import { seriesToken, type Token } from '../theme/palette.js';
import { inspectPoints, type InspectedPoint } from '../marks/inspect.js';

export interface DensityPoint {
  /** p = 1-S, in (0, 1]. */
  readonly featureProbability: number;
  readonly value: number;
  /** Spread over seeds, low <= value <= high. */
  readonly low?: number;
  readonly high?: number;
}

export interface DensitySeries {
  /** Drawn at the right end. */
  readonly label: string;
  /** In any order. */
  readonly points: readonly DensityPoint[];
  /** Default 'trained'. */
  readonly kind?: 'trained' | 'exact' | 'paper';
}

export interface DensityOptions extends ChartOptions {
  /** The quantity and its unit, e.g. `represented features`. */
  readonly yTitle: string;
  /** Default '1-S'. */
  readonly xQuantity?: '1-S' | '1/(1-S)';
  /** Values to read against, as dashed lines with a word. */
  readonly levels?: readonly { readonly value: number; readonly label: string }[];
  /** Default 'linear', with zero in sight. */
  readonly yScale?: 'linear' | 'log';
  /** Height of the axes in px, default 260. */
  readonly height?: number;
}

/** Stand-alone SVG. @throws InvalidArgumentError */
export function densityChart(series: readonly DensitySeries[], options: DensityOptions): string {
  const complete = completeOptions(options, ['yTitle', 'xQuantity', 'levels', 'yScale', 'height']);
  const document = requireDocument(options);
  const { yTitle, xQuantity = '1-S', levels = [], yScale = 'linear', height = 260 } = options;
  if (!(height >= 100)) throw new InvalidArgumentError(`height is ${height}; give at least 100 px`);
  if (series.length === 0) throw new InvalidArgumentError('there are no series; give at least one to draw');
  series.forEach((each) => checkSeries(each, yScale));
  const inverse = xQuantity === '1/(1-S)';
  const sorted = series.map((each) => ({
    ...each,
    kind: each.kind ?? ('trained' as const),
    // From dense to sparse, as the eye goes.
    points: each.points
      .map((point) => ({ ...point, x: inverse ? 1 / point.featureProbability : point.featureProbability }))
      .sort((a, b) => b.featureProbability - a.featureProbability),
  }));
  const xs = sorted.flatMap(({ points }) => points.map(({ x }) => x));
  // Few densities are their own ticks: a reader can look each of them up.
  const densities = [...new Set(xs)];
  const [least, most] = [Math.min(...xs), Math.max(...xs)];
  // A level's word goes to the side of its line where fewer points of the dense half are.
  const denseHalf = sorted.flatMap(({ points }) => points.slice(0, Math.ceil(points.length / 2)));
  const roomAbove = (level: number): boolean =>
    denseHalf.filter(({ value }) => value > level).length <= denseHalf.length / 2;
  // One density alone still needs an axis of some length.
  const domain = least === most ? [least / 2, most * 2] : [least, most];

  return figure(complete, (painter, width) => {
    const token = (k: number): Token =>
      sorted[k]!.kind === 'exact' ? 'ink' : sorted[k]!.kind === 'paper' ? 'muted' : seriesToken(k);
    const faint = painter.color('faint');
    const muted = painter.color('muted');
    const body = axesChart({
      document,
      painter,
      width,
      height,
      xTitle: inverse ? '1/(1−S), log: sparser →' : '1−S, chance that a feature is active, log: sparser →',
      yTitle,
      x: { type: 'log', domain: inverse ? domain : domain.toReversed() },
      y: {
        type: yScale,
        nice: true,
        ...(levels.length > 0 ? { insetTop: 16 } : {}),
        ...(yScale === 'linear' ? { zero: true } : {}),
      },
      marks: [
        Plot.gridY({ stroke: faint, strokeOpacity: 1, strokeWidth: 0.5, ticks: 5 }),
        Plot.axisX(
          densities.length <= width / 60 ? densities : logTicks(domain[0]!, domain[1]!, width / 60),
          {
            tickSize: 4,
            label: null,
            text: (tick: number) => formatNumber(tick),
          },
        ),
        Plot.axisY({ ticks: 5, tickSize: 0, label: null, tickFormat: formatNumber }),
        Plot.ruleY(levels, { y: 'value', stroke: muted, strokeDasharray: '4 3' }),
        ...levels.map(({ value, label }) =>
          Plot.text([label], {
            y: () => value,
            text: (word: string) => word,
            frameAnchor: 'left',
            textAnchor: 'start',
            dx: 4,
            dy: roomAbove(value) ? -7 : 8,
            fill: muted,
            stroke: painter.color('background'),
            strokeWidth: 3,
          }),
        ),
        ...sorted.flatMap(({ points, kind }, k) =>
          seriesMarks(points, kind, painter, painter.color(token(k))),
        ),
      ],
      endLabels: sorted.map(({ label, points }, k) => ({
        text: label,
        value: points.at(-1)!.value,
        token: token(k),
      })),
      over: (area) =>
        inspectPoints(painter, () =>
          sorted.flatMap(({ label, points }) =>
            points.map(({ x, featureProbability: p, value, low = value, high = value }): InspectedPoint => {
              const spread = low === high ? '' : ` (${formatNumber(low)} to ${formatNumber(high)})`;
              const words = `${label}: ${yTitle} ${formatNumber(value)}${spread} at 1−S = ${formatNumber(p)}`;
              return [area.x(x), area.y(value), words];
            }),
          ),
        ),
    });
    return { body, height };
  });
}

function seriesMarks(
  points: readonly (DensityPoint & { readonly x: number })[],
  kind: 'trained' | 'exact' | 'paper',
  painter: Painter,
  colour: string,
): Plot.Markish[] {
  const line = (options: Plot.LineOptions): Plot.Markish =>
    Plot.line(points, { x: 'x', y: 'value', stroke: colour, ...options });
  if (kind === 'exact') return [line({ strokeWidth: 1.75 })];
  if (kind === 'paper') {
    return [
      line({ strokeDasharray: '5 4', strokeWidth: 1 }),
      Plot.dot(points, { x: 'x', y: 'value', stroke: colour, fill: painter.color('background'), r: 4 }),
    ];
  }
  const ranged = points.filter(({ low, high }) => low !== undefined && high !== undefined);
  return [
    ...(ranged.length === 0
      ? []
      : [
          Plot.ruleX(ranged, {
            x: 'x',
            y1: 'low',
            y2: 'high',
            stroke: colour,
            strokeWidth: 1.5,
            strokeOpacity: 0.55,
          }),
        ]),
    line({ strokeWidth: 1, strokeOpacity: 0.45 }),
    // Sweeps of many densities are nearly lines: smaller dots keep them apart.
    Plot.dot(points, {
      x: 'x',
      y: 'value',
      fill: colour,
      r: points.length > 40 ? 2 : points.length > 16 ? 3 : 4,
    }),
  ];
}

function checkSeries({ label, points }: DensitySeries, yScale: 'linear' | 'log'): void {
  if (points.length === 0)
    throw new InvalidArgumentError(
      `series "${label}" is empty; give at least one point, or leave the series out`,
    );
  for (const { featureProbability: p, value, low = value, high = value } of points) {
    if (!(0 < p && p <= 1)) {
      throw new InvalidArgumentError(
        `series "${label}" has feature probability ${p}; give numbers in (0, 1]`,
      );
    }
    if (!(
      Number.isFinite(low) &&
      Number.isFinite(high) &&
      low <= value &&
      value <= high &&
      (yScale === 'linear' || low > 0)
    )) {
      throw new InvalidArgumentError(
        `series "${label}" has value ${value} (from ${low} to ${high}) at 1-S = ${p}; give finite numbers` +
          `${yScale === 'log' ? ' > 0' : ''} with low <= value <= high`,
      );
    }
  }
}
