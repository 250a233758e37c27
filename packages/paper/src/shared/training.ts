/**
 * Trains the runs of a figure and brings them back as plain data.
 *
 * A figure that trains keeps its run specs under `runs`, without a seed: there is one seed, the
 * figure's. Nothing here chooses a setting.
 */

import {
  InvalidArgumentError,
  resolveRun,
  trainToEnd,
  type ResolvedRun,
  type RunResult,
  type RunSpec,
} from '@toymodels/core';
import { AbortedError, type FigureContext } from '../figure.js';
import { measured, type ModelData } from './models.js';

/** A run spec whose seed is the figure's. */
export type FigureRun = Omit<RunSpec, 'seed'>;

/** The spec of a figure that trains. */
export interface RunsSpec<Name extends string = string> {
  readonly seed: number;
  readonly runs: Readonly<Record<Name, FigureRun>>;
}

/** The run spec with the figure's seed: what `train` takes. */
export function seeded(spec: RunsSpec, name: string): RunSpec {
  return { ...spec.runs[name]!, seed: spec.seed };
}

/** Loss over training. */
export interface HistoryData {
  /** Steps done at the end of each recording window, [window]. */
  readonly step: readonly number[];
  /** Mean loss in each window, [model][window], models as in {@link TrainedRun.models}. */
  readonly loss: readonly (readonly number[])[];
}

/** The kept models of a run. */
export interface TrainedRun {
  readonly models: readonly ModelData[];
  readonly history: HistoryData;
}

/**
 * Trains every run, one after the other.
 *
 * @throws AbortedError when the signal ends it; InvalidArgumentError when a model diverges
 */
export async function trainRuns<Name extends string>(
  spec: RunsSpec<Name>,
  context: FigureContext,
): Promise<Record<Name, TrainedRun>> {
  const names = Object.keys(spec.runs) as Name[];
  const resolved = names.map((name) => resolveRun(seeded(spec, name)));
  const work = resolved.map((run) => run.nModels * run.nFeatures * run.nHidden * run.spec.training.steps + 1);
  const total = work.reduce((sum, each) => sum + each, 0);
  const trained: Partial<Record<Name, TrainedRun>> = {};
  let before = 0;
  for (const [place, name] of names.entries()) {
    if (context.signal?.aborted) throw new AbortedError();
    const share = work[place]!;
    const what = `training ${name}`;
    const result = await trainToEnd(resolved[place]!.spec, {
      backend: context.backend,
      ...(context.signal ? { signal: context.signal } : {}),
      onProgress: ({ done }) => context.onProgress?.((before + share * done) / total, what),
    });
    // Steps that were finished before the signal came still make a whole result; an aborted figure has none.
    if (result.status === 'aborted' || context.signal?.aborted) throw new AbortedError();
    trained[name] = runData(name, resolved[place]!, result);
    before += share;
    context.onProgress?.(before / total, what);
  }
  return trained as Record<Name, TrainedRun>;
}

function runData(name: string, run: ResolvedRun, result: RunResult): TrainedRun {
  const diverged = result.models.filter((model) => model.diverged);
  if (diverged.length > 0) {
    throw new InvalidArgumentError(
      `${diverged.length} of ${result.models.length} models of the run "${name}" diverged; give a smaller learning rate than ${result.spec.training.optimiser.learningRate}`,
    );
  }
  const kept = result.models.flatMap((model, index) => (model.selected ? [index] : []));
  const { nFeatures, nHidden, weights, bias } = result.parameters;
  const matrix = nFeatures * nHidden;
  const models = kept.map((index, row) => {
    const { instance, restart, loss } = result.models[index]!;
    return measured({
      instance,
      restart,
      nFeatures,
      nHidden,
      featureProbability: commonProbability(run, instance),
      importance: Array.from(run.importance.subarray(instance * nFeatures, (instance + 1) * nFeatures)),
      weights: Array.from(weights.subarray(row * matrix, (row + 1) * matrix)),
      bias: Array.from(bias.subarray(row * nFeatures, (row + 1) * nFeatures)),
      loss,
    });
  });
  const { step, loss } = result.history;
  const history = {
    step: Array.from(step),
    loss: kept.map((index) => Array.from(step, (_, window) => loss[window * result.models.length + index]!)),
  };
  return { models, history };
}

function commonProbability(run: ResolvedRun, instance: number): number {
  const ofInstance = run.featureProbability.subarray(
    instance * run.nFeatures,
    (instance + 1) * run.nFeatures,
  );
  if (ofInstance.some((p) => p !== ofInstance[0])) {
    throw new InvalidArgumentError(
      `the features of instance ${instance} differ in featureProbability; this figure needs one for all of them`,
    );
  }
  return ofInstance[0]!;
}
