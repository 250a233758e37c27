/** A series of points in axes: its line, dots and ranges by kind, and its word beside the line. */
import type { AxesArea } from '../axes.js';
import type { LinePoint, LineSeries } from '../figures/line-chart.js';
import { polyline } from './annotations.js';
import { freeSpot, type Spot } from './free-place.js';
import { manyShapes } from './shapes.js';
import { element } from '../svg/element.js';
import { FONT_SIZE, halo, label, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';

/** So many ranges side by side are a band. */
const BAND_FROM = 40;

/** A series of a chart with axes, points sorted by x. */
export function drawSeries(
  painter: Painter,
  series: LineSeries,
  colour: string,
  area: AxesArea,
  /** Of the dots, px; fewer points have larger ones. */
  r: number = dotRadius(series.points.length),
): string {
  const { faintFrom, ...whole } = series;
  if (faintFrom !== undefined) {
    const { points, kind = 'trained' } = whole;
    const drawn = points.filter(({ x }) => x <= faintFrom);
    // Lines go on from where they are; dots stand for themselves.
    const joins = kind === 'dots' ? 0 : Math.min(1, drawn.length);
    const part = (of: readonly LinePoint[]): string =>
      of.length === 0 ? '' : drawSeries(painter, { ...whole, points: of }, colour, area, r);
    return element('g', { opacity: 0.22 }, part(points.slice(drawn.length - joins))) + part(drawn);
  }
  const { points, kind = 'trained' } = series;
  const places = points.map(({ x, y }) => [area.x(x), area.y(y)] as const);
  const line = (attributes: { readonly [name: string]: string | number }): string =>
    element('path', {
      d: polyline(places),
      fill: 'none',
      stroke: colour,
      'stroke-linejoin': 'round',
      ...attributes,
    });
  // A single point has no line.
  const alone = points.length === 1;
  if (kind === 'exact' && !alone) return line({ 'stroke-width': 1.75 });
  if (kind === 'guide') return line({ 'stroke-width': 1, 'stroke-dasharray': '5 4' });
  if (kind === 'paper') {
    return (
      line({ 'stroke-width': 1, 'stroke-dasharray': '5 4' }) +
      places
        .map(([cx, cy]) =>
          element('circle', { cx, cy, r: Math.max(3, r), stroke: colour, fill: painter.color('background') }),
        )
        .join('')
    );
  }
  const isBand =
    kind === 'trained' &&
    points.length >= BAND_FROM &&
    points.every(({ low, high }) => low !== undefined && high !== undefined);
  if (isBand) {
    const upper = points.map(({ x, high }) => [area.x(x), area.y(high!)] as const);
    const lower = points.map(({ x, low }) => [area.x(x), area.y(low!)] as const).toReversed();
    return (
      element('path', { d: `${polyline([...upper, ...lower])}Z`, fill: colour, 'fill-opacity': 0.18 }) +
      line({ 'stroke-width': 1, 'stroke-opacity': 0.45 }) +
      manyShapes('circle', places, r, colour)
    );
  }
  const ranges = points
    .filter(({ low, high }) => low !== undefined || high !== undefined)
    .map(
      ({ x, y, low = y, high = y }) =>
        `M${area.x(x).toFixed(1)} ${area.y(low).toFixed(1)}V${area.y(high).toFixed(1)}`,
    )
    .join('');
  return (
    (ranges === ''
      ? ''
      : element('path', { d: ranges, stroke: colour, 'stroke-width': 1.5, 'stroke-opacity': 0.55 })) +
    (kind === 'trained' && !alone ? line({ 'stroke-width': 1, 'stroke-opacity': 0.45 }) : '') +
    manyShapes('circle', places, r, colour)
  );
}

function dotRadius(count: number): number {
  return count > 200 ? 1.5 : count > 40 ? 2.2 : count > 15 ? 3 : 4;
}

/** How far from `labelX` a word may slide along its line to find a free place, px. */
const SLIDE = 60;

/**
 * The word of a series at its point nearest to `labelX`: to the right of it, but to the left of a line that rises on; or
 * where else beside the line it covers nothing.
 */
export function labelOnLine(
  painter: Painter,
  series: LineSeries,
  colour: string,
  area: AxesArea,
  ink: readonly (readonly [number, number])[],
): string {
  const { points, label: word, labelX } = series;
  if (labelX === undefined || word === '') return '';
  const distance = ({ x }: LinePoint): number => Math.abs(area.x(x) - area.x(labelX));
  const near = points.map((point, k) => ({ point, k })).sort((a, b) => distance(a.point) - distance(b.point));
  const { k } = near[0]!;
  const rises = area.y(points[Math.max(0, k - 1)]!.y) > area.y(points[k]!.y);
  const leftward =
    rises &&
    k < points.length - 1 &&
    area.x(labelX) - textWidth(word, FONT_SIZE.label, 'semi-bold') - 8 > area.left;
  const spots = near
    .filter(({ point }, place) => place === 0 || distance(point) < SLIDE)
    .flatMap(({ point }): Spot[] => {
      const [x, y] = [area.x(point.x), area.y(point.y)];
      const sides: Spot[] = [
        { x: x + 8, y: y + 1, anchor: 'start' },
        { x: x - 8, y: y + 1, anchor: 'end' },
      ];
      return [
        ...(leftward ? sides.toReversed() : sides),
        { x, y: y - 8, anchor: 'middle' },
        { x, y: y + 16, anchor: 'middle' },
        { x: x + 8, y: y - 8, anchor: 'start' },
        { x: x - 8, y: y - 8, anchor: 'end' },
        { x: x + 8, y: y + 16, anchor: 'start' },
        { x: x - 8, y: y + 16, anchor: 'end' },
      ];
    });
  const { x, y, anchor } = freeSpot(spots as [Spot, ...Spot[]], word, 'semi-bold', ink, area);
  return label(word, x, y, { fill: colour, 'font-weight': 600, 'text-anchor': anchor, ...halo(painter) });
}
