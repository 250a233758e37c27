/** A claim about the best of several starts, with its spread: how many single starts bear it out, too. */

import type { Claim } from '../figure.js';

/** @param single the same claim, asked of each start by itself; must not be empty */
export function overStarts(best: Claim, single: readonly Claim[]): Claim {
  const holding = single.filter(({ verdict }) => verdict === 'holds').length;
  return {
    ...best,
    method: `${best.method} Asked of the best start; spread: of each start by itself.`,
    measured: `${best.measured}; so in ${holding} of ${single.length} starts`,
  };
}
