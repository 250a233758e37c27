/**
 * What a drawing says of its parts when it is asked, for pages that show values under the pointer and
 * by arrow keys: an empty group with the attribute `data-inspect`, in the coordinates of the marks
 * beside it. Drawn only with the option `inspect`; readers of the SVG alone see no difference.
 *
 * Two forms, as JSON: `{ points: [[x, y, text], …] }`, and for heat maps `{ cells: … }`, which holds each
 * value once and leaves the words to the page.
 */
import { formatNumber } from '../format.js';
import { element } from '../svg/element.js';
import type { Painter } from '../theme/painter.js';

/** A place and the words for what is there. */
export type InspectedPoint = readonly [x: number, y: number, text: string];

/** A heat map from (0, 0). */
export interface InspectedCells {
  readonly rows: number;
  readonly columns: number;
  /** Of the whole, px. */
  readonly width: number;
  readonly height: number;
  /** What a row and a column are, such as "feature"; `''` for one that says nothing. */
  readonly names: readonly [row: string, column: string];
  /** What each row and column is called; default its place, from 1. */
  readonly places?: readonly [rows: readonly string[], columns: readonly string[]];
  /** What a value is, such as "loss"; default nothing. */
  readonly words?: string;
  /** [row, column], row-major, at most three digits. */
  readonly values: readonly string[];
}

/** '' unless the drawing is to be inspected. */
export function inspectPoints(painter: Painter, points: () => readonly InspectedPoint[]): string {
  if (!painter.inspect) return '';
  const rounded = points().map(([x, y, text]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10, text]);
  return element('g', { 'data-inspect': JSON.stringify({ points: rounded }) });
}

/** '' unless the drawing is to be inspected. */
export function inspectCells(
  painter: Painter,
  cells: () => Omit<InspectedCells, 'values'> & { readonly values: ArrayLike<number> },
): string {
  if (!painter.inspect) return '';
  const { values, ...rest } = cells();
  const inspected: InspectedCells = { ...rest, values: Array.from(values, formatNumber) };
  return element('g', { 'data-inspect': JSON.stringify({ cells: inspected }) });
}
