/**
 * Draws stored runs while the site is built, where there is no document but linkedom's.
 */
import type { AnyFigure, SvgOptions } from '@toymodels/paper';
import { parseHTML } from 'linkedom';
import type { StoredRun } from './stored.js';

/** Widths at which a figure is drawn, px: phone, text column, text and notes. `styles/figure.css` shows the one that fits. */
export const WIDTHS = { narrow: 372, medium: 750, wide: 1106 } as const;
export type WidthName = keyof typeof WIDTHS;

export function drawStored(
  figure: AnyFigure,
  run: StoredRun,
  options: Omit<SvgOptions, 'document'> & { readonly width: number },
): string {
  const { document } = parseHTML('<html></html>');
  return figure.plot(run.data, run.spec, { ...options, document });
}

/** Whether a part of the drawing is in three dimensions. */
export function turnable(figure: AnyFigure, run: StoredRun): boolean {
  return drawStored(figure, run, { width: WIDTHS.narrow, inspect: true }).includes('data-turns');
}
