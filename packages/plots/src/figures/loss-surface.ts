/**
 * A loss over two weights: filled contours, logarithmic, low loss furthest from the background, with minima and other
 * points marked.
 *
 * Source: the comment of T. McGrath on Toy Models of Superposition (the exact loss over W_1, W_2).
 */
import * as Plot from '@observablehq/plot';
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { type AxesArea, axesChart, MARGIN_BOTTOM, MARGIN_TOP } from '../axes.js';
import { checkOnScale, checkWord } from '../checks.js';
import { formatNumber } from '../format.js';
import { figure } from '../frame.js';
import { contourRings } from '../geometry/contours.js';
import { polyline } from '../marks/annotations.js';
import { panelHead } from '../marks/heads.js';
import { inspectCells, inspectPoints, type InspectedPoint } from '../marks/inspect.js';
import { legendRow, lossLegend } from '../marks/legends.js';
import { type ChartOptions, completeOptions, requireDocument } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { extent } from '../scales.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, halo, label, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { lossToken } from '../theme/palette.js';

/** A marked point. */
export interface SurfacePoint {
  readonly x: number;
  readonly y: number;
  readonly label?: string;
  /** `global` (default): filled; `local`: ring; `saddle`: cross; `trained`: small dot. */
  readonly kind?: 'global' | 'local' | 'saddle' | 'trained';
}

/** One surface. */
export interface SurfacePanel {
  readonly title: string;
  readonly subtitle?: string;
  /** Columns of the grid, increasing and evenly spaced, at least 2. */
  readonly x: ArrayLike<number>;
  /** Rows of the grid, increasing and evenly spaced, at least 2. */
  readonly y: ArrayLike<number>;
  /** [y, x], row-major, finite; > 0 on the logarithmic scale. */
  readonly loss: ArrayLike<number>;
  readonly points?: readonly SurfacePoint[];
}

export interface LossSurfaceOptions extends ChartOptions {
  /** Default `W_{1}`. */
  readonly xTitle?: string;
  /** Default `W_{2}`. */
  readonly yTitle?: string;
  /** Default 'log'. */
  readonly lossScale?: 'log' | 'linear';
  /** Losses from and to span the colours, those beyond take the end colours. Default: all losses in the figure. */
  readonly range?: readonly [number, number];
  /** Number of bands, from 3 to 16, default 12. */
  readonly bands?: number;
  /** Panels are at least this wide, px; default 200. */
  readonly minPanelWidth?: number;
}

const OWN = ['xTitle', 'yTitle', 'lossScale', 'range', 'bands', 'minPanelWidth'];
const KINDS = ['global', 'local', 'saddle', 'trained'];
/** What a point is called that has no label. */
const POINT_WORDS = {
  global: 'global minimum',
  local: 'local minimum',
  saddle: 'saddle',
  trained: 'trained model',
} as const;
const ROW_GAP = 16;
const MARGIN_LEFT = 34;
const MARGIN_RIGHT = 8;
/** Steps of a grid may differ by this share and still count as even. */
const EVEN = 1e-3;

