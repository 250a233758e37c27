/**
 * Phase diagrams: which solution wins at each relative importance and density, side by side for
 * trained models, the paper's theory and the exact optimum.
 *
 * Cells that hold several models of different phases blend their colours. Borders from theory are
 * lines drawn over the cells; regions are named in place.
 *
 * Source: Toy Models of Superposition, Superposition as a Phase Change.
 */
import * as Plot from '@observablehq/plot';
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { type AxesArea, axesChart, logTicks } from '../axes.js';
import { formatNumber } from '../format.js';
import { figure } from '../frame.js';
import { cellEdges, roomiest } from '../grid.js';
import { areaPaths } from '../marks/areas.js';
import { panelHead } from '../marks/heads.js';
import { isPhaseKind, PHASE_KINDS, type PhaseLook, phaseToken, THEORY_PHASES } from '../marks/phases.js';
import { wordLegend } from '../marks/word-legend.js';
import { type ChartOptions, completeOptions, requireDocument } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, halo, label, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { inspectPoints, type InspectedPoint } from '../marks/inspect.js';

/** What one cell holds: the name of a phase, or how many models (or which share) are in each. */
export type PhaseCell = string | Readonly<Record<string, number>>;

/** A line between phases, in the map's own quantities. */
export interface PhaseBorder {
  /** Relative importance, > 0, and feature probability in (0, 1], point by point. */
  readonly points: readonly { readonly importanceRatio: number; readonly featureProbability: number }[];
  /** `first-order` (default): solid, the slope of the loss jumps; `continuous`: dashed; `limit`: dotted, of stability or approximation. */
  readonly kind?: 'first-order' | 'continuous' | 'limit';
}

/** One map. The fields of a map of `@toymodels/theory` fit as they are. */
export interface PhasePanel {
  /** A few words above the panel, e.g. `trained`. */
  readonly title: string;
  /** More words, muted. */
  readonly subtitle?: string;
  /** Relative importance of the extra feature at the middle of each cell, increasing, > 0. */
  readonly importanceRatios: ArrayLike<number>;
  /** 1-S at the middle of each cell, increasing or decreasing, in (0, 1]. */
  readonly featureProbabilities: ArrayLike<number>;
  /** [importance ratio, feature probability], row-major. */
  readonly phases: readonly PhaseCell[];
  /** Lines drawn over this panel. */
  readonly borders?: readonly PhaseBorder[];
}

export interface PhaseMapOptions extends ChartOptions {
  /** What each name in the maps stands for. Default: the names that `@toymodels/theory` uses. */
  readonly names?: Readonly<Record<string, PhaseLook>>;
  /** The vertical axis, default '1-S' (dense on top); '1/(1-S)' has sparse on top. */
  readonly yQuantity?: '1-S' | '1/(1-S)';
  /** Default `relative importance of the extra feature (log)`. */
  readonly xTitle?: string;
  /** Whether regions are named in place where their words fit, default true. */
  readonly regionLabels?: boolean;
}

/** A panel with its grid turned so that both axes increase, and shares by name. */
interface Grid {
  readonly panel: PhasePanel;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Edges in the panel's quantities. */
  readonly xEdges: readonly number[];
  readonly yEdges: readonly number[];
  /** [y, x], most common name first. */
  readonly cells: readonly (readonly (readonly [string, number])[])[];
}

const ROW_GAP = 20;
const BORDERS = { 'first-order': undefined, continuous: '6 3', limit: '1.5 3' } as const;
/** A single row or column is this wide to each side, in factors of e. */
const ALONE = 0.2;

/**
 * Stand-alone SVG; a 200 x 200 grid takes some tens of kB.
 *
 * @throws InvalidArgumentError, ShapeError
 */
