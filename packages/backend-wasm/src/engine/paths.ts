/**
 * The ways through the kernel, and the rule of which instance takes which.
 *
 * A rule of the spec alone: the way decides how sums are rounded. What is drawn is not decided here
 * but by `drawScheme` of @toymodels/core. The numbers were measured by scripts/measure-paths.mjs.
 */

import { activeAttack, drawScheme, MODEL_FORMS, type ResolvedRun } from '@toymodels/core';
import { costOnPath, meanActive } from './cost.js';
import { straightShapeOf } from './shape.js';

/**
 * - `dense`: every sample goes through the products as it was drawn.
 * - `packed`: drawn feature by feature; empty samples are left out, and added once, times their number.
 * - `gaps`: drawn by gaps; what touches x is done from the active features, the rest by products.
 * - `gram`: drawn by gaps; samples go through W W^T, without hidden units, which must be linear.
 * - `attacked`: every sample goes through the products, drawn either way, some of them attacked (`training.attack`).
 */
export type KernelPath = 'dense' | 'packed' | 'gaps' | 'gram' | 'attacked';

/**
 * Leaving the empty samples out pays when their share of all times nHidden is above this: a sample
 * costs in proportion to n m, and moving one in proportion to n. Crossovers: a share of 0.25 for
 * m = 5, 0.08 for m = 20. Straight-line code is quicker without.
 */
const WORTH_PACKING = 1.25;

/** The way that training samples of instance k take. */
export function kernelPath(run: ResolvedRun, k: number): KernelPath {
  const { model, training } = run.spec;
  if (activeAttack(training)) return 'attacked';
  if (drawScheme(run, k) === 'per-feature') {
    const { nNotEmpty } = meanActive(run, k);
    const empty = 1 - nNotEmpty / training.batchSize;
    const packs = training.sampling === 'iid' && empty * run.nHidden >= WORTH_PACKING;
    return packs && !straightShapeOf(run) ? 'packed' : 'dense';
  }
  const form = MODEL_FORMS[model.kind];
  if (form.hiddenRelu || form.untied || model.hiddenBias || training.hiddenL1 > 0) return 'gaps';
  return costOnPath(run, k, 'gram') < costOnPath(run, k, 'gaps') ? 'gram' : 'gaps';
}

/**
 * About what a training step of one model of instance k costs, in nanoseconds of a core of the machine that the costs were
 * measured on, see `cost.ts`. Another machine's differ by a factor that is much the same for all models.
 */
export function costOf(run: ResolvedRun, k: number): number {
  return costOnPath(run, k, kernelPath(run, k));
}
