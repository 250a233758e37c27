/** Domains and ticks of axes, for any numbers that may come. */
import * as Plot from '@observablehq/plot';
import { logTicks } from './axes.js';
import { formatNumber } from './format.js';

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

/** Ticks and numbers of a horizontal axis `width` px long. */
export function xAxis(
  domain: Domain,
  type: ScaleType,
  width: number,
  format: (tick: number) => string = formatNumber,
): Plot.Markish {
  return type === 'log'
    ? Plot.axisX(logTicks(domain[0], domain[1], Math.max(2, width / 60)), {
        tickSize: 4,
        label: null,
        text: (tick: number) => format(tick),
      })
    : Plot.axisX({
        ticks: Math.max(2, Math.round(width / 80)),
        tickSize: 4,
        label: null,
        tickFormat: format,
      });
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
