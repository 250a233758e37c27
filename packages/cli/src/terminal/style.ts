/** Colours of the terminal, where there is one and its owner wants them (https://no-color.org). */

import { styleText } from 'node:util';
import type { Verdict } from '@toymodels/paper';
import type { Io, Output } from '../io.js';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Colours text for `output`, or leaves it as it is. */
export function styler(io: Io, output: Output): (style: Style, text: string) => string {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  const wanted = FORCE_COLOR ? FORCE_COLOR !== '0' : output.isTTY === true && TERM !== 'dumb';
  if (NO_COLOR || !wanted) return (_style, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false });
}

interface VerdictLook {
  readonly mark: string;
  /** What the verdict is called where there is room for a word. */
  readonly word: string;
  readonly style: Style;
}

/** How each verdict is shown: never by colour alone. */
export const VERDICTS: Readonly<Record<Verdict, VerdictLook>> = {
  holds: { mark: '✓', word: 'holds', style: 'green' },
  fails: { mark: '✗', word: 'FAILS', style: 'red' },
  differs: { mark: '≠', word: 'differs', style: 'yellow' },
};
