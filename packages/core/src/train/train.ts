/**
 * Training as an async iterator, and as one call.
 *
 * This file owns the order of things (initial values, checkpoints, evaluation, selection); what a
 * step is, is the backend's and the spec's business.
 */

import { InvalidArgumentError } from '../errors.js';
import { checkParameters, takeInstances, type Parameters } from '../parameters.js';
import { resolveRun, type ResolvedRun } from '../spec/resolve.js';
import type { CompleteRunSpec, RunSpec } from '../spec/types.js';
import { VERSION } from '../generated/version.js';
import type { AdvanceResult, Backend, BackendInfo, Trainer, TrainingState } from './backend.js';
import { HistoryRecorder } from './history.js';
import type { Checkpoint, ModelRecord, RunResult } from './result.js';
import { selectRestarts } from './select.js';
import { initialState } from './state.js';

/** Progress of a run, for bars and pages. */
export interface TrainingProgress {
  readonly kind: 'progress';
  /** Share of all steps of all models that is done, in [0, 1]. */
  readonly done: number;
  /** Steps done, averaged over the models. */
  readonly step: number;
  /** Steps in all. */
  readonly steps: number;
}

/** What `train()` yields. */
export type TrainingEvent = TrainingProgress | ({ readonly kind: 'checkpoint' } & Checkpoint);

export interface TrainOptions {
  readonly backend: Backend;
  /** Aborting ends the run within 100 ms; the result then holds what was done. */
  readonly signal?: AbortSignal;
  /** Steps at which all parameters are kept and yielded, each from 0 to the last step. Default none. */
  readonly checkpoints?: readonly number[];
  /** Stops after this step instead of `training.steps`, to be resumed later. */
  readonly until?: number;
  /** Continues an earlier result of the same spec, bit for bit as if it had not stopped. */
  readonly resume?: Pick<RunResult, 'state' | 'history' | 'checkpoints'> &
    Partial<Pick<RunResult, 'backend'>>;
  /** Initial parameters of all nModels models, in place of the seeded ones. */
  readonly initial?: Parameters;
}

function checkSteps(options: TrainOptions, steps: number): { until: number; stops: number[] } {
  const until = options.until ?? steps;
  for (const [what, step] of [
    ['until', until] as const,
    ...(options.checkpoints ?? []).map((s) => ['checkpoint', s] as const),
  ]) {
    if (!(Number.isInteger(step) && step >= 0 && step <= steps)) {
      throw new InvalidArgumentError(
        `invalid ${what}: ${step}; allowed are whole numbers from 0 to ${steps}, the steps of the run`,
      );
    }
  }
  const stops = [...new Set(options.checkpoints ?? [])].filter((step) => step <= until).sort((a, b) => a - b);
  return { until, stops };
}

function startingState(run: ResolvedRun, { resume, initial }: TrainOptions): TrainingState {
  if (resume && initial)
    throw new InvalidArgumentError('given both resume and initial; a resumed run has its parameters already');
  const state = resume?.state ?? initialState(run, initial);
  const parts = [state.parameters, state.firstMoment, state.secondMoment];
  for (const part of parts) checkParameters(part, run.spec.model, run.nModels);
  if (state.step.length !== run.nModels || state.windowLoss.length !== run.nModels) {
    throw new InvalidArgumentError(
      `the state to resume is of ${state.step.length} models; this spec has ${run.nModels}`,
    );
  }
  return state;
}

/**
 * Trains all models of a spec.
 *
 * Yields progress and checkpoints while it goes, and returns the result. A problem of the spec or
 * of the backend is thrown; an abort or a divergence is a result.
 *
 * @example
 * for await (const event of train(spec, { backend })) {
 *   if (event.kind === 'checkpoint') draw(event.parameters);
 * }
 */
