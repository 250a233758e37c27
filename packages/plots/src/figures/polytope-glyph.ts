/**
 * The small sign of a polytope: its graph in one hue, the same in legends, charts and text.
 *
 * Not a figure with a frame: it has no title above it and no background, and can stand in a line of text.
 */
import { InvalidArgumentError } from '@toymodels/core';
import { glyph } from '../marks/glyphs.js';
import { completeOptions } from '../options.js';
import { at, element, escapeText } from '../svg/element.js';
import { createPainter, FIGURE_CLASS, type Painter, type Theme } from '../theme/painter.js';

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
  const { size, painter, title, idPrefix } = complete(name, options);
  const drawn = at(size / 2, size / 2, glyph(painter, name, size));
  const style = painter.style();
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: FIGURE_CLASS,
      width: size,
      height: size,
      viewBox: `0 0 ${size} ${size}`,
      role: 'img',
      'aria-labelledby': `${idPrefix}-title`,
    },
    element('title', { id: `${idPrefix}-title` }, escapeText(title)),
    style === '' ? '' : element('style', {}, style),
    drawn,
  );
}

/**
 * The same as a `<g>` centred at (0, 0), for SVG of one's own. With theme 'auto' the variables must be
 * declared around it (see `themeVariables`).
 *
 * @throws InvalidArgumentError
 */
export function polytopeGlyphGroup(name: string, options: Pick<GlyphOptions, 'theme' | 'size'> = {}): string {
  const { painter, size } = complete(name, options);
  return element('g', {}, glyph(painter, name, size));
}

const KNOWN = ['theme', 'size', 'title', 'idPrefix'];

function complete(
  name: string,
  options: GlyphOptions,
): { readonly size: number; readonly painter: Painter; readonly title: string; readonly idPrefix: string } {
  for (const key of Object.keys(options)) {
    if (!KNOWN.includes(key))
      throw new InvalidArgumentError(`unknown glyph option "${key}"; known are ${KNOWN.join(', ')}`);
  }
  const { size = 20, title = name } = options;
  if (!(size >= 8 && size <= 400))
    throw new InvalidArgumentError(`size is ${size}; give the size in px, from 8 to 400`);
  const { theme, idPrefix } = completeOptions({
    title,
    description: title,
    ...(options.theme === undefined ? {} : { theme: options.theme }),
    ...(options.idPrefix === undefined ? {} : { idPrefix: options.idPrefix }),
  });
  return { size, painter: createPainter(theme), title, idPrefix };
}
