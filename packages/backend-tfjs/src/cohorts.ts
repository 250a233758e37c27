/**
 * Which models are trained together: those that stand at the same step, as many as fit on a device.
 *
 * A run that was cancelled on another backend may hold models at different steps. Those behind go first, up
 * to the step of the next ones, and then on together.
 */

import type { ResolvedRun } from '@toymodels/core';

/** Models that go together from one step to another. */
export interface Cohort {
  readonly models: readonly number[];
  readonly fromStep: number;
  readonly toStep: number;
}

/** Numbers in the largest tensor of a step: 16 MB, which fits any device's limits for one texture or buffer. */
const MAX_TENSOR_NUMBERS = 2 ** 22;

/**
 * The next cohorts, of the models that are furthest behind; empty when all have reached `toStep`.
 *
 * @param step steps done, [model]
 * @param nSamples samples of a batch
 */
export function cohortsOf(
  run: ResolvedRun,
  step: Uint32Array,
  toStep: number,
  nSamples: number = run.spec.training.batchSize,
): Cohort[] {
  const behind = [...new Set(step)].filter((done) => done < toStep).sort((a, b) => a - b);
  const [fromStep, next] = behind;
  if (fromStep === undefined) return [];
  const models = Array.from(step.keys()).filter((model) => step[model] === fromStep);
  const numbers = (nSamples + 1) * Math.max(run.nFeatures, run.nHidden);
  const most = Math.max(1, Math.floor(MAX_TENSOR_NUMBERS / numbers));
  const cohorts: Cohort[] = [];
  for (let start = 0; start < models.length; start += most) {
    cohorts.push({ models: models.slice(start, start + most), fromStep, toStep: next ?? toStep });
  }
  return cohorts;
}
