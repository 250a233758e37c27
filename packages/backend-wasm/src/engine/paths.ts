/**
 * The four ways through the kernel, and the rule of which instance takes which.
 *
 * A rule of the spec alone: the way decides how sums are rounded. What is drawn is not decided here
 * but by `drawScheme` of @toymodels/core. The numbers were measured by scripts/measure-paths.mjs.
 */

import { drawScheme, MODEL_FORMS, type ResolvedRun } from '@toymodels/core';

/**
 * - `dense`: every sample goes through the products as it was drawn.
 * - `packed`: drawn feature by feature; empty samples are left out, and added once, times their number.
 * - `gaps`: drawn by gaps; what touches x is done from the active features, the rest by products.
 * - `gram`: drawn by gaps; samples go through W W^T, without hidden units, which must be linear.
 */
export type KernelPath = 'dense' | 'packed' | 'gaps' | 'gram';

/**
 * Leaving the empty samples out pays when their share of all times nHidden is above this: a sample
 * costs in proportion to n m, and moving one in proportion to n. Crossovers: a share of 0.6 for
 * m = 2, 0.25 for m = 5, 0.08 for m = 20.
 */
const WORTH_PACKING = 1.25;

/**
 * Passes over the outputs that a sample costs: three products of m each, or two for every active
 * feature that read and write memory as they go, each worth two of the former.
 */
const PASSES_OF_PRODUCTS = 3;
const PASSES_OF_AN_ACTIVE = 4;

/** W W^T and its gradient: two products of n rows, and what it takes to lay them out. */
const COST_OF_GRAM = 3;

/** Means over the batches of instance k: active units, and samples that are not empty. */
export function meanActive(run: ResolvedRun, k: number): { nActive: number; nNotEmpty: number } {
  const { batchSize } = run.spec.training;
  const p = run.units.map(({ features }) => run.featureProbability[k * run.nFeatures + features[0]!]!);
  const empty = p.reduce((product, value) => product * (1 - value), 1);
  return {
    nActive: batchSize * p.reduce((sum, value) => sum + value, 0),
    nNotEmpty: batchSize * (1 - empty),
  };
}

/** The way that training samples of instance k take. */
export function kernelPath(run: ResolvedRun, k: number): KernelPath {
  const { model, training } = run.spec;
  const { nActive, nNotEmpty } = meanActive(run, k);
  if (drawScheme(run, k) === 'per-feature') {
    const empty = 1 - nNotEmpty / training.batchSize;
    const packs = training.sampling === 'iid' && empty * run.nHidden >= WORTH_PACKING;
    return packs ? 'packed' : 'dense';
  }
  const form = MODEL_FORMS[model.kind];
  if (form.hiddenRelu || form.untied || model.hiddenBias || training.hiddenL1 > 0) return 'gaps';
  const saved = PASSES_OF_PRODUCTS * run.nHidden * nNotEmpty - PASSES_OF_AN_ACTIVE * nActive;
  return COST_OF_GRAM * run.nHidden * run.nFeatures < saved ? 'gram' : 'gaps';
}
