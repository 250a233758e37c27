/**
 * What surrounds every figure: the root element, names for screen readers, background, title.
 */
import type { CompleteOptions } from './options.js';
import { at, element, escapeText } from './svg/element.js';
import { FONT_FAMILY, FONT_SIZE, label, wrapText } from './svg/text.js';
import { createPainter, FIGURE_CLASS, type Painter } from './theme/painter.js';

/** Space at the edges of every figure, px. */
export const MARGIN = 14;

/** What a figure hands to its frame: its content, drawn from (0, 0), and the height it takes. */
export interface Content {
  readonly body: string;
  readonly height: number;
}

/**
 * A stand-alone SVG document.
 *
 * @param draw draws the content into a box `width` px wide (the figure's width less its margins)
 */
export function figure(options: CompleteOptions, draw: (painter: Painter, width: number) => Content): string {
  const { theme, width, title, description, idPrefix, showTitle, inspect } = options;
  const painter = createPainter(theme, inspect);
  const inner = width - 2 * MARGIN;
  const content = draw(painter, inner);
  const size = FONT_SIZE.title;
  const lines = showTitle ? wrapText(title, inner, size, 'semi-bold') : [];
  const titleHeight = lines.length === 0 ? 0 : lines.length * size * 1.3 + 10;
  const height = Math.ceil(2 * MARGIN + titleHeight + content.height);
  const heading = lines.map((line, index) =>
    label(line, MARGIN, MARGIN + size * (0.95 + 1.3 * index), { 'font-size': size, 'font-weight': 600 }),
  );
  const background = element('rect', { width, height, fill: painter.color('background') });
  const ink = painter.color('ink');
  const style = painter.style();
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: FIGURE_CLASS,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': `${idPrefix}-title ${idPrefix}-desc`,
      'font-family': FONT_FAMILY,
      'font-size': FONT_SIZE.label,
      fill: ink,
      color: ink,
      style: 'max-width:100%;height:auto',
    },
    element('title', { id: `${idPrefix}-title` }, escapeText(title)),
    element('desc', { id: `${idPrefix}-desc` }, escapeText(description)),
    style === '' ? '' : element('style', {}, style),
    background,
    // The same words stand in <title>: drawn text is decoration to a screen reader under role="img".
    ...heading,
    at(MARGIN, MARGIN + titleHeight, content.body),
  );
}
