/**
 * Dimensionality of every feature against sparsity: one dot a feature, spread sideways by the
 * feature's index, with lines at the fractions that polytopes have and their glyphs at the edge.
 *
 * Dots take the hue and the shape of the polytope that was found by code; without one they are plain.
 *
 * Source: Toy Models of Superposition, The Geometry of Superposition.
 */
import * as Plot from '@observablehq/plot';
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { type AxesArea, axesChart, logTicks, spreadOut } from '../axes.js';
import { formatNumber } from '../format.js';
import { figure } from '../frame.js';
import { cellEdges } from '../grid.js';
import { glyph, polytopeShape, polytopeToken } from '../marks/glyphs.js';
import { manyShapes } from '../marks/shapes.js';
import { wordLegend } from '../marks/word-legend.js';
import { type ChartOptions, completeOptions, requireDocument } from '../options.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, label } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { inspectPoints, type InspectedPoint } from '../marks/inspect.js';

/** All features of one model. */
export interface DimensionalityColumn {
  /** p = 1-S, in (0, 1]; no two columns share one. */
  readonly featureProbability: number;
  /** D_i, [feature], finite and >= 0. */
  readonly dimensionality: ArrayLike<number>;
  /** Name of the polytope each feature is part of, [feature]; `undefined` where it has none. */
  readonly polytopes?: readonly (string | undefined)[];
}

/** A fraction with its line. */
export interface DimensionalityLevel {
  /** D, in [0, 1]. */
  readonly value: number;
  /** At the right edge, e.g. `2/5`. */
  readonly label: string;
  /** Names of the polytopes drawn beside it. */
  readonly polytopes?: readonly string[];
}

export interface DimensionalityScatterOptions extends ChartOptions {
  /** Default: 0, 3/8, 2/5, 1/2, 2/3, 3/4 and 1 with the polytopes of each. */
  readonly levels?: readonly DimensionalityLevel[];
  /** Default '1/(1-S)', as in the paper; both run towards sparser. */
  readonly xQuantity?: '1-S' | '1/(1-S)';
  /** Height of the axes in px, default 380. */
  readonly height?: number;
}

/** What the named polytopes have, lowest first. */
const LEVELS: readonly DimensionalityLevel[] = [
  { value: 0, label: '0' },
  { value: 3 / 8, label: '3/8', polytopes: ['square antiprism'] },
  { value: 2 / 5, label: '2/5', polytopes: ['pentagon'] },
  { value: 1 / 2, label: '1/2', polytopes: ['digon'] },
  { value: 2 / 3, label: '2/3', polytopes: ['triangle'] },
  { value: 3 / 4, label: '3/4', polytopes: ['tetrahedron'] },
  { value: 1, label: '1', polytopes: ['dedicated'] },
];

const GLYPH = 20;
const LABEL_LINE = 18;
/** Of a column's width, how much the dots take; the rest parts it from its neighbours. */
const FILL = 0.82;
/** A single column is this wide to each side, in factors of e. */
const ALONE = 0.4;

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function dimensionalityScatter(
  columns: readonly DimensionalityColumn[],
  options: DimensionalityScatterOptions,
): string {
  const complete = completeOptions(options, ['levels', 'xQuantity', 'height']);
  const document = requireDocument(options);
  const { levels = LEVELS, xQuantity = '1/(1-S)', height = 380 } = options;
  if (!(height >= 100)) throw new InvalidArgumentError(`height is ${height}; give at least 100 px`);
  if (columns.length === 0)
    throw new InvalidArgumentError('there are no columns; give the features of at least one model');
  columns.forEach(checkColumn);
  for (const { value, label: word } of levels) {
    if (!Number.isFinite(value))
      throw new InvalidArgumentError(`level "${word}" is at ${value}; give a finite number`);
  }
  const inverse = xQuantity === '1/(1-S)';
  const sorted = columns.toSorted((a, b) => b.featureProbability - a.featureProbability);
  const xs = sorted.map(({ featureProbability: p }) => (inverse ? 1 / p : p));
  xs.forEach((x, k) => {
    if (k > 0 && x === xs[k - 1])
      throw new InvalidArgumentError(
        `two columns have feature probability ${sorted[k]!.featureProbability}; give each density once`,
      );
  });
  const edges = cellEdges(xs.map(Math.log), inverse ? ALONE : -ALONE).map(Math.exp);
  const highest = Math.max(
    1,
    ...levels.map(({ value }) => value),
    ...sorted.map(({ dimensionality }) => Math.max(...Array.from(dimensionality))),
  );
  const names = [...new Set(sorted.flatMap(({ polytopes = [] }) => polytopes))].filter(
    (name) => name !== undefined,
  );

  return figure(complete, (painter, width) => {
    const body = axesChart({
      document,
      painter,
      width,
      height,
      xTitle: inverse ? '1/(1−S), log: sparser →' : '1−S, log: sparser →',
      yTitle: 'dimensionality D_{i} of each feature',
      x: { type: 'log', domain: [edges[0]!, edges.at(-1)!] },
      y: { type: 'linear', domain: [-0.03, highest * 1.03] },
      marginRight: 34 + GLYPH * Math.max(0, ...levels.map(({ polytopes = [] }) => polytopes.length)),
      marks: [
        Plot.axisX(logTicks(Math.min(...xs), Math.max(...xs), width / 70), {
          tickSize: 4,
          label: null,
          text: (tick: number) => formatNumber(tick),
        }),
        Plot.axisY({ ticks: [0, 0.25, 0.5, 0.75, 1], tickSize: 0, label: null, tickFormat: formatNumber }),
      ],
      endLabels: [],
      under: (area) => levelLines(painter, levels, area),
      over: (area) => dots(painter, sorted, edges, area),
    });
    const legend = wordLegend(
      painter,
      width,
      names.toSorted().map((name) => ({
        words: name,
        mark: manyShapes(polytopeShape(name), [[0, 0]], 4, painter.color(polytopeToken(name))),
      })),
    );
    return {
      body: body + (legend.height === 0 ? '' : at(0, height + 8, legend.body)),
      height: height + (legend.height === 0 ? 0 : 8 + legend.height),
    };
  });
}

