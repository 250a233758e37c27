/**
 * Trains the runs of a figure and brings back the core's own results: for figures whose features differ
 * in density, that need checkpoints, or whose models are too large to be kept as plain numbers.
 *
 * Where neither is the case, `training.ts` does more. Nothing here chooses a setting.
 */

import {
  InvalidArgumentError,
  resolveRun,
  trainToEnd,
  type CompleteRunSpec,
  type RunResult,
  type RunSpec,
  type TrainOptions,
} from '@toymodels/core';
import { AbortedError, type FigureContext } from '../figure.js';
import { stage } from './stages.js';
import { seeded, type RunsSpec } from './training.js';

/**
 * Trains one run.
 *
 * @param name stands in progress and errors
 * @param options checkpoints, or initial parameters of all its models
 * @throws AbortedError when the signal ends it; InvalidArgumentError when a model diverges
 */
export async function trainOne(
  name: string,
  spec: RunSpec | CompleteRunSpec,
  context: FigureContext,
  options: Pick<TrainOptions, 'checkpoints' | 'initial'> = {},
): Promise<RunResult> {
  const result = await trainToEnd(spec, {
    backend: context.backend,
    ...(context.signal ? { signal: context.signal } : {}),
    ...options,
    onProgress: ({ done }) => context.onProgress?.(done, `training ${name}`),
  });
  if (result.status === 'aborted' || context.signal?.aborted) throw new AbortedError();
  const diverged = result.models.filter((model) => model.diverged).length;
  if (diverged > 0) {
    throw new InvalidArgumentError(
      `${diverged} of ${result.models.length} models of the run "${name}" diverged; give a smaller learning rate than ${result.spec.training.optimiser.learningRate}`,
    );
  }
  return result;
}

/**
 * Trains every run, one after the other, each with its share of the progress.
 *
 * @param checkpoints steps at which the parameters of a run are kept, by its name
 * @throws AbortedError when the signal ends it; InvalidArgumentError when a model diverges
 */
export async function trainRaw<Name extends string>(
  spec: RunsSpec<Name>,
  context: FigureContext,
  checkpoints: Partial<Readonly<Record<Name, readonly number[]>>> = {},
): Promise<Record<Name, RunResult>> {
  const names = Object.keys(spec.runs) as Name[];
  const resolved = names.map((name) => resolveRun(seeded(spec, name)));
  const work = resolved.map((run) => run.nModels * run.nFeatures * run.nHidden * run.spec.training.steps + 1);
  const total = work.reduce((sum, each) => sum + each, 0);
  const results: Partial<Record<Name, RunResult>> = {};
  let before = 0;
  for (const [place, name] of names.entries()) {
    if (context.signal?.aborted) throw new AbortedError();
    const part = stage(context, before / total, (before + work[place]!) / total);
    const kept = checkpoints[name];
    const result = await trainOne(name, resolved[place]!.spec, part, kept ? { checkpoints: kept } : {});
    results[name] = result;
    before += work[place]!;
    part.onProgress?.(1, `training ${name}`);
  }
  return results as Record<Name, RunResult>;
}
