/** Claims as lines for a terminal: the verdict first, measured beside expected. */

import type { Claim } from '@toymodels/paper';
import { VERDICTS, type Style } from './style.js';

/** Breaks text into lines of at most `width` characters (a longer word keeps its line). */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * @param width characters a line
 * @returns lines without line ends
 */
export function claimLines(
  claim: Claim,
  width: number,
  style: (style: Style, text: string) => string,
): string[] {
  const look = VERDICTS[claim.verdict];
  const lead = claim.verdict === 'holds' ? '' : `${look.word}: `;
  const [first = '', ...more] = wrap(lead + claim.statement, width - 4);
  const lines = [
    `  ${style(look.style, look.mark)} ${claim.verdict === 'holds' ? first : style(look.style, first)}`,
    ...more.map((line) => `    ${claim.verdict === 'holds' ? line : style(look.style, line)}`),
  ];
  const field = (name: string, text: string): void => {
    wrap(text, width - 15).forEach((line, index) => {
      lines.push(`    ${style('dim', (index === 0 ? name : '').padEnd(10))} ${line}`);
    });
  };
  field('measured', claim.measured);
  field('expected', claim.expected);
  if (claim.note !== undefined) field('note', claim.note);
  return lines;
}
