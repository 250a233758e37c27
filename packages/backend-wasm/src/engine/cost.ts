/**
 * What a step of one model costs on each way through the kernel, in nanoseconds of the machine that
 * scripts/measure-paths.mjs was run on. Within a fifth of what was measured from n = 5 to 400 and p = .001 to 1;
 * only ratios matter: they choose between ways (`paths.ts`) and even workers out (`split.ts`).
 */

import { activityOf, type ResolvedRun } from '@toymodels/core';
import { KERNEL_CHUNK } from './kernel.js';
import type { KernelPath } from './paths.js';
import { straightShapeOf } from './shape.js';
import { rowLength } from './tensors.js';

/** Operations on vectors of four numbers in a nanosecond, times four. */
const RATE = 32;

/** Streams, sums, the optimiser. */
const STEP = 900;

/** Drawing one active feature by gaps, and putting it where it belongs. */
const GAP = 7.4;

/**
 * A meeting of workers that share a step. It takes 700 where each has a core to itself (scripts/measure-sharing.mjs), and
 * 40 000 where another program holds one and the others go to sleep: this much, so that little is lost then.
 */
const MEETING = 10_000;

/** A parameter of a chunk's gradient: out of one worker's memory, into another's, and added. */
const EXCHANGED = 1.6;

/** A parameter in the optimiser, which all workers do. */
const UPDATED = 0.7;

/** Means over the batches of instance k: active units, and samples that are not empty. */
export function meanActive(run: ResolvedRun, k: number): { nActive: number; nNotEmpty: number } {
  const { batchSize, sampling } = run.spec.training;
  const p = run.units.map(({ features }) => run.featureProbability[k * run.nFeatures + features[0]!]!);
  const empty = p.reduce((product, value) => product * (1 - value), 1);
  const nActive = batchSize * p.reduce((sum, value) => sum + value, 0);
  if (sampling === 'iid') return { nActive, nNotEmpty: batchSize * (1 - empty) };
  const { drawnWeight } = activityOf(run, k, sampling);
  return { nActive: drawnWeight > 0 ? nActive / drawnWeight : 0, nNotEmpty: batchSize };
}

/** Nanoseconds of a step of a model of instance k on a way, whether the rules choose it or not. */
export function costOnPath(run: ResolvedRun, k: number, path: KernelPath): number {
  const { nFeatures: n, nHidden: m } = run;
  const { batchSize } = run.spec.training;
  const { nActive, nNotEmpty } = meanActive(run, k);
  switch (path) {
    // A sample and feature: 15 for the draw, 8 for the error, and five products.
    case 'dense':
      return STEP + (batchSize * n * (10 * m + 23)) / RATE;
    case 'packed':
      return STEP + (n * (batchSize * 25 + nNotEmpty * (10 * m + 10))) / RATE;
    case 'gaps':
      if (straightShapeOf(run)) return STEP + (nNotEmpty * n * (10 * m + 8)) / RATE + nActive * GAP;
      return STEP + (nNotEmpty * n * (6 * m + 16)) / RATE + nActive * (GAP + 0.55 * m);
    // A row of the outputs for a sample, and two for each active feature.
    case 'gram':
      return STEP + nNotEmpty * (6 + n / 4) + nActive * (GAP + 0.28 * n) + (4 * m * n * n) / RATE;
    case 'attacked':
      return STEP + (batchSize * n * (10 * m + 33)) / RATE + attackDirections(run);
  }
}

/** W W^T, once a step. */
function attackDirections({ nFeatures: n, nHidden: m }: ResolvedRun): number {
  return (4 * m * n * n) / RATE;
}

/**
 * The same where `members` workers share the batch by its chunks. What is done once a step, all of them do.
 *
 * @param nSegments meetings a step
 */
export function costShared(
  run: ResolvedRun,
  k: number,
  path: KernelPath,
  members: number,
  nSegments: number,
): number {
  const { batchSize } = run.spec.training;
  const nChunks = Math.ceil(batchSize / KERNEL_CHUNK);
  const parameters = rowLength(run.spec.model);
  const once = STEP + parameters * UPDATED + (path === 'attacked' ? attackDirections(run) : 0);
  const most = Math.min(batchSize, Math.ceil(nChunks / members) * KERNEL_CHUNK);
  const samples = ((costOnPath(run, k, path) - once) * most) / batchSize;
  return once + samples + nSegments * MEETING + nChunks * parameters * EXCHANGED;
}