export function phaseMap(panels: readonly PhasePanel[], options: PhaseMapOptions): string {
  const complete = completeOptions(options, ['names', 'yQuantity', 'xTitle', 'regionLabels']);
  const document = requireDocument(options);
  const {
    names = THEORY_PHASES,
    yQuantity = '1-S',
    xTitle = 'relative importance of the extra feature (log)',
    regionLabels = true,
  } = options;
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one map to draw');
  checkNames(names);
  const grids = panels.map((panel) => gridOf(panel, names, yQuantity === '1/(1-S)'));
  const shown = Object.keys(names).filter((name) =>
    grids.some(({ cells }) => cells.some((cell) => cell.some(([each]) => each === name))),
  );
  // Names that look and read alike are one entry.
  const entries = [...new Map(shown.map((name) => [names[name]!.words, names[name]!])).values()];

  return figure(complete, (painter, width) => {
    // Of many panels two stand beside each other on a phone, too.
    const grid = panelGrid(panels.length, width, panels.length > 3 ? 150 : 190, 400);
    const fitting = [xTitle, 'relative importance (log)', 'importance (log)'].find(
      (words) => textWidth(words, FONT_SIZE.label) <= grid.panelWidth - 40,
    );
    const head = panelHead(painter, panels, grid.panelWidth);
    const side = grid.panelWidth * 0.95;
    const drawn = grids.map((each, k) => {
      const chart = axesChart({
        document,
        painter,
        width: grid.panelWidth,
        height: side,
        xTitle: fitting ?? 'importance (log)',
        yTitle: yQuantity === '1-S' ? '1−S (log)' : '1/(1−S) (log)',
        x: { type: 'log', domain: [each.xEdges[0]!, each.xEdges.at(-1)!] },
        y: { type: 'log', domain: [each.yEdges[0]!, each.yEdges.at(-1)!] },
        marks: [
          Plot.axisX(logTicks(each.xs[0]!, each.xs.at(-1)!, 4), {
            tickSize: 4,
            label: null,
            text: (tick: number) => formatNumber(tick),
          }),
          Plot.axisY(logTicks(each.ys[0]!, each.ys.at(-1)!, 5), {
            tickSize: 3,
            label: null,
            text: (tick: number) => formatNumber(tick),
          }),
        ],
        endLabels: [],
        under: (area) => areas(painter, each, names, area),
        over: (area) =>
          borderLines(painter, each.panel.borders ?? [], area, yQuantity === '1/(1-S)') +
          (regionLabels ? regionWords(painter, each, names, area) : '') +
          inspectPoints(painter, () => cellWords(each, names, area, yQuantity)),
      });
      return head.draw(k) + at(0, head.height, chart);
    });
    const panelHeight = head.height + side;
    const height = gridHeight(grid, panelHeight, ROW_GAP);
    const legend = wordLegend(
      painter,
      width,
      entries.map(({ kind, words }) => ({
        words,
        mark: element('rect', {
          x: -6,
          y: -6,
          width: 12,
          height: 12,
          fill: painter.color(phaseToken(kind)),
          stroke: painter.color('muted'),
          'stroke-width': 0.5,
        }),
      })),
    );
    return {
      body: placePanels(grid, drawn, panelHeight, ROW_GAP) + at(0, height + 10, legend.body),
      height: height + 10 + legend.height,
    };
  });
}

function checkNames(names: Readonly<Record<string, PhaseLook>>): void {
  for (const [name, { kind, words }] of Object.entries(names)) {
    if (!isPhaseKind(kind) || typeof words !== 'string' || words === '') {
      throw new InvalidArgumentError(
        `phase "${name}" has kind "${kind}" and words "${words}"; give some words, and a kind of ${PHASE_KINDS.join(', ')}`,
      );
    }
  }
}

