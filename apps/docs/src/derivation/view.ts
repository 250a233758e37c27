/** How a live check looks: the same while the site is built and under the reader's hand. */
import { agrees, type Point, type Row } from './check.js';

/** Half the side of the plane shown, in units of W. */
export const REACH = 1.5;

/** 8 significant digits; a true minus sign. */
function number(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  const text = Math.abs(value) < 1e-13 ? '0' : value.toPrecision(8);
  const short = text.includes('e') ? Number(text).toExponential(4) : text;
  return short.replace('e', ' · 10^').replace(/-/g, '−');
}

/** "3 · 10⁻¹⁵", or 0. */
function difference(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  if (value === 0) return '0';
  const [digits, exponent] = Math.abs(value).toExponential(0).split('e') as [string, string];
  if (Number(exponent) >= -3) return Math.abs(value).toPrecision(2);
  return `${digits} · 10<sup>${exponent.replace('-', '−')}</sup>`;
}

/** The cells of one row, in order: left, relation, right, difference, verdict. */
export function cells(row: Row): {
  readonly left: string;
  readonly relation: string;
  readonly right: string;
  readonly difference: string;
  readonly agree: boolean;
} {
  const { relation = '=' } = row;
  return {
    left: number(row.left),
    relation: isRough(row) ? '≈' : relation,
    right: number(row.right),
    difference: relation === '=' ? difference(row.left - row.right) : '',
    agree: agrees(row),
  };
}

/** Whether the sides of an equation differ in the digits shown: by sampling, or by the order that is left out. */
function isRough({ left, right, relation = '=' }: Row): boolean {
  return relation === '=' && number(left) !== number(right);
}

export function verdict(rows: readonly Row[]): string {
  if (!rows.every(agrees)) return 'The sides do not agree.';
  const margins = rows.filter(isRough).map(({ within }) => within.toPrecision(2));
  return margins.length === 0
    ? 'Both sides agree.'
    : `Both sides agree; ≈ allows a difference of ${margins.join(' and ')}.`;
}

/** Where a vector ends in the drawing, in percent of its side; up is up. */
export function place(weights: Point['weights'], i: number): { readonly x: number; readonly y: number } {
  return {
    x: 50 + (50 * weights[2 * i]!) / REACH,
    y: 50 - (50 * weights[2 * i + 1]!) / REACH,
  };
}

/** What a screen reader says of a vector. */
export function spoken(weights: Point['weights'], i: number): string {
  const [x, y] = [weights[2 * i]!, weights[2 * i + 1]!];
  return `length ${Math.hypot(x, y).toFixed(2)} at ${Math.round((Math.atan2(y, x) * 180) / Math.PI)} degrees`;
}

export const angleOf = (weights: Point['weights'], i: number): number =>
  Math.round((Math.atan2(weights[2 * i + 1]!, weights[2 * i]!) * 180) / Math.PI);
