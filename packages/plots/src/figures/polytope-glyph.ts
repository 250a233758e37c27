/**
 * The small sign of a polytope: its graph in one hue, the same in legends, charts and text.
 *
 * Not a figure with a frame: it has no title above it and no background, and can stand in a line of text.
 */
import { UnsupportedError } from '@toymodels/core';
import { type Theme } from '../theme/painter.js';

export interface GlyphOptions {
  /** Default 'light'. */
  readonly theme?: Theme;
  /** Width and height in px, from 8 to 400, default 20. */
  readonly size?: number;
  /** What screen readers say; default the polytope's name. */
  readonly title?: string;
  /** Start of every id, default 'tm'. */
  readonly idPrefix?: string;
}

/**
 * Stand-alone SVG of a polytope's graph.
 *
 * @param name as `identify` and `tegumName` of `@toymodels/analysis` give it: dedicated, digon, triangle,
 *   tetrahedron, square, pentagon, octahedron, triangular bipyramid, square antiprism, 7-gon, 5-simplex,
 *   3-orthoplex ...; any other name is drawn as `unnamed`
 * @throws InvalidArgumentError
 */
export function polytopeGlyph(name: string, options: GlyphOptions = {}): string {
  throw new UnsupportedError(`polytopeGlyph is being written: ${name} ${options.size}`);
}

/**
 * The same as a `<g>` centred at (0, 0), for SVG of one's own. With theme 'auto' the variables must be
 * declared around it (see `themeVariables`).
 *
 * @throws InvalidArgumentError
 */
export function polytopeGlyphGroup(
  name: string,
  options: Pick<GlyphOptions, 'theme' | 'size'> = {},
): string {
  throw new UnsupportedError(`polytopeGlyphGroup is being written: ${name} ${options.size}`);
}