function gridOf(panel: PhasePanel, names: Readonly<Record<string, PhaseLook>>, inverse: boolean): Grid {
  const { title, phases } = panel;
  const xs = Array.from(panel.importanceRatios);
  const densities = Array.from(panel.featureProbabilities);
  if (xs.length === 0 || densities.length === 0 || phases.length !== xs.length * densities.length) {
    throw new ShapeError(
      `panel "${title}" has ${phases.length} cells for ${xs.length} importance ratios and ${densities.length} feature probabilities; give one for each pair of at least one each`,
    );
  }
  xs.forEach((x, k) => {
    if (!(x > (k === 0 ? 0 : xs[k - 1]!) && x < Infinity))
      throw new InvalidArgumentError(
        `panel "${title}" has importance ratio ${x} at ${k}; give finite numbers > 0 that increase`,
      );
  });
  const falling = densities.length > 1 && densities[1]! < densities[0]!;
  densities.forEach((p, k) => {
    const last = densities[k - 1];
    if (!(p > 0 && p <= 1 && (last === undefined || (falling ? p < last : p > last))))
      throw new InvalidArgumentError(
        `panel "${title}" has feature probability ${p} at ${k}; give numbers in (0, 1] that only increase or only decrease`,
      );
  });
  const ys = densities.map((p) => (inverse ? 1 / p : p));
  const columns = ys.map((_, k) => k).sort((a, b) => ys[a]! - ys[b]!);
  const sorted = columns.map((k) => ys[k]!);
  const edges = (middles: readonly number[]): number[] =>
    cellEdges(middles.map(Math.log), ALONE).map(Math.exp);
  return {
    panel,
    xs,
    ys: sorted,
    xEdges: edges(xs),
    yEdges: edges(sorted),
    cells: columns.flatMap((column) =>
      xs.map((_, row) => shares(phases[row * densities.length + column]!, title, names)),
    ),
  };
}

/** A cell as shares that add up to 1, most common first. */
function shares(
  cell: PhaseCell,
  title: string,
  names: Readonly<Record<string, PhaseLook>>,
): [string, number][] {
  const counts = typeof cell === 'string' ? [[cell, 1] as const] : Object.entries(cell);
  let sum = 0;
  for (const [name, count] of counts) {
    if (!Object.hasOwn(names, name))
      throw new InvalidArgumentError(
        `panel "${title}" has a cell "${name}"; known are ${Object.keys(names).join(', ')}: add it to the option names`,
      );
    if (!(count >= 0 && count < Infinity))
      throw new InvalidArgumentError(
        `panel "${title}" has ${count} models in "${name}"; give finite numbers >= 0`,
      );
    sum += count;
  }
  if (sum === 0)
    throw new InvalidArgumentError(`panel "${title}" has an empty cell; give at least one phase`);
  return counts
    .filter(([, count]) => count > 0)
    .map(([name, count]) => [name, count / sum] as [string, number])
    .sort((a, b) => b[1] - a[1]);
}

function areas(
  painter: Painter,
  grid: Grid,
  names: Readonly<Record<string, PhaseLook>>,
  area: AxesArea,
): string {
  const order = Object.keys(names);
  const paths = areaPaths(
    {
      xEdges: grid.xEdges.map((x) => area.x(x)),
      yEdges: grid.yEdges.map((y) => area.y(y)),
      cell: (row, column) =>
        grid.cells[row * grid.xs.length + column]!.toSorted(
          (a, b) => order.indexOf(a[0]) - order.indexOf(b[0]),
        ),
    },
    order,
  );
  return element(
    'g',
    // Neighbours must meet without the background between them.
    { 'shape-rendering': 'crispEdges' },
    ...paths.map(({ name, opacity, d }) =>
      element('path', {
        d,
        fill: painter.color(phaseToken(names[name]!.kind)),
        'fill-opacity': opacity === 1 ? undefined : opacity,
      }),
    ),
  );
}

