/** Titles of panels: a bold line and muted lines below, as high in every panel of a figure. */
import { FONT_SIZE, label, wrapText } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';

export interface PanelHead {
  /** Height to keep free above each panel, px; 0 when no panel has words. */
  readonly height: number;
  /** Words of panel k, from (0, 0). */
  draw(k: number): string;
}

const TITLE_LINE = 15;
const SUBTITLE_LINE = 14;

/** @param align where the words stand in the panel's width */
export function panelHead(
  painter: Painter,
  panels: readonly { readonly title?: string; readonly subtitle?: string }[],
  width: number,
  align: 'start' | 'middle' = 'start',
): PanelHead {
  const lines = panels.map(({ title = '', subtitle = '' }) => ({
    title: wrapText(title, width, FONT_SIZE.panel, 'semi-bold'),
    subtitle: wrapText(subtitle, width, FONT_SIZE.label),
  }));
  const titles = Math.max(0, ...lines.map(({ title }) => title.length));
  const subtitles = Math.max(0, ...lines.map(({ subtitle }) => subtitle.length));
  const x = align === 'start' ? 0 : width / 2;
  const anchor = align === 'start' ? {} : { 'text-anchor': 'middle' };
  return {
    height: titles + subtitles === 0 ? 0 : titles * TITLE_LINE + subtitles * SUBTITLE_LINE + 6,
    draw: (k) =>
      lines[k]!.title.map((line, row) =>
        label(line, x, 12 + TITLE_LINE * row, {
          'font-size': FONT_SIZE.panel,
          'font-weight': 600,
          ...anchor,
        }),
      ).join('') +
      lines[k]!.subtitle.map((line, row) =>
        label(line, x, titles * TITLE_LINE + 11 + SUBTITLE_LINE * row, {
          fill: painter.color('muted'),
          ...anchor,
        }),
      ).join(''),
  };
}