export async function* train(
  spec: RunSpec | CompleteRunSpec,
  options: TrainOptions,
): AsyncGenerator<TrainingEvent, RunResult, void> {
  const run = resolveRun(spec);
  const { steps, recordEvery } = run.spec.training;
  const { until, stops } = checkSteps(options, steps);
  const start = startingState(run, options);
  const recorder = new HistoryRecorder(run.nModels, recordEvery, options.resume?.history);
  const checkpoints: Checkpoint[] = [...(options.resume?.checkpoints ?? [])];
  const trainer = await options.backend.createTrainer(run, start);
  const backend = infoOf(trainer, options.resume?.backend);
  // Leaving the iteration early must stop the backend's work too.
  const leave = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, leave.signal]) : leave.signal;
  try {
    const earliest = Math.min(...start.step);
    for (const toStep of [...stops.filter((step) => step >= earliest), until]) {
      const advanced = advanceWithProgress(trainer, run, toStep, signal);
      for await (const done of advanced.progress) {
        yield {
          kind: 'progress',
          done: Math.min(1, done / (run.nModels * Math.max(1, until))),
          step: done / run.nModels,
          steps: until,
        };
      }
      const result = await advanced.result;
      recorder.add(result);
      if (!result.complete) return await finish(run, trainer, backend, recorder, checkpoints, 'aborted');
      if (stops.includes(toStep) && !checkpoints.some(({ step }) => step === toStep)) {
        const { parameters } = await trainer.state();
        const checkpoint: Checkpoint = { step: toStep, parameters };
        checkpoints.push(checkpoint);
        yield { kind: 'checkpoint', ...checkpoint };
      }
    }
    return await finish(run, trainer, backend, recorder, checkpoints, 'finished');
  } finally {
    leave.abort();
    await trainer.dispose();
  }
}

/** Runs `advance` and turns its progress calls into an async sequence; reports that nobody took yet are merged. */
function advanceWithProgress(
  trainer: Trainer,
  run: ResolvedRun,
  toStep: number,
  signal: AbortSignal,
): { progress: AsyncGenerator<number, void, void>; result: Promise<AdvanceResult> } {
  let latest: number | undefined;
  let ended = false;
  let wake = (): void => {};
  const result = trainer.advance({
    toStep,
    signal,
    onProgress: ({ modelSteps }) => {
      latest = modelSteps;
      wake();
    },
  });
  const end = (): void => {
    ended = true;
    wake();
  };
  result.then(end, end);
  async function* progress(): AsyncGenerator<number, void, void> {
    while (!ended || latest !== undefined) {
      if (latest !== undefined) {
        const value = latest;
        latest = undefined;
        yield value;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  }
  return { progress: progress(), result };
}

/** What computed. Bits that were not reproducible do not become so by another backend that goes on from them. */
function infoOf({ info }: Trainer, before: BackendInfo | undefined): BackendInfo {
  return before?.reproducible === false ? { ...info, reproducible: false } : info;
}

async function finish(
  run: ResolvedRun,
  trainer: Trainer,
  backend: BackendInfo,
  recorder: HistoryRecorder,
  checkpoints: readonly Checkpoint[],
  outcome: 'finished' | 'aborted',
): Promise<RunResult> {
  const { restarts, evaluationSamples } = run.spec.training;
  const state = await trainer.state();
  // An aborted run should end at once; its models are compared by whoever resumes it.
  const loss =
    outcome === 'finished'
      ? await trainer.evaluate(evaluationSamples)
      : new Float64Array(run.nModels).fill(NaN);
  const diverged = Array.from(loss, (value, index) =>
    outcome === 'finished' ? !Number.isFinite(value) : hasNaN(state, index),
  );
  const selected =
    outcome === 'finished' ? selectRestarts(loss, restarts.count, restarts.keep) : diverged.map(() => true);
  const models = Array.from(loss, (value, index): ModelRecord => ({
    instance: Math.floor(index / restarts.count),
    restart: index % restarts.count,
    step: state.step[index]!,
    loss: value,
    selected: selected[index]!,
    diverged: diverged[index]!,
  }));
  const kept = models.flatMap((model, index) => (model.selected ? [index] : []));
  return {
    status: outcome === 'aborted' ? 'aborted' : diverged.some(Boolean) ? 'diverged' : 'finished',
    spec: run.spec,
    version: VERSION,
    backend,
    models,
    parameters: takeInstances(state.parameters, kept),
    history: recorder.history(),
    checkpoints,
    state,
  };
}

function hasNaN({ parameters }: TrainingState, index: number): boolean {
  const { bias, nInstances } = parameters;
  const size = bias.length / nInstances;
  return bias.subarray(index * size, (index + 1) * size).some((value) => !Number.isFinite(value));
}

/** Options of {@link trainToEnd}. */
export interface TrainToEndOptions extends TrainOptions {
  readonly onProgress?: (progress: TrainingProgress) => void;
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
}

/**
 * {@link train} in one call.
 *
 * @example
 * const { parameters, models } = await trainToEnd(spec, { backend: wasmBackend() });
 */
export async function trainToEnd(
  spec: RunSpec | CompleteRunSpec,
  options: TrainToEndOptions,
): Promise<RunResult> {
  const events = train(spec, options);
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
    if (next.value.kind === 'progress') options.onProgress?.(next.value);
    else options.onCheckpoint?.(next.value);
  }
}
