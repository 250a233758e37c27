/**
 * Any quantity against any other, in one or several charts that share their horizontal axis: lines
 * for exact theory, dots with ranges for trained models, open rings for the paper's numbers.
 *
 * `lineChart` is one chart; `branches` several below or beside each other, e.g. loss and |W_i| of
 * several solutions, with the points where they cross.
 */
import { InvalidArgumentError } from '@toymodels/core';
import { type AxesArea, axesChart, type EndLabel } from '../axes.js';
import { checkHeight, checkOnScale, checkWord } from '../checks.js';
import { figure } from '../frame.js';
import { horizontals, verticals } from '../marks/annotations.js';
import { panelHead } from '../marks/heads.js';
import { freeSpot, inkOf, type Spot } from '../marks/free-place.js';
import { drawSeries, labelOnLine } from '../marks/series.js';
import { type ChartOptions, completeOptions, requireDocument, type SvgDocument } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { type Domain, domainOf, type ScaleType, xAxis, xAxisAt, yAxis } from '../scales.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, halo, label, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { SERIES_HUES, seriesToken, type Token } from '../theme/palette.js';
import { formatNumber } from '../format.js';
import { inspectPoints, type InspectedPoint } from '../marks/inspect.js';

export interface LinePoint {
  readonly x: number;
  readonly y: number;
  /** Spread over seeds, low <= y <= high. */
  readonly low?: number;
  readonly high?: number;
}

export interface LineSeries {
  /** Drawn at the right end, or at `labelX`; `''` for none. */
  readonly label: string;
  /** Where along x the label stands beside the line, e.g. where the line ends early or lines end together. */
  readonly labelX?: number;
  /** In any order; lines run from small to large x. */
  readonly points: readonly LinePoint[];
  /** `trained` (default): dots, joined by a faint line; `dots`: dots alone; `exact`: a solid line; `paper`: dashed, with open rings; `guide`: dashed, without. */
  readonly kind?: 'trained' | 'dots' | 'exact' | 'paper' | 'guide';
  /** Hue, 0 to 6, shared by series that mean the same thing. Default: trained and dots their position, exact ink, paper and guide muted. */
  readonly hue?: number;
  /** For a film: what lies beyond this x is drawn faint; the word of the series stays. Default nothing. */
  readonly faintFrom?: number;
}

/** A line across the chart with a word. */
export interface ReferenceLine {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly label: string;
}

