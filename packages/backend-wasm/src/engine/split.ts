/**
 * Which models each worker gets, so that all are done at about the same time; and where there are too few models, or
 * an odd number, which workers train theirs together. No influence on results.
 */

import { instanceOfModel, type ResolvedRun } from '@toymodels/core';
import { fitsGroup, isSharable, sharedCost, type Share } from './group.js';
import { KERNEL_CHUNK } from './kernel.js';
import { costOf } from './paths.js';

/** A batch is shared where that takes less than this part of the time: costs are estimates. */
export const WORTH_SHARING = 0.9;

/** Beyond so many models a worker, hardly anything is left to even out. */
const MOST_MODELS_A_WORKER = 8;

/**
 * The shares of a run's models on at most so many workers.
 *
 * Models whose batches cannot be shared get workers of their own, in proportion to what they cost; of the others, groups
 * of every size are tried.
 *
 * @param sharedBelow a batch is shared where a step of all models takes less than this part of the time: 0 never,
 * Infinity whenever it is possible
 */
export function sharesOf(run: ResolvedRun, workers: number, sharedBelow: number): Share[] {
  const all = Array.from({ length: run.nModels }, (_, model) => model);
  const costs = all.map((model) => costOf(run, instanceOfModel(run, model)));
  const apart = sharesByCost(all, costs, Math.min(workers, all.length), 1);
  if (!(sharedBelow > 0) || workers < 2 || all.length > MOST_MODELS_A_WORKER * workers) return apart.shares;

  const sharable = all.filter((model) => isSharable(run, instanceOfModel(run, model)));
  const others = all.filter((model) => !sharable.includes(model));
  if (sharable.length === 0) return apart.shares;
  const costOthers = others.reduce((sum, model) => sum + costs[model]!, 0);
  const costAll = costs.reduce((sum, cost) => sum + cost, 0);
  const fair = (workers * costOthers) / costAll;
  const most = Math.min(workers, Math.ceil(run.spec.training.batchSize / KERNEL_CHUNK));
  let best: Split | undefined;
  for (const wanted of others.length > 0 ? new Set([Math.floor(fair), Math.ceil(fair)]) : [0]) {
    const nOthers = others.length > 0 ? Math.min(Math.max(1, wanted), others.length) : 0;
    for (let members = 2; members <= Math.min(most, workers - nOthers); members++) {
      if (!fitsGroup(run, members)) break;
      const nGroups = Math.min(sharable.length, Math.floor((workers - nOthers) / members));
      const sharedCosts = all.map((model) =>
        sharable.includes(model) ? sharedCost(run, model, members) : 0,
      );
      const groups = sharesByCost(sharable, sharedCosts, nGroups, members);
      const singles = nOthers > 0 ? sharesByCost(others, costs, nOthers, 1) : { shares: [], cost: 0 };
      const cost = Math.max(groups.cost, singles.cost);
      if (!best || cost < best.cost) best = { shares: [...singles.shares, ...groups.shares], cost };
    }
  }
  return best && best.cost < sharedBelow * apart.cost ? best.shares : apart.shares;
}

/** Shares, and what the dearest of them costs. */
interface Split {
  readonly shares: Share[];
  readonly cost: number;
}

/** @param costs of all models */
function sharesByCost(
  models: readonly number[],
  costs: readonly number[],
  parts: number,
  members: number,
): Split {
  const items = splitByCost(
    models.map((model) => costs[model]!),
    parts,
  );
  const shares = items.map((own) => ({ models: own.map((item) => models[item]!), members }));
  const totals = shares.map((share) => share.models.reduce((sum, model) => sum + costs[model]!, 0));
  return { shares, cost: Math.max(...totals) };
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
