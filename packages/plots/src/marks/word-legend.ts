/** A legend of marks with words, line by line as they fit. */
import { at } from '../svg/element.js';
import { FONT_SIZE, label, textWidth } from '../svg/text.js';
import type { Painter } from '../theme/painter.js';

export interface LegendEntry {
  readonly words: string;
  /** Drawn around (0, 0), within 7 px, in addition to `halfWidth` to the sides. */
  readonly mark: string;
  /** Default 7, px. */
  readonly halfWidth?: number;
}

const LINE = 20;
const GAP = 16;

/** The entries from (0, 0), and the height they take: 0 for none. */
export function wordLegend(
  painter: Painter,
  width: number,
  entries: readonly LegendEntry[],
): { readonly body: string; readonly height: number } {
  let [x, y] = [0, LINE / 2];
  let body = '';
  for (const { words, mark, halfWidth = 7 } of entries) {
    const needed = 2 * halfWidth + 5 + textWidth(words, FONT_SIZE.label);
    if (x > 0 && x + needed > width) [x, y] = [0, y + LINE];
    body += at(x + halfWidth, y, mark, label(words, halfWidth + 5, 4, { fill: painter.color('muted') }));
    x += needed + GAP;
  }
  return { body, height: entries.length === 0 ? 0 : y + LINE / 2 };
}
