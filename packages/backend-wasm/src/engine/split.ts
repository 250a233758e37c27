/** Which models each worker gets, so that all are done at about the same time. No influence on results. */

import type { ResolvedRun } from '@toymodels/core';
import { costOnPath } from './cost.js';
import { kernelPath } from './paths.js';

/** What a step of a model of instance k costs, in nanoseconds, see `cost.ts`. */
export function costOf(run: ResolvedRun, k: number): number {
  return costOnPath(run, k, kernelPath(run, k));
}

/**
 * Shares items out: the dearest first, each to the part that has least (Graham, 1969: at most a third above the best).
 *
 * @param costs of the items, at least as many as parts, all above 0
 * @returns the items of each part, ascending; none is empty
 */
export function splitByCost(costs: readonly number[], parts: number): number[][] {
  const split = Array.from({ length: parts }, () => ({ items: [] as number[], cost: 0 }));
  const dearestFirst = costs.map((cost, item) => ({ cost, item })).sort((a, b) => b.cost - a.cost);
  for (const { cost, item } of dearestFirst) {
    const part = split.reduce((least, other) => (other.cost < least.cost ? other : least));
    part.items.push(item);
    part.cost += cost;
  }
  return split.map(({ items }) => items.sort((a, b) => a - b));
}
