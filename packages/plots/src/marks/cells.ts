/**
 * A matrix as square cells on a diverging scale: one path per colour.
 *
 * A cell is a horizontal stroke one unit long and wide; neighbours of one colour share a stroke.
 * An 80 x 80 matrix is so about 40 kB instead of a megabyte of rectangles.
 */
import { coordinate, element } from '../svg/element.js';
import type { Painter } from '../theme/painter.js';
import { type Token, weightToken } from '../theme/palette.js';
import { inspectCells } from './inspect.js';

export interface CellsOptions {
  /** Values, [row, column], row-major. */
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  /** Side of a cell, px. */
  readonly cell: number;
  /** Values from -range to range span the colours, > 0. */
  readonly range: number;
  /** What a row and a column are, for {@link inspectCells}; `''` for one that says nothing. Default row, column. */
  readonly names?: readonly [row: string, column: string];
}

/** Cells this large get gaps between them, px; below it gaps would be all that is seen. */
const GAP_FROM = 3.5;

/** The cells and a faint outline around them, from (0, 0). */
export function cells(painter: Painter, options: CellsOptions): string {
  const { values, rows, columns, cell, range, names = ['row', 'column'] } = options;
  const gap = cell >= GAP_FROM ? Math.min(1, cell * 0.09) : 0;
  const paths = new Map<Token, string>();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns;) {
      const token = weightToken(values[row * columns + column]!, range);
      let end = column + 1;
      // Runs would close the gaps, so only gapless cells are joined.
      while (gap === 0 && end < columns && weightToken(values[row * columns + end]!, range) === token) end++;
      if (token !== undefined) {
        const x = gap === 0 ? column : coordinate(column + gap / 2 / cell);
        const length = gap === 0 ? end - column : coordinate(1 - gap / cell);
        paths.set(token, `${paths.get(token) ?? ''}M${x} ${row + 0.5}h${length}`);
      }
      column = end;
    }
  }
  const strokes = [...paths].map(([token, d]) => element('path', { stroke: painter.color(token), d }));
  const outline = element('rect', {
    width: columns * cell,
    height: rows * cell,
    fill: 'none',
    stroke: painter.color('faint'),
    'stroke-width': 0.75,
  });
  return (
    outline +
    element(
      'g',
      {
        transform: `scale(${Math.round(cell * 1e4) / 1e4})`,
        fill: 'none',
        'stroke-width': 1 - Math.round((gap / cell) * 100) / 100,
        'shape-rendering': gap === 0 ? 'crispEdges' : undefined,
      },
      ...strokes,
    ) +
    inspectCells(painter, () => ({
      rows,
      columns,
      width: columns * cell,
      height: rows * cell,
      names,
      values,
    }))
  );
}

/** Largest absolute value over arrays; 1 when all are zero, so that a scale exists. */
export function symmetricRange(arrays: readonly ArrayLike<number>[]): number {
  let largest = 0;
  for (const array of arrays)
    for (let i = 0; i < array.length; i++) largest = Math.max(largest, Math.abs(array[i]!));
  return largest > 0 ? largest : 1;
}
