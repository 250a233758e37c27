/** Where a word beside a point of a chart stands free of the chart's lines and dots. */
import type { AxesArea } from '../axes.js';
import type { LineSeries } from '../figures/line-chart.js';
import { FONT_SIZE, textWidth } from '../svg/text.js';

type Place = readonly [x: number, y: number];

/** A place for a word: its baseline, and which of its ends is there. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Of the letters, above and below their baseline, px. */
const ABOVE = 9;
const BELOW = 2;

/** To the nearest line or dot, px. */
const CLEARANCE = 2;

/** Points along a line are so far apart, px. */
const SPACING = 3;

/** Points of all that is drawn: dots with their ranges, and lines, point by point. */
export function inkOf(series: readonly LineSeries[], area: AxesArea): readonly Place[] {
  return series.flatMap(({ points, kind = 'trained' }) => {
    const places = points.map(({ x, y }): Place => [area.x(x), area.y(y)]);
    const ranges = points.flatMap(({ x, y, low = y, high = y }) =>
      between([area.x(x), area.y(low)], [area.x(x), area.y(high)]),
    );
    const lines = kind === 'dots' ? [] : places.slice(1).flatMap((place, k) => between(places[k]!, place));
    return [...places, ...ranges, ...lines];
  });
}

/** Points from a (left out) to b. */
function between([ax, ay]: Place, [bx, by]: Place): Place[] {
  const steps = Math.ceil(Math.hypot(bx - ax, by - ay) / SPACING);
  return Array.from({ length: steps }, (_, k): Place => {
    const share = (k + 1) / steps;
    return [ax + (bx - ax) * share, ay + (by - ay) * share];
  });
}

/** The first spot where the word stands within the axes and free of ink; if there is none, the one with the least ink. */
export function freeSpot(
  spots: readonly [Spot, ...Spot[]],
  word: string,
  weight: 'regular' | 'semi-bold',
  ink: readonly Place[],
  area: AxesArea,
): Spot {
  const width = textWidth(word, FONT_SIZE.label, weight);
  let [best] = spots;
  let least = Infinity;
  for (const spot of spots) {
    const left = spot.x - { start: 0, middle: width / 2, end: width }[spot.anchor];
    const [top, bottom] = [spot.y - ABOVE, spot.y + BELOW];
    const isInside =
      left >= area.left && left + width <= area.right + 4 && top >= area.top && bottom <= area.bottom;
    const covered = ink.filter(
      ([x, y]) =>
        x > left - CLEARANCE && x < left + width + CLEARANCE && y > top - CLEARANCE && y < bottom + CLEARANCE,
    ).length;
    const cost = covered + (isInside ? 0 : ink.length + 1);
    if (cost < least) [best, least] = [spot, cost];
    if (least === 0) break;
  }
  return best;
}
