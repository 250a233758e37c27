/**
 * Text in figures: sizes, wrapping, and an estimate of widths.
 *
 * No font is measured (there may be no DOM), so widths come from classes of characters, as wide as
 * in DejaVu Sans: the widest of the fonts below, and the one of many Linux systems.
 */
import type { Painter } from '../theme/painter.js';
import { element, escapeText, type Attributes } from './element.js';

/** Fonts that are there without loading anything; the site may override by CSS. */
export const FONT_FAMILY =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

/** Font sizes in px. */
export const FONT_SIZE = { title: 15, panel: 12, label: 11, small: 9.5 } as const;

type Weight = 'regular' | 'semi-bold';

/** How much wider semi-bold letters are than regular ones. */
const SEMI_BOLD = 1.12;

/** Estimated width of a line in px at a font size in px. */
export function textWidth(text: string, size: number, weight: Weight = 'regular'): number {
  let em = 0;
  for (const character of text.replace(/[_^]\{([^}]*)\}/g, '$1')) {
    if ("ijlI.,:;|!'· ".includes(character)) em += 0.34;
    else if ('ftr()[]/'.includes(character)) em += 0.4;
    else if ('mwMW%@'.includes(character)) em += 0.93;
    else if (/[A-ZΣ≥−=→]/.test(character)) em += 0.77;
    else em += 0.62;
  }
  return em * size * (weight === 'regular' ? 1 : SEMI_BOLD);
}

/** Words broken into lines not wider than `width` px (a single longer word keeps its line). */
export function wrapText(text: string, width: number, size: number, weight: Weight = 'regular'): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size, weight) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/**
 * One line of text at (x, y), y being the baseline.
 *
 * `^{…}` raises and `_{…}` lowers. Unicode has such letters too, but few fonts do, and a fallback
 * font in the middle of a word is what readers see first.
 */
export function label(text: string, x: number, y: number, attributes: Attributes = {}): string {
  let content = '';
  let shift = 0;
  for (const part of text.split(/([_^]\{[^}]*\})/)) {
    if (part === '') continue;
    const script = /^[_^]\{/.test(part);
    // dy is relative to the text before it, so each run also undoes the last one's.
    const target = script ? (part[0] === '^' ? -0.38 : 0.22) : 0;
    const dy = (target - shift).toFixed(2);
    shift = target;
    const run = escapeText(script ? part.slice(2, -1) : part);
    const size = Number(attributes['font-size'] ?? FONT_SIZE.label);
    if (dy === '0.00') content += run;
    else
      content += element(
        'tspan',
        { dy: Number(dy) * size, 'font-size': script ? size * 0.72 : undefined },
        run,
      );
  }
  return element('text', { x, y, ...attributes }, content);
}

/** Attributes of a word drawn over lines: an edge of the background's colour keeps it readable. */
export function halo(painter: Painter): Attributes {
  return {
    stroke: painter.color('background'),
    'stroke-width': 3,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
}
