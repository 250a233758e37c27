/**
 * Loss against training step, one line a model, on logarithmic loss by default.
 *
 * Source: Toy Models of Superposition, Superposition and Learning Dynamics.
 */
import * as Plot from '@observablehq/plot';
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { axesChart, logTicks } from '../axes.js';
import { figure } from '../frame.js';
import { formatCount, formatNumber, formatStep } from '../format.js';
import { completeOptions, requireDocument, type ChartOptions } from '../options.js';
import { extent } from '../scales.js';
import { SERIES_HUES, seriesToken } from '../theme/palette.js';
import { inspectPoints, type InspectedPoint } from '../marks/inspect.js';

export interface LossSeries {
  /** Drawn at the end of the line. */
  readonly label: string;
  /** Steps, increasing, one for each loss. */
  readonly steps: ArrayLike<number>;
  /** Losses, finite; > 0 on the logarithmic scale. */
  readonly losses: ArrayLike<number>;
}

export interface LossOptions extends ChartOptions {
  /** Default 'log'. */
  readonly lossScale?: 'log' | 'linear';
  /** From and to, in increasing order, e.g. the same in two figures; default what the series need. */
  readonly stepDomain?: readonly [number, number];
  /** The same of the loss; > 0 on the logarithmic scale. */
  readonly lossDomain?: readonly [number, number];
  /** Moments to mark with a tick and a word. */
  readonly events?: readonly { readonly step: number; readonly label: string }[];
  /** Height of the axes in px, default 280. */
  readonly height?: number;
}

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function lossCurves(series: readonly LossSeries[], options: LossOptions): string {
  const complete = completeOptions(options, ['lossScale', 'stepDomain', 'lossDomain', 'events', 'height']);
  const document = requireDocument(options);
  const { lossScale = 'log', stepDomain, lossDomain, events = [], height = 280 } = options;
  if (!(height >= 100)) throw new InvalidArgumentError(`height is ${height}; give at least 100 px`);
  if (series.length === 0)
    throw new InvalidArgumentError('there are no series; give at least one line to draw');
  series.forEach((line) => checkSeries(line, lossScale));
  checkDomain('stepDomain', stepDomain, 'linear');
  checkDomain('lossDomain', lossDomain, lossScale);

  return figure(complete, (painter, width) => {
    const lines = series.map(({ steps, losses }, k) => {
      const points = Array.from(losses, (loss, index) => [steps[index]!, loss] as const);
      const stroke = painter.color(series.length === 1 ? 'ink' : seriesToken(k));
      // A single point has no line: it is shown as a dot. Hues that come again are dashed.
      return points.length === 1
        ? Plot.dot(points, { fill: stroke, r: 3 })
        : Plot.line(points, {
            stroke,
            strokeWidth: 1.5,
            ...(k >= SERIES_HUES ? { strokeDasharray: '4 2' } : {}),
          });
    });
    const values = series.flatMap(({ losses }) => Array.from(losses));
    const ticks = lossScale === 'log' ? logTicks(...(lossDomain ?? extent(values)), 6) : 4;
    // Asked for only where it is used: the auto theme declares what was asked for.
    const accent = events.length === 0 ? '' : painter.color('accent');
    const marks: Plot.Markish[] = [
      Plot.gridY({ stroke: painter.color('faint'), strokeOpacity: 1, strokeWidth: 0.5, ticks }),
      Plot.axisX({
        ticks: Math.max(2, Math.round(width / 130)),
        tickSize: 4,
        label: null,
        tickFormat: formatStep,
      }),
      Plot.axisY({ ticks, tickSize: 0, label: null, text: (tick: number) => formatNumber(tick) }),
      ...(events.length === 0
        ? []
        : [
            Plot.ruleX(events, { x: 'step', stroke: accent, strokeWidth: 0.75, strokeDasharray: '2 3' }),
            Plot.text(events, {
              x: 'step',
              text: 'label',
              frameAnchor: 'top',
              dx: 4,
              textAnchor: 'start',
              fill: accent,
              lineAnchor: 'top',
            }),
          ]),
      ...lines,
    ];
    const body = axesChart({
      document,
      painter,
      width,
      height,
      xTitle: 'training step',
      yTitle: lossScale === 'log' ? 'loss (log)' : 'loss',
      x: { type: 'linear', ...(stepDomain && { domain: stepDomain }) },
      y: {
        type: lossScale,
        ...(lossScale === 'linear' ? { zero: true } : {}),
        ...(lossDomain && { domain: lossDomain }),
      },
      marks,
      endLabels: series.map(({ label, losses }, k) => ({
        text: label,
        value: losses[losses.length - 1]!,
        token: series.length === 1 ? 'ink' : seriesToken(k),
      })),
      over: (area) =>
        inspectPoints(painter, () =>
          series.flatMap(({ label, steps, losses }) =>
            Array.from(steps, (step, k): InspectedPoint => {
              const words = `loss ${formatNumber(losses[k]!)} at step ${formatCount(step)}`;
              return [area.x(step), area.y(losses[k]!), label === '' ? words : `${label}: ${words}`];
            }),
          ),
        ),
    });
    return { body, height };
  });
}

function checkDomain(
  name: string,
  domain: readonly [number, number] | undefined,
  scale: 'log' | 'linear',
): void {
  if (domain === undefined) return;
  const [from, to] = domain;
  if (!(from < to && Number.isFinite(from) && Number.isFinite(to) && (from > 0 || scale === 'linear')))
    throw new InvalidArgumentError(
      `${name} is ${from} to ${to}; give finite numbers in increasing order${scale === 'log' ? ', > 0' : ''}`,
    );
}

function checkSeries({ label, steps, losses }: LossSeries, lossScale: 'log' | 'linear'): void {
  if (losses.length === 0 || steps.length !== losses.length) {
    throw new ShapeError(
      `series "${label}" has ${steps.length} steps and ${losses.length} losses; give one step for each of at least one loss`,
    );
  }
  for (let index = 0; index < losses.length; index++) {
    const loss = losses[index]!;
    if (!(Number.isFinite(steps[index]) && Number.isFinite(loss) && (loss > 0 || lossScale === 'linear'))) {
      throw new InvalidArgumentError(
        `series "${label}" has loss ${loss} at step ${steps[index]}; give finite numbers` +
          (lossScale === 'log' ? " > 0, or lossScale: 'linear'" : ''),
      );
    }
  }
}
