/** A measured value with the spread of single starts, in words. */

import { number } from './words.js';

/** "0.3 to 0.4". */
export function fromTo(values: readonly number[]): string {
  return `${number(Math.min(...values))} to ${number(Math.max(...values))}`;
}

/** "0.35 (0.3 to 0.4)": a value, and the least and the most of single starts, where there are several. */
export function withRange(value: number, single: readonly number[]): string {
  return single.length > 1 ? `${number(value)} (${fromTo(single)})` : number(value);
}

/** "5 starts", "1 start". */
export function startsInWords(n: number): string {
  return `${n} ${n === 1 ? 'start' : 'starts'}`;
}

/** "0.35 (0.3 to 0.4 over 5 starts)". */
export function overStartsInWords(value: number, single: readonly number[]): string {
  return `${number(value)} (${fromTo(single)} over ${startsInWords(single.length)})`;
}
