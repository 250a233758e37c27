/** Groups of workers that share batches: what can be shared, what that costs, and what the members must agree on. */

import { instanceOfModel, type ResolvedRun } from '@toymodels/core';
import { costShared } from './cost.js';
import { turnSteps } from './engine.js';
import { exchangeMemory, type GroupPlan } from './exchange.js';
import { KERNEL_CHUNK } from './kernel.js';
import { costOf, kernelPath } from './paths.js';
import { rowLength } from './tensors.js';

/** Models of one worker, or of a group that shares every batch. */
export interface Share {
  /** Ascending. */
  readonly models: readonly number[];
  /** Workers, at least 1. */
  readonly members: number;
}

/** Longest time between two meetings, in nanoseconds: an abort waits for one. */
const SEGMENT_NS = 8e6;

/** Most bytes that a group has in flight, and most that it may need for a chunk of each member. */
const SEGMENT_BYTES = 2 ** 23;
const MOST_SEGMENT_BYTES = 2 ** 26;

/** Bytes behind a gradient in a slot, SLOT_TAIL in assembly/reduce.ts. */
const SLOT_TAIL = 16;

/**
 * Whether workers can share the batches of instance k: its sums are complete with every chunk. Samples drawn by gaps
 * are gathered over chunks, and added up one by one in the order of all that came before.
 */
export function isSharable(run: ResolvedRun, k: number): boolean {
  const path = kernelPath(run, k);
  return path !== 'gaps' && path !== 'gram';
}

/** Bytes of what a chunk adds to a step, as `slotBytes` of the kernel tells. */
export function slotBytesOf(run: ResolvedRun): number {
  return 4 * rowLength(run.spec.model) + SLOT_TAIL;
}

/** Whether so many workers can have a chunk each in flight. */
export function fitsGroup(run: ResolvedRun, members: number): boolean {
  return members * slotBytesOf(run) <= MOST_SEGMENT_BYTES;
}

/** Chunks of a batch that a group of `members` does between two meetings, a multiple of `members`. */
export function segmentChunks(run: ResolvedRun, models: readonly number[], members: number): number {
  const nChunks = Math.ceil(run.spec.training.batchSize / KERNEL_CHUNK);
  const dearest = Math.max(...models.map((model) => costOf(run, instanceOfModel(run, model))));
  const byTime = Math.floor(SEGMENT_NS / (dearest / nChunks));
  const bySize = Math.floor(SEGMENT_BYTES / (members * slotBytesOf(run)));
  const each = Math.max(1, Math.min(Math.ceil(nChunks / members), byTime, bySize));
  const nSegments = Math.ceil(nChunks / (each * members));
  return members * Math.ceil(nChunks / (nSegments * members));
}

/** Nanoseconds of a step of a model that `members` workers share. */
export function sharedCost(run: ResolvedRun, model: number, members: number): number {
  const k = instanceOfModel(run, model);
  const nChunks = Math.ceil(run.spec.training.batchSize / KERNEL_CHUNK);
  const nSegments = Math.ceil(nChunks / segmentChunks(run, [model], members));
  return costShared(run, k, kernelPath(run, k), members, nSegments);
}

/**
 * What a group's workers need besides plans.
 *
 * @throws RangeError where there is not so much memory
 */
export function groupOf(run: ResolvedRun, { models, members }: Share): Omit<GroupPlan, 'member'> {
  const chunks = segmentChunks(run, models, members);
  const costs = models.map((model) => sharedCost(run, model, members));
  const meanMs = costs.reduce((sum, cost) => sum + cost, 0) / costs.length / 1e6;
  return {
    memory: exchangeMemory(chunks, slotBytesOf(run)),
    members,
    segmentChunks: chunks,
    turnSteps: turnSteps(models.length, meanMs),
  };
}
