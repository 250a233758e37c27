/** Domains and ticks of axes, for any numbers that may come. */
import * as Plot from '@observablehq/plot';
import { logTicks } from './axes.js';
import { formatNumber } from './format.js';
import { FONT_SIZE, textWidth } from './svg/text.js';

export type ScaleType = 'linear' | 'log';
export type Domain = readonly [number, number];

/** Least and most, without spreading long arrays into arguments. */
export function extent(values: Iterable<number>): Domain {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** The extent as a domain of some length, also for a single value; with zero in sight where asked for. */
export function domainOf(values: Iterable<number>, type: ScaleType, zero = false): Domain {
  let [least, most] = extent(values);
  if (type === 'log') return least === most ? [least / 2, most * 2] : [least, most];
  if (zero) [least, most] = [Math.min(0, least), Math.max(0, most)];
  if (least < most) return [least, most];
  return least === 0 ? [0, 1] : [least - Math.abs(least) / 2, most + Math.abs(most) / 2];
}

/** Between the numbers of ticks that stand at the points drawn, px. */
const TICK_GAP = 8;
/** Left of the axes, px. */
const LEFT = 42;

/**
 * Ticks and numbers of a horizontal axis that ends `width` px from the left.
 *
 * @param points where something is drawn: a logarithmic axis has its ticks there, if these are round numbers and far enough apart
 */
export function xAxis(
  domain: Domain,
  type: ScaleType,
  width: number,
  format: (tick: number) => string = formatNumber,
  points: Iterable<number> = [],
): Plot.Markish {
  return type === 'log'
    ? xAxisAt(
        roundPoints(points, domain, width - LEFT, format) ?? logTicks(...domain, Math.max(2, width / 60)),
        format,
      )
    : Plot.axisX({
        ticks: Math.max(2, Math.round(width / 80)),
        tickSize: 4,
        label: null,
        tickFormat: format,
      });
}

/** A horizontal axis with ticks and numbers where they are given. */
export function xAxisAt(
  ticks: readonly number[],
  format: (tick: number) => string = formatNumber,
): Plot.Markish {
  return Plot.axisX([...ticks], { tickSize: 4, label: null, text: (tick: number) => format(tick) });
}

/** The points in order, or the powers of ten among them, if all have one digit and no two are too close. */
function roundPoints(
  points: Iterable<number>,
  [least, most]: Domain,
  width: number,
  format: (tick: number) => string,
): number[] | undefined {
  const sorted = [...new Set(points)].filter((x) => least <= x && x <= most).sort((a, b) => a - b);
  if (sorted.length < 3 || sorted.some((x) => Number(x.toPrecision(1)) !== x)) return undefined;
  const unit = width / Math.log(most / least);
  const half = (x: number): number => textWidth(format(x), FONT_SIZE.label) / 2;
  const fits = (ticks: readonly number[]): boolean =>
    ticks.length >= 3 &&
    ticks.slice(1).every((x, k) => unit * Math.log(x / ticks[k]!) >= half(ticks[k]!) + half(x) + TICK_GAP);
  return [sorted, sorted.filter((x) => x.toExponential().startsWith('1e'))].find(fits);
}

/** Faint lines and numbers of a vertical axis, at most `room` of them. */
export function yAxis(domain: Domain, type: ScaleType, faint: string, room: number): Plot.Markish[] {
  const ticks = type === 'log' ? denseLogTicks(domain, Math.max(2, room)) : room;
  return [
    Plot.gridY({ stroke: faint, strokeOpacity: 1, strokeWidth: 0.5, ticks }),
    Plot.axisY({ ticks, tickSize: 0, label: null, text: (tick: number) => formatNumber(tick) }),
  ];
}

/** Ticks of a logarithmic axis; round numbers at equal steps where it spans too little for decades. */
function denseLogTicks([least, most]: Domain, room: number): number[] {
  const ticks = logTicks(least, most, room);
  if (ticks.length >= 2) return ticks;
  const raw = (most - least) / room;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find((digit) => digit * power >= raw) ?? 10);
  const first = Math.ceil(least / step);
  const count = Math.floor(most / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, k) => Number(((first + k) * step).toPrecision(6)));
}
