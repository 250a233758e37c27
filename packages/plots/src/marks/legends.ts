/**
 * Legends: the diverging scale of weights and the scale of superposition, as stepped strips.
 *
 * The steps are the very colours of the figure, so a legend cannot disagree with it.
 */
import { formatNumber } from '../format.js';
import { at, element } from '../svg/element.js';
import { FONT_SIZE, label, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';
import { lossToken, SHARED_STEPS, WEIGHT_STEPS, type Token } from '../theme/palette.js';

/** Height of a legend, px. */
const LEGEND_HEIGHT = 36;
const STRIP = 9;

interface Mark {
  /** 0 left end to 1 right end of the strip. */
  readonly position: number;
  readonly text: string;
}

function strip(
  painter: Painter,
  title: string,
  tokens: readonly Token[],
  marks: readonly Mark[],
  width: number,
): string {
  const step = width / tokens.length;
  const swatches = tokens.map((token, k) =>
    // A hair of overlap hides the seams between neighbours.
    element('rect', {
      x: k * step,
      width: step + (k + 1 < tokens.length ? 0.4 : 0),
      height: STRIP,
      fill: painter.color(token),
    }),
  );
  const small = { 'font-size': FONT_SIZE.small, fill: painter.color('muted') };
  const words = marks.map(({ position, text }) =>
    label(text, position * width, STRIP + 11, {
      ...small,
      'text-anchor': position === 0 ? 'start' : position === 1 ? 'end' : 'middle',
    }),
  );
  return (
    label(title, 0, 9, { 'font-size': FONT_SIZE.label }) +
    at(
      0,
      14,
      ...swatches,
      element('rect', {
        width,
        height: STRIP,
        fill: 'none',
        stroke: painter.color('faint'),
        'stroke-width': 0.75,
      }),
      ...words,
    )
  );
}

/** The diverging scale from -range over 0 (the background) to range. */
export function weightLegend(painter: Painter, title: string, range: number, width: number): string {
  const tokens: Token[] = [];
  for (let step = WEIGHT_STEPS; step >= 1; step--) tokens.push(`weight-n${step}`);
  tokens.push('background');
  for (let step = 1; step <= WEIGHT_STEPS; step++) tokens.push(`weight-p${step}`);
  const marks = [
    { position: 0, text: formatNumber(-range) },
    { position: 0.5, text: '0' },
    { position: 1, text: formatNumber(range) },
  ];
  return strip(painter, title, tokens, marks, width);
}

/** The scale of superposition from 0 to 1 and above. */
export function sharedLegend(painter: Painter, title: string, width: number): string {
  const tokens = Array.from({ length: SHARED_STEPS + 1 }, (_, step) => `shared-${step}`);
  return strip(
    painter,
    title,
    tokens,
    [
      { position: 0, text: '0 alone' },
      { position: 1, text: 'shared 1+' },
    ],
    width,
  );
}

/** The bands of a loss, lowest first, with their outer edges. */
export function lossLegend(
  painter: Painter,
  title: string,
  bands: number,
  [least, most]: readonly [number, number],
  width: number,
): string {
  const tokens = Array.from({ length: bands }, (_, band) => lossToken(band, bands));
  const marks = [
    { position: 0, text: formatNumber(least) },
    { position: 1, text: formatNumber(most) },
  ];
  return strip(painter, title, tokens, marks, width);
}

/** Legends side by side, or below each other where they do not fit; returns the body and its height. */
export function legendRow(
  painter: Painter,
  width: number,
  legends: readonly {
    readonly title: string;
    readonly draw: (painter: Painter, title: string, width: number) => string;
  }[],
): { readonly body: string; readonly height: number } {
  const gap = 32;
  const natural = legends.map(({ title }) =>
    Math.min(width, Math.max(170, textWidth(title, FONT_SIZE.label))),
  );
  const sideBySide = natural.reduce((sum, each) => sum + each, gap * (legends.length - 1)) <= width;
  let x = 0;
  let y = 0;
  const parts = legends.map(({ title, draw }, k) => {
    const part = at(x, y, draw(painter, title, Math.min(natural[k]!, 230)));
    if (sideBySide) x += natural[k]! + gap;
    else y += LEGEND_HEIGHT + 8;
    return part;
  });
  return { body: parts.join(''), height: sideBySide ? LEGEND_HEIGHT : y - 8 };
}
