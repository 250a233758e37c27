/** Which models each worker gets: consecutive ones, of about the same cost together. No influence on results. */

import type { ResolvedRun } from '@toymodels/core';
import { kernelPath, meanActive } from './paths.js';

/**
 * What a step of a model of instance k costs, in passes over its outputs; rough, from the times that
 * scripts/measure-paths.mjs prints.
 */
export function costOf(run: ResolvedRun, k: number): number {
  const { batchSize } = run.spec.training;
  const { nHidden, nFeatures } = run;
  const { nActive, nNotEmpty } = meanActive(run, k);
  switch (kernelPath(run, k)) {
    case 'dense':
      return batchSize * (5 * nHidden + 9);
    case 'packed':
      return batchSize * 9 + nNotEmpty * (5 * nHidden + 2);
    case 'gaps':
      return nNotEmpty * (3 * nHidden + 4) + nActive * 4;
    case 'gram':
      return nNotEmpty * 6 + nActive * 6 + 3 * nHidden * nFeatures;
  }
}

/**
 * Cuts items into `parts` runs of consecutive ones, none empty, with sums as even as going through them once makes it.
 *
 * @param costs of the items, at least as many as parts
 * @returns where each part begins, and where the last one ends; [parts + 1]
 */
export function splitByCost(costs: readonly number[], parts: number): number[] {
  const starts = [0];
  let left = costs.reduce((sum, cost) => sum + cost, 0);
  let at = 0;
  for (let part = 0; part < parts - 1; part++) {
    const share = left / (parts - part);
    const most = costs.length - (parts - 1 - part);
    let sum = costs[at++]!;
    // Another one as long as it brings the sum nearer to the share.
    while (at < most && sum + costs[at]! / 2 < share) sum += costs[at++]!;
    left -= sum;
    starts.push(at);
  }
  return [...starts, costs.length];
}