/** Each cell at its middle, with the phases in it and their shares. */
function cellWords(
  { xs, ys, cells }: Grid,
  names: Readonly<Record<string, PhaseLook>>,
  area: AxesArea,
  yQuantity: string,
): InspectedPoint[] {
  return cells.map((cell, k) => {
    const [x, y] = [xs[k % xs.length]!, ys[Math.floor(k / xs.length)]!];
    const phases = cell.map(([name, share]) =>
      share === 1 ? names[name]!.words : `${names[name]!.words} ${formatNumber(100 * share)} %`,
    );
    const where = `importance ${formatNumber(x)}, ${yQuantity.replace('-', '−')} = ${formatNumber(y)}`;
    return [area.x(x), area.y(y), `${phases.join(', ')} at ${where}`];
  });
}

function borderLines(
  painter: Painter,
  borders: readonly PhaseBorder[],
  area: AxesArea,
  inverse: boolean,
): string {
  return borders
    .map(({ points, kind = 'first-order' }) => {
      if (!Object.hasOwn(BORDERS, kind))
        throw new InvalidArgumentError(
          `border kind is "${kind}"; give one of ${Object.keys(BORDERS).join(', ')}`,
        );
      const places = points.map(({ importanceRatio, featureProbability: p }) => {
        if (!(importanceRatio > 0 && importanceRatio < Infinity && p > 0 && p <= 1))
          throw new InvalidArgumentError(
            `a border passes (${importanceRatio}, ${p}); give importance ratios > 0 and feature probabilities in (0, 1]`,
          );
        return [area.x(importanceRatio), area.y(inverse ? 1 / p : p)] as const;
      });
      const inside = ([x, y]: readonly [number, number]): boolean =>
        x >= area.left - 0.5 && x <= area.right + 0.5 && y >= area.top - 0.5 && y <= area.bottom + 0.5;
      let drawing = false;
      const d = places
        .map((place) => {
          const command = drawing ? 'L' : 'M';
          drawing = inside(place);
          return drawing ? `${command}${place[0].toFixed(1)} ${place[1].toFixed(1)}` : '';
        })
        .join('');
      const line = { d, fill: 'none', 'stroke-linejoin': 'round' };
      return (
        element('path', {
          ...line,
          stroke: painter.color('background'),
          'stroke-width': 3.5,
          'stroke-opacity': 0.55,
        }) +
        element('path', {
          ...line,
          stroke: painter.color('ink'),
          'stroke-width': 1.5,
          'stroke-dasharray': BORDERS[kind],
        })
      );
    })
    .join('');
}

/** Rows that a word of a region stands in, preferred first, px. */
const WORD_HEIGHTS = [28, 14] as const;

/** Words of the regions where they fit, in the place with most room. */
function regionWords(
  painter: Painter,
  grid: Grid,
  names: Readonly<Record<string, PhaseLook>>,
  area: AxesArea,
): string {
  const [rows, columns] = [grid.ys.length, grid.xs.length];
  const rowHeight = (area.bottom - area.top) / rows;
  const columnWidth = (area.right - area.left) / columns;
  const nameOf = (row: number, column: number): string => {
    const [name, share] = grid.cells[row * columns + column]![0]!;
    // Mostly one phase is a region; half and half is not.
    return share > 0.6 ? names[name]!.words : '';
  };
  const said = new Set<string>();
  let text = '';
  // With room above and below where there is any.
  for (const rowsTall of WORD_HEIGHTS.map((height) => Math.ceil(height / rowHeight)))
    for (const [words, { row, from, to }] of roomiest(rows, columns, rowsTall, nameOf)) {
      if (said.has(words)) continue;
      if (textWidth(words, FONT_SIZE.label, 'semi-bold') > (to - from) * columnWidth) continue;
      said.add(words);
      const x = area.left + ((from + to) / 2) * columnWidth;
      text += label(words, x, area.bottom - (row + rowsTall / 2) * rowHeight + 4, {
        'text-anchor': 'middle',
        fill: painter.color('ink'),
        'font-weight': 600,
        ...halo(painter),
        'stroke-opacity': 0.75,
      });
    }
  return text;
}