/** Stand-alone SVG; all panels share one scale of loss. @throws InvalidArgumentError, ShapeError */
export function lossSurface(panels: readonly SurfacePanel[], options: LossSurfaceOptions): string {
  const complete = completeOptions(options, OWN);
  const document = requireDocument(options);
  const { xTitle = 'W_{1}', yTitle = 'W_{2}', lossScale = 'log', bands = 12, minPanelWidth = 200 } = options;
  checkWord('lossScale', lossScale, ['linear', 'log']);
  if (!(Number.isInteger(bands) && bands >= 3 && bands <= 16))
    throw new InvalidArgumentError(`bands is ${bands}; give a whole number from 3 to 16`);
  if (!(minPanelWidth > 0))
    throw new InvalidArgumentError(`minPanelWidth is ${minPanelWidth}; give a number of px > 0`);
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one surface to draw');
  panels.forEach((panel) => checkPanel(panel, lossScale));
  const losses = panels.flatMap(({ loss }) => [...extent(Array.from(loss))]);
  const [least, most] = options.range ?? extent(losses);
  checkOnScale('range from', least, lossScale);
  checkOnScale('range to', most, lossScale);
  if (!(least <= most))
    throw new InvalidArgumentError(`range is from ${least} to ${most}; give the smaller number first`);
  const edge = (k: number): number =>
    lossScale === 'log' ? least * (most / least) ** (k / bands) : least + ((most - least) * k) / bands;
  const thresholds = Array.from({ length: bands - 1 }, (_, k) => edge(k + 1));

  return figure(complete, (painter, width) => {
    const grid = panelGrid(panels.length, width, minPanelWidth, 400);
    const head = panelHead(painter, panels, grid.panelWidth);
    const ratios = panels.map(({ x, y }) => span(y) / span(x));
    // True proportions where they are not extreme.
    const ratio = Math.max(0.5, Math.min(1.5, Math.max(...ratios)));
    const inner = grid.panelWidth - MARGIN_LEFT - MARGIN_RIGHT;
    const ticks = inner < 150 ? 3 : 5;
    const high = inner * ratio + MARGIN_TOP + MARGIN_BOTTOM;
    const drawn = panels.map((panel, k) => {
      const chart = axesChart({
        document,
        painter,
        width: grid.panelWidth,
        height: high,
        marginLeft: MARGIN_LEFT,
        marginRight: MARGIN_RIGHT,
        xTitle,
        yTitle,
        x: { type: 'linear', domain: ends(panel.x) },
        y: { type: 'linear', domain: ends(panel.y) },
        marks: [
          Plot.axisX({ ticks, tickSize: 3, label: null, tickFormat: formatNumber }),
          Plot.axisY({ ticks, tickSize: 3, label: null, tickFormat: formatNumber }),
        ],
        endLabels: [],
        under: (area) => surface(painter, panel, thresholds, area),
        over: (area) =>
          (panel.points ?? []).map((point) => drawPoint(painter, point, area)).join('') +
          inspected(painter, panel, [xTitle, yTitle], area),
      });
      return head.draw(k) + at(0, head.height, chart);
    });
    const panelHeight = head.height + high;
    const height = gridHeight(grid, panelHeight, ROW_GAP);
    const legend = legendRow(painter, width, [
      {
        title: lossScale === 'log' ? 'loss (log)' : 'loss',
        draw: (p, title, w) => lossLegend(p, title, bands, [least, most], w),
      },
    ]);
    return {
      body: placePanels(grid, drawn, panelHeight, ROW_GAP) + at(0, height + 12, legend.body),
      height: height + 12 + legend.height,
    };
  });
}

/** The bands as regions painted over each other, lowest first. */
function surface(
  painter: Painter,
  panel: SurfacePanel,
  thresholds: readonly number[],
  area: AxesArea,
): string {
  const [columns, rows] = [panel.x.length, panel.y.length];
  const samples = { values: panel.loss, rows, columns };
  const [stepX, stepY] = [(area.right - area.left) / (columns - 1), (area.bottom - area.top) / (rows - 1)];
  const bands = thresholds.length + 1;
  const ground = element('rect', {
    x: area.left,
    y: area.top,
    width: area.right - area.left,
    height: area.bottom - area.top,
    fill: painter.color(lossToken(0, bands)),
  });
  const regions = thresholds.map((threshold, k) => {
    const d = contourRings(samples, threshold)
      .map((ring) => {
        const corners = ring.map(
          ([column, row]) => [area.left + column * stepX, area.bottom - row * stepY] as const,
        );
        return `${polyline(corners, 1)}z`;
      })
      .join('');
    if (d === '') return '';
    return element('path', {
      d,
      fill: painter.color(lossToken(k + 1, bands)),
      'fill-rule': 'evenodd',
      stroke: painter.color('background'),
      'stroke-width': 0.4,
      'stroke-opacity': 0.5,
    });
  });
  return ground + regions.join('');
}

/** The grid's losses on at most so many places along each axis: as many as arrow keys can go through. */
const MOST_PLACES = 21;

