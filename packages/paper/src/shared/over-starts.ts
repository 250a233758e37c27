/** A claim about several starts, with its spread: how many single starts bear it out. */

import type { Claim } from '../figure.js';
import { startsInWords } from './spread.js';

/** @param single the same claim, asked of each start by itself; must not be empty */
export function overStarts(best: Claim, single: readonly Claim[]): Claim {
  const holding = single.filter(({ verdict }) => verdict === 'holds').length;
  return {
    ...best,
    method: `${best.method} Asked of the best start; spread: of each start by itself.`,
    measured: `${best.measured}; so in ${holding} of ${single.length} starts`,
  };
}

/**
 * The claim of most starts, where none is selected.
 *
 * @param single the claim, asked of each start by itself, the drawn one first; must not be empty
 */
export function ofMostStarts(single: readonly Claim[]): Claim {
  const { note: _, ...drawn } = single[0]!;
  const holding = single.filter(({ verdict }) => verdict === 'holds').length;
  const holds = holding > single.length / 2;
  const note = single.find(({ verdict }) => verdict !== 'holds')?.note;
  return {
    ...drawn,
    method: `${drawn.method} Asked of each start; in more than half of them.`,
    measured: `${drawn.measured} in the first; so in ${holding} of ${startsInWords(single.length)}`,
    verdict: holds ? 'holds' : 'fails',
    ...(holds || note === undefined ? {} : { note }),
  };
}