function checkColumn({ featureProbability: p, dimensionality, polytopes }: DimensionalityColumn): void {
  if (!(p > 0 && p <= 1))
    throw new InvalidArgumentError(`a column has feature probability ${p}; give numbers in (0, 1]`);
  if (
    dimensionality.length === 0 ||
    (polytopes !== undefined && polytopes.length !== dimensionality.length)
  ) {
    throw new ShapeError(
      `the column at 1-S = ${p} has ${dimensionality.length} dimensionalities and ${polytopes?.length ?? 'no'} polytopes; give one of each for each of at least one feature`,
    );
  }
  for (let i = 0; i < dimensionality.length; i++) {
    if (!(dimensionality[i]! >= 0 && dimensionality[i]! < Infinity))
      throw new InvalidArgumentError(
        `the column at 1-S = ${p} has dimensionality ${dimensionality[i]} at feature ${i}; give finite numbers >= 0`,
      );
  }
}

function levelLines(painter: Painter, levels: readonly DimensionalityLevel[], area: AxesArea): string {
  const muted = painter.color('muted');
  const middles = spreadOut(
    levels.map(({ value }) => area.y(value)),
    LABEL_LINE,
    area.top,
    area.bottom,
  );
  return levels
    .map(({ value, label: word, polytopes = [] }, k) => {
      const y = area.y(value);
      const middle = middles[k]!;
      // The last bit of the line leads to its word where that had to move.
      return (
        element('path', {
          d: `M${area.left} ${y.toFixed(1)}H${area.right}L${area.right + 7} ${middle.toFixed(1)}`,
          fill: 'none',
          stroke: painter.color('faint'),
        }) +
        label(word, area.right + 10, middle + 4, { fill: muted, 'font-size': FONT_SIZE.label }) +
        polytopes
          .map((name, place) => at(area.right + 38 + GLYPH * place, middle, glyph(painter, name, GLYPH - 3)))
          .join('')
      );
    })
    .join('');
}

/** Dots by name, most common first so that rare ones lie on top; within a column spread by feature index. */
function dots(
  painter: Painter,
  columns: readonly DimensionalityColumn[],
  edges: readonly number[],
  area: AxesArea,
): string {
  const places = new Map<string | undefined, [number, number][]>();
  const inspected: InspectedPoint[] = [];
  columns.forEach(({ featureProbability, dimensionality, polytopes }, k) => {
    const [from, to] = [area.x(edges[k]!), area.x(edges[k + 1]!)];
    const n = dimensionality.length;
    for (let i = 0; i < n; i++) {
      const x = from + (to - from) * ((1 - FILL) / 2 + FILL * ((i + 0.5) / n));
      const name = polytopes?.[i];
      if (!places.has(name)) places.set(name, []);
      const y = area.y(dimensionality[i]!);
      places.get(name)!.push([x, y]);
      if (painter.inspect) {
        const words = `feature ${i + 1}: D ${formatNumber(dimensionality[i]!)}${name === undefined ? '' : `, ${name}`}`;
        inspected.push([x, y, `${words} at 1−S = ${formatNumber(featureProbability)}`]);
      }
    }
  });
  const total = columns.reduce((sum, { dimensionality }) => sum + dimensionality.length, 0);
  const r = total > 3000 ? 1.1 : total > 600 ? 1.6 : total > 150 ? 2.2 : 3;
  return [...places]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([name, each]) =>
      manyShapes(
        polytopeShape(name),
        each,
        r,
        painter.color(name === undefined ? 'muted' : polytopeToken(name)),
        { opacity: 0.8 },
      ),
    )
    .concat(inspectPoints(painter, () => inspected))
    .join('');
}