/** Marked points by their kind, then losses on a coarser grid, each at its own place. */
function inspected(
  painter: Painter,
  { x, y, loss, points = [] }: SurfacePanel,
  [xTitle, yTitle]: readonly [string, string],
  area: AxesArea,
): string {
  const marks = inspectPoints(painter, () =>
    points.toSorted(byKind).map((point): InspectedPoint => {
      const { kind = 'global', label: word = POINT_WORDS[kind] } = point;
      const where = `${xTitle} = ${formatNumber(point.x)}, ${yTitle} = ${formatNumber(point.y)}`;
      return [area.x(point.x), area.y(point.y), `${word}: ${where}`];
    }),
  );
  const [columns, rows] = [places(x.length), places(y.length)];
  const [wide, high] = [area.x(x[columns[1]!]!) - area.left, area.bottom - area.y(y[rows[1]!]!)];
  const top = area.y(y[rows.at(-1)!]!);
  const cells = inspectCells(painter, () => ({
    rows: rows.length,
    columns: columns.length,
    width: wide * columns.length,
    height: high * rows.length,
    names: [`${yTitle} =`, `${xTitle} =`],
    places: [
      rows.toReversed().map((row) => formatNumber(y[row]!)),
      columns.map((column) => formatNumber(x[column]!)),
    ],
    values: rows.toReversed().flatMap((row) => columns.map((column) => loss[row * x.length + column]!)),
    words: 'loss',
  }));
  return (
    (points.length === 0 ? '' : marks) + (cells === '' ? '' : at(area.left - wide / 2, top - high / 2, cells))
  );
}

/** Minima before the models that found them: of marks at one place the first is met. */
function byKind(a: SurfacePoint, b: SurfacePoint): number {
  return KINDS.indexOf(a.kind ?? 'global') - KINDS.indexOf(b.kind ?? 'global');
}

/** Every first, second, third ... place of an axis of so many, from its start. */
function places(length: number): number[] {
  const stride = Math.max(1, Math.ceil((length - 1) / (MOST_PLACES - 1)));
  return Array.from({ length: Math.floor((length - 1) / stride) + 1 }, (_, k) => k * stride);
}

function ends(values: ArrayLike<number>): [number, number] {
  return [values[0]!, values[values.length - 1]!];
}

function span(values: ArrayLike<number>): number {
  return values[values.length - 1]! - values[0]!;
}

function checkPanel({ title, x, y, loss, points = [] }: SurfacePanel, lossScale: 'log' | 'linear'): void {
  for (const [name, axis] of [
    ['x', x],
    ['y', y],
  ] as const) {
    if (axis.length < 2)
      throw new ShapeError(`panel "${title}" has ${axis.length} places along ${name}; give at least 2`);
    const step = span(axis) / (axis.length - 1);
    for (let k = 1; k < axis.length; k++) {
      if (!(step > 0 && step < Infinity && Math.abs(axis[k]! - axis[k - 1]! - step) <= EVEN * step))
        throw new InvalidArgumentError(
          `panel "${title}" has ${name} from ${axis[k - 1]} to ${axis[k]}; give finite, increasing, evenly spaced numbers`,
        );
    }
  }
  if (loss.length !== x.length * y.length)
    throw new ShapeError(
      `panel "${title}" has ${loss.length} losses on a grid of ${x.length} by ${y.length}; give [y, x]`,
    );
  for (let k = 0; k < loss.length; k++)
    checkOnScale(
      `the loss of panel "${title}" at [${Math.floor(k / x.length)}, ${k % x.length}]`,
      loss[k]!,
      lossScale,
    );
  for (const { x: px, y: py, kind = 'global' } of points) {
    checkWord(`the kind of a point of panel "${title}"`, kind, KINDS);
    checkOnScale(`a point of panel "${title}"`, px + py, 'linear');
  }
}

function drawPoint(painter: Painter, point: SurfacePoint, area: AxesArea): string {
  const { label: word = '', kind = 'global' } = point;
  const [x, y] = [area.x(point.x), area.y(point.y)];
  const accent = painter.color('accent');
  const background = painter.color('background');
  const mark =
    kind === 'saddle'
      ? element('path', {
          d: `M${(x - 4).toFixed(1)} ${(y - 4).toFixed(1)}l8 8m0 -8l-8 8`,
          stroke: accent,
          'stroke-width': 2,
          fill: 'none',
        })
      : element('circle', {
          cx: x,
          cy: y,
          r: kind === 'trained' ? 2.2 : 4.5,
          fill: kind === 'local' ? background : accent,
          stroke: kind === 'local' ? accent : background,
          'stroke-width': kind === 'local' ? 2 : 1,
        });
  const leftward = x + textWidth(word, FONT_SIZE.label) + 12 > area.right;
  return (
    mark +
    (word === ''
      ? ''
      : label(word, x + (leftward ? -9 : 9), y + 4, {
          'text-anchor': leftward ? 'end' : 'start',
          fill: painter.color('ink'),
          'font-weight': 600,
          ...halo(painter),
        }))
  );
}