/** A marked point, e.g. where two branches cross. */
export interface Crossing {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

export interface LinePanel {
  /** A few words above the chart; default none. */
  readonly title?: string;
  /** The quantity and its unit. */
  readonly yTitle: string;
  readonly series: readonly LineSeries[];
  /** Default 'linear'. */
  readonly yScale?: 'linear' | 'log';
  /** Whether a linear axis shows zero, default true. */
  readonly zero?: boolean;
  /** From and to; default what the points need. */
  readonly yDomain?: readonly [number, number];
  readonly references?: readonly ReferenceLine[];
  readonly crossings?: readonly Crossing[];
}

interface SharedLineOptions extends ChartOptions {
  /** The horizontal quantity and its unit. */
  readonly xTitle: string;
  /** Default 'linear'. */
  readonly xScale?: 'linear' | 'log';
  /** Larger values to the left, e.g. for 1−S, default false. */
  readonly xReverse?: boolean;
  /** From and to, in increasing order; default what the points need. */
  readonly xDomain?: readonly [number, number];
  /** Where the ticks are, e.g. right angles; default round numbers, or the points themselves where these are round. */
  readonly xTicks?: readonly number[];
  /** Height of each chart's axes in px; default 260 for one, 200 for several. */
  readonly height?: number;
}

export interface LineChartOptions extends SharedLineOptions, Omit<LinePanel, 'series' | 'title'> {}

export interface BranchesOptions extends SharedLineOptions {
  /** `below` (default): one under the other, x aligned; `beside`: small multiples in rows. */
  readonly arrange?: 'below' | 'beside';
  /** Least width of a chart for `beside`, px; default 260. */
  readonly minPanelWidth?: number;
}

const KINDS = ['trained', 'dots', 'exact', 'paper', 'guide'];
const SHARED = ['xTitle', 'xScale', 'xReverse', 'xDomain', 'xTicks', 'height'];
const OWN = ['yTitle', 'yScale', 'zero', 'yDomain', 'references', 'crossings'];
const ROW_GAP = 14;

/** One chart as a stand-alone SVG. @throws InvalidArgumentError */
export function lineChart(series: readonly LineSeries[], options: LineChartOptions): string {
  const complete = completeOptions(options, [...SHARED, ...OWN]);
  const shared = completeShared(options, [{ ...options, series }], 260);
  return figure(complete, (painter, width) => ({
    body: drawChart(painter, { ...options, series }, shared, width, rightMargin([series], width)),
    height: shared.height,
  }));
}

/** Several charts over one horizontal quantity as a stand-alone SVG. @throws InvalidArgumentError */
export function branches(panels: readonly LinePanel[], options: BranchesOptions): string {
  const complete = completeOptions(options, [...SHARED, 'arrange', 'minPanelWidth']);
  const { arrange = 'below', minPanelWidth = 260 } = options;
  checkWord('arrange', arrange, ['below', 'beside']);
  if (!(minPanelWidth > 0))
    throw new InvalidArgumentError(`minPanelWidth is ${minPanelWidth}; give a number of px > 0`);
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one chart to draw');
  const shared = completeShared(options, panels, panels.length === 1 ? 260 : 200);
  return figure(complete, (painter, width) => {
    const grid =
      arrange === 'below'
        ? { columns: 1, rows: panels.length, panelWidth: width }
        : panelGrid(panels.length, width, minPanelWidth, 720);
    const head = panelHead(painter, panels, grid.panelWidth);
    // The same margins everywhere keep the horizontal axes in line.
    const margin = rightMargin(
      panels.map(({ series }) => series),
      grid.panelWidth,
    );
    const drawn = panels.map((panel, k) => {
      const last = arrange === 'beside' || k + 1 === panels.length;
      const chart = drawChart(
        painter,
        panel,
        last ? shared : { ...shared, xTitle: '' },
        grid.panelWidth,
        margin,
      );
      return head.draw(k) + at(0, head.height, chart);
    });
    // Without its title an axis needs less room below.
    const gap = arrange === 'below' ? -2 : ROW_GAP;
    const panelHeight = head.height + shared.height;
    return { body: placePanels(grid, drawn, panelHeight, gap), height: gridHeight(grid, panelHeight, gap) };
  });
}

interface Shared {
  readonly document: SvgDocument;
  readonly xTitle: string;
  readonly xScale: ScaleType;
  readonly xReverse: boolean;
  readonly xDomain: Domain;
  /** Where all panels have points. */
  readonly xs: readonly number[];
  readonly xTicks: readonly number[] | undefined;
  readonly height: number;
}

/** Checks everything, and gives all panels one horizontal axis. */
function completeShared(
  options: SharedLineOptions,
  panels: readonly LinePanel[],
  defaultHeight: number,
): Shared {
  const document = requireDocument(options);
  const { xTitle, xScale = 'linear', xReverse = false, xTicks, height = defaultHeight } = options;
  checkHeight(height);
  checkWord('xScale', xScale, ['linear', 'log']);
  const xs: number[] = [];
  for (const { series, yScale = 'linear', yDomain, references = [], crossings = [] } of panels) {
    checkWord('yScale', yScale, ['linear', 'log']);
    if (series.length === 0) throw new InvalidArgumentError('there are no series; give at least one to draw');
    for (const each of series) {
      checkSeries(each, xScale, yScale);
      xs.push(...each.points.map(({ x }) => x));
    }
    if (yDomain !== undefined) checkDomain('yDomain', yDomain, yScale);
    for (const { axis, value, label: word } of references) {
      checkWord('the axis of a reference', axis, ['x', 'y']);
      checkOnScale(`reference "${word}"`, value, axis === 'x' ? xScale : yScale);
    }
    for (const { x, y, label: word } of crossings) {
      checkOnScale(`x of crossing "${word}"`, x, xScale);
      checkOnScale(`y of crossing "${word}"`, y, yScale);
    }
  }
  if (options.xDomain !== undefined) checkDomain('xDomain', options.xDomain, xScale);
  for (const tick of xTicks ?? []) checkOnScale('a tick', tick, xScale);
  return {
    document,
    xTitle,
    xScale,
    xReverse,
    height,
    xs,
    xTicks,
    xDomain: options.xDomain ?? domainOf(xs, xScale),
  };
}

function checkDomain(name: string, [from, to]: Domain, scale: ScaleType): void {
  checkOnScale(`${name} from`, from, scale);
  checkOnScale(`${name} to`, to, scale);
  if (!(from < to))
    throw new InvalidArgumentError(`${name} is from ${from} to ${to}; give the smaller number first`);
}

function checkSeries(
  { label: word, points, kind = 'trained', hue }: LineSeries,
  xScale: ScaleType,
  yScale: ScaleType,
): void {
  checkWord(`the kind of series "${word}"`, kind, KINDS);
  if (hue !== undefined && !(Number.isInteger(hue) && hue >= 0 && hue < SERIES_HUES))
    throw new InvalidArgumentError(
      `series "${word}" has hue ${hue}; give a whole number from 0 to ${SERIES_HUES - 1}`,
    );
  if (points.length === 0)
    throw new InvalidArgumentError(
      `series "${word}" is empty; give at least one point, or leave the series out`,
    );
  for (const { x, y, low = y, high = y } of points) {
    checkOnScale(`x of series "${word}"`, x, xScale);
    for (const value of [y, low, high]) checkOnScale(`y of series "${word}" at x = ${x}`, value, yScale);
    if (!(low <= y && y <= high))
      throw new InvalidArgumentError(
        `series "${word}" has y = ${y} from ${low} to ${high} at x = ${x}; give low <= y <= high`,
      );
  }
}

function tokenOf({ kind = 'trained', hue }: LineSeries, position: number): Token {
  if (hue !== undefined) return seriesToken(hue);
  if (kind === 'exact') return 'ink';
  return kind === 'paper' || kind === 'guide' ? 'muted' : seriesToken(position);
}

function rightMargin(panels: readonly (readonly LineSeries[])[], width: number): number {
  const longest = Math.max(
    0,
    ...panels
      .flat()
      .map(({ label: word, labelX }) =>
        labelX === undefined ? textWidth(word, FONT_SIZE.label, 'semi-bold') : 0,
      ),
  );
  return Math.min(width * 0.4, longest + 14);
}

function drawChart(
  painter: Painter,
  panel: LinePanel,
  shared: Shared,
  width: number,
  marginRight: number,
): string {
  const { yTitle, yScale = 'linear', zero = true, references = [], crossings = [] } = panel;
  const { xScale, xReverse, xDomain } = shared;
  const series = panel.series.map((each) => ({ ...each, points: each.points.toSorted((a, b) => a.x - b.x) }));
  const yDomain =
    panel.yDomain ??
    domainOf(
      [
        ...series.flatMap(({ points }) => points.flatMap(({ y, low = y, high = y }) => [low, high])),
        ...crossings.map(({ y }) => y),
        ...references.flatMap(({ axis, value }) => (axis === 'y' ? [value] : [])),
      ],
      yScale,
      zero,
    );
  // Counts have no ticks between whole numbers.
  const isCount = series.every(({ points }) => points.every(({ y }) => Number.isInteger(y)));
  const room = Math.max(3, Math.round(shared.height / 45));
  const along = (axis: 'x' | 'y'): ReferenceLine[] => references.filter((line) => line.axis === axis);
  return axesChart({
    document: shared.document,
    painter,
    width,
    height: shared.height,
    xTitle: shared.xTitle,
    yTitle,
    x: { type: xScale, domain: xReverse ? xDomain.toReversed() : [...xDomain] },
    y: {
      type: yScale,
      domain: [...yDomain],
      // Whole decades would be mostly empty.
      nice: panel.yDomain === undefined && yScale === 'linear',
      // Words at the top of vertical lines need a place of their own.
      ...(along('x').length > 0 ? { insetTop: 14 } : {}),
    },
    marginRight,
    marks: [
      shared.xTicks === undefined
        ? xAxis(xDomain, xScale, width - marginRight, formatNumber, shared.xs)
        : xAxisAt(shared.xTicks),
      ...yAxis(
        yDomain,
        yScale,
        painter.color('faint'),
        isCount && yScale === 'linear' ? Math.min(room, yDomain[1] - yDomain[0]) : room,
      ),
    ],
    endLabels: series.flatMap((each, k): EndLabel[] =>
      each.label === '' || each.labelX !== undefined
        ? []
        : [
            {
              text: each.label,
              value: each.points.at(xReverse ? 0 : -1)!.y,
              token: tokenOf(each, k),
            },
          ],
    ),
    under: (area) => horizontals(painter, area, along('y')) + verticals(painter, area, along('x'), 'muted'),
    over: (area) => {
      const hasWords = crossings.length > 0 || series.some(({ labelX }) => labelX !== undefined);
      const ink = hasWords ? inkOf(series, area) : [];
      return (
        series.map((each, k) => drawSeries(painter, each, painter.color(tokenOf(each, k)), area)).join('') +
        crossings.map((each) => drawCrossing(painter, each, area, ink)).join('') +
        series
          .map((each, k) => labelOnLine(painter, each, painter.color(tokenOf(each, k)), area, ink))
          .join('') +
        inspectPoints(painter, () =>
          series.flatMap(({ label: word, points }) =>
            points.map(({ x, y, low = y, high = y }): InspectedPoint => {
              const spread = low === high ? '' : ` (${formatNumber(low)} to ${formatNumber(high)})`;
              const name = word === '' ? '' : `${word}: `;
              const where = `${shared.xTitle || 'x ='} ${formatNumber(x)}`;
              return [area.x(x), area.y(y), `${name}${yTitle} ${formatNumber(y)}${spread} at ${where}`];
            }),
          ),
        )
      );
    },
  });
}

function drawCrossing(
  painter: Painter,
  { x, y, label: word }: Crossing,
  area: AxesArea,
  ink: readonly (readonly [number, number])[],
): string {
  const [cx, cy] = [area.x(x), area.y(y)];
  const accent = painter.color('accent');
  // Further away from round to round.
  const spots = [9, 14, 20, 28].flatMap((away): Spot[] => [
    { x: cx + away, y: cy - away + 1, anchor: 'start' },
    { x: cx - away, y: cy - away + 1, anchor: 'end' },
    { x: cx + away, y: cy + away + 7, anchor: 'start' },
    { x: cx - away, y: cy + away + 7, anchor: 'end' },
    { x: cx, y: cy - away, anchor: 'middle' },
    { x: cx, y: cy + away + 8, anchor: 'middle' },
  ]);
  const spot = freeSpot(spots as [Spot, ...Spot[]], word, 'regular', ink, area);
  return (
    element('circle', { cx, cy, r: 5.5, fill: 'none', stroke: accent, 'stroke-width': 1.5 }) +
    label(word, spot.x, spot.y, { fill: accent, 'text-anchor': spot.anchor, ...halo(painter) })
  );
}
