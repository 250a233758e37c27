/**
 * W itself as a heat map: features down, neurons (or hidden dimensions) across.
 *
 * For W^T W see `weightsPortrait`.
 */
import { checkView, type WeightView } from '@toymodels/analysis';
import { InvalidArgumentError } from '@toymodels/core';
import { ceilTo2Digits } from '../format.js';
import { figure } from '../frame.js';
import { cells, symmetricRange } from '../marks/cells.js';
import { panelHead } from '../marks/heads.js';
import { legendRow, weightLegend } from '../marks/legends.js';
import { neuronOrder } from '../marks/neuron-order.js';
import { completeOptions, type FigureOptions } from '../options.js';
import { gridHeight, panelGrid, placePanels } from '../panels.js';
import { at } from '../svg/element.js';
import { FONT_SIZE, label } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';

/** One matrix. */
export interface MatrixPanel {
  readonly title: string;
  readonly subtitle?: string;
  /** [feature, hidden]. */
  readonly view: WeightView;
}

export interface WeightMatrixOptions extends FigureOptions {
  /** Values from -range to range span the colours, > 0. Default: the largest absolute value in the figure, rounded up. */
  readonly range?: number;
  /** `as-given` (default), or `by-feature`: columns ordered by their largest feature. */
  readonly order?: 'by-feature' | 'as-given';
  /** Default `feature`. */
  readonly rowName?: string;
  /** Default `hidden dimension`; e.g. `neuron`. */
  readonly columnName?: string;
  /** Panels are at least this wide, px; default 120. */
  readonly minPanelWidth?: number;
}

const ROW_GAP = 16;
/** Space for the numbers of rows and columns, px. */
const GUTTER = { left: 18, top: 30 };
/** Largest side of a cell, px. */
const LARGEST_CELL = 26;
/** Tallest matrix, px: what can be seen at once. */
const TALLEST = 520;

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function weightMatrix(panels: readonly MatrixPanel[], options: WeightMatrixOptions): string {
  const complete = completeOptions(options, ['range', 'order', 'rowName', 'columnName', 'minPanelWidth']);
  const {
    order = 'as-given',
    rowName = 'feature',
    columnName = 'hidden dimension',
    minPanelWidth = 120,
  } = options;
  if (panels.length === 0)
    throw new InvalidArgumentError('there are no panels; give at least one matrix to draw');
  if (!(minPanelWidth > 0))
    throw new InvalidArgumentError(`minPanelWidth is ${minPanelWidth}; give a number of px > 0`);
  const ordered = panels.map(({ view }) => {
    checkView(view);
    return { view, columns: neuronOrder(view, order) };
  });
  const { range = ceilTo2Digits(symmetricRange(panels.map(({ view }) => view.weights))) } = options;
  if (!(range > 0 && range < Infinity))
    throw new InvalidArgumentError(`range is ${range}; give a finite number > 0`);
  const widest = Math.max(...panels.map(({ view }) => view.nHidden));
  const longest = Math.max(...panels.map(({ view }) => view.nFeatures));

  return figure(complete, (painter, width) => {
    const grid = panelGrid(
      panels.length,
      width,
      minPanelWidth,
      GUTTER.left + widest * Math.min(LARGEST_CELL, Math.max(2, TALLEST / longest)),
    );
    const head = panelHead(painter, panels, grid.panelWidth);
    const cell = Math.min(LARGEST_CELL, (grid.panelWidth - GUTTER.left) / widest, TALLEST / longest);
    const drawn = ordered.map(
      ({ view, columns }, k) =>
        head.draw(k) + at(0, head.height, matrix(painter, view, columns, cell, range, rowName, columnName)),
    );
    const panelHeight = head.height + GUTTER.top + longest * cell + 2;
    const height = gridHeight(grid, panelHeight, ROW_GAP);
    const scale = legendRow(painter, width, [
      { title: 'weights W', draw: (p, title, w) => weightLegend(p, title, range, w) },
    ]);
    return {
      body: placePanels(grid, drawn, panelHeight, ROW_GAP) + at(0, height + 14, scale.body),
      height: height + 14 + scale.height,
    };
  });
}

function matrix(
  painter: Painter,
  view: WeightView,
  columns: readonly number[],
  cell: number,
  range: number,
  rowName: string,
  columnName: string,
): string {
  const { weights, nFeatures, nHidden } = view;
  const values = Float64Array.from(
    { length: nFeatures * nHidden },
    (_, k) => weights[Math.floor(k / nHidden) * nHidden + columns[k % nHidden]!]!,
  );
  const small = { 'font-size': FONT_SIZE.small, fill: painter.color('muted') };
  // Every number where there is room, else every second, fifth, tenth ...
  const every = [1, 2, 5, 10, 20, 50, 100].find((step) => step * cell >= 12) ?? 200;
  let words = label(`${rowName} ↓  ${columnName} →`, 0, 10, small);
  for (let i = 0; i < nFeatures; i++) {
    if ((i + 1) % every === 0 || (i === 0 && every > 1))
      words += label(String(i + 1), GUTTER.left - 4, GUTTER.top + (i + 0.5) * cell + 3.2, {
        ...small,
        'text-anchor': 'end',
      });
  }
  columns.forEach((j, k) => {
    // Reordered columns keep their own numbers, which only tell something where all are shown.
    if (every === 1 || (k + 1) % every === 0)
      words += label(String(j + 1), GUTTER.left + (k + 0.5) * cell, GUTTER.top - 5, {
        ...small,
        'text-anchor': 'middle',
      });
  });
  return (
    words +
    at(
      GUTTER.left,
      GUTTER.top,
      cells(painter, {
        values,
        rows: nFeatures,
        columns: nHidden,
        cell,
        range,
        names: [rowName, columnName],
      }),
    )
  );
}
