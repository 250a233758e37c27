/**
 * The backend: splits a run's models over workers and hands out a trainer.
 */

import {
  BackendUnavailableError,
  checkParameters,
  InvalidArgumentError,
  ShapeError,
  UnsupportedError,
  VERSION,
  type Backend,
  type BackendInfo,
  type ResolvedRun,
  type Trainer,
  type TrainingState,
} from '@toymodels/core';
import { concurrency, sharesMemory, spawnWorker } from '#worker-host';
import type { KernelModules } from './engine/kernel.js';
import { allModels, planOf } from './engine/plan.js';
import type { GroupPlan } from './engine/exchange.js';
import { groupOf, type Share } from './engine/group.js';
import { Runner, type Part } from './engine/runner.js';
import { sharesOf, WORTH_SHARING } from './engine/split.js';
import { stateOfModels } from './engine/tensors.js';
import { GroupPart } from './pool/group.js';
import { RemotePart, type Spawn } from './pool/remote.js';
import { kernelModules } from './modules.js';
import { WasmTrainer } from './trainer.js';

/** Options of {@link wasmBackend}. */
export interface WasmBackendOptions {
  /**
   * Threads that train, besides the calling one; 0 trains in the calling thread, which then lets
   * other events run every few milliseconds. Workers beyond the number of models share batches, where
   * that is quicker and threads can share memory. No influence on results. Default: one a processor.
   */
  readonly workers?: number;
  /**
   * Fused multiply-adds, of WebAssembly's relaxed SIMD: up to a quarter quicker where the processor has them.
   *
   * **Gives up that results are the same everywhere**: whether a product is rounded before it is added is then the
   * engine's and the processor's choice, so that the same spec and seed may end in other bits on another machine or
   * in another browser. On one machine they do not change, whatever the number of workers, and samples stay the same
   * everywhere. The trainer's `info` says so: `name` "wasm-relaxed", `reproducible` false. Default: false.
   */
  readonly relaxedSimd?: boolean;
}

/** Longest time the calling thread computes without letting go. */
const CALLING_SLICE_MS = 8;

/** The widest pool: beyond it, threads only wait for each other. */
const MAX_WORKERS = 256;

function checkOptions(options: WasmBackendOptions): void {
  const unknown = Object.keys(options).find((key) => key !== 'workers' && key !== 'relaxedSimd');
  if (unknown !== undefined)
    throw new InvalidArgumentError(
      `unknown option ${unknown} of wasmBackend; there are: workers, relaxedSimd`,
    );
  const { workers, relaxedSimd } = options;
  if (relaxedSimd !== undefined && typeof relaxedSimd !== 'boolean') {
    throw new InvalidArgumentError(
      `invalid relaxedSimd: ${String(relaxedSimd)}; true (quicker, other bits elsewhere) or false`,
    );
  }
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 0 && workers <= MAX_WORKERS)) {
    throw new InvalidArgumentError(
      `invalid workers: ${workers}; allowed are whole numbers from 0 (the calling thread) to ${MAX_WORKERS}`,
    );
  }
}

function checkState(run: ResolvedRun, state: TrainingState): void {
  for (const parameters of [state.parameters, state.firstMoment, state.secondMoment]) {
    checkParameters(parameters, run.spec.model, run.nModels);
  }
  for (const name of ['step', 'windowLoss'] as const) {
    if (state[name].length !== run.nModels) {
      throw new ShapeError(
        `${name} has ${state[name].length} numbers; there are ${run.nModels} models, so give one each`,
      );
    }
  }
  if (!(Math.fround(run.spec.training.optimiser.epsilon) > 0)) {
    throw new UnsupportedError(
      `optimiser.epsilon is ${run.spec.training.optimiser.epsilon}, which is 0 in float32; give at least 1e-44`,
    );
  }
}

/**
 * Trains in WebAssembly with SIMD, in float32; the same bits on every machine, in Node and in
 * browsers, and for any number of workers. `relaxedSimd` gives that up for speed.
 *
 * @throws InvalidArgumentError for an option that is unknown or out of range
 *
 * @example
 * const backend = wasmBackend({ workers: 2 });
 */
export function wasmBackend(options: WasmBackendOptions = {}): Backend {
  checkOptions(options);
  const relaxed = options.relaxedSimd ?? false;
  return {
    name: nameOf(relaxed),
    createTrainer: (run, state) => {
      const workers = options.workers ?? concurrency();
      return createTrainer(run, state, workers, spawnWorker, sharesMemory() ? WORTH_SHARING : 0, relaxed);
    },
  };
}

/**
 * A trainer on `workers` workers that `spawn` starts, or on the calling thread where it cannot.
 *
 * @param sharedBelow see `sharesOf`: 0 where threads cannot share memory
 * @internal
 */
export async function createTrainer(
  run: ResolvedRun,
  state: TrainingState,
  workers: number,
  spawn: Spawn,
  sharedBelow = 0,
  relaxed = false,
): Promise<Trainer> {
  checkState(run, state);
  const modules = await kernelModules(run, relaxed);
  let remark = '';
  if (workers > 0) {
    const shares =
      provide(run, sharesOf(run, workers, sharedBelow)) ?? provide(run, sharesOf(run, workers, 0))!;
    const pool = await startPool(sum(shares.map(({ members }) => members)), spawn);
    if (!(pool instanceof Error)) return trainerOf(run, state, modules, pool, shares, relaxed);
    remark = ` (workers are not available here: ${pool.message})`;
  }
  const part = new Runner(modules, planOf(run), state, CALLING_SLICE_MS, () => performance.now());
  return new WasmTrainer(
    run.spec.model,
    [part],
    [allModels(run)],
    [sum(state.step)],
    infoOf(`calling thread${remark}`, relaxed),
  );
}

/** A share, and what its workers share if they are several. */
interface ProvidedShare extends Share {
  readonly group: Omit<GroupPlan, 'member'> | undefined;
}

/** Shares with the memory that they need; undefined where there is not so much. */
function provide(run: ResolvedRun, shares: readonly Share[]): ProvidedShare[] | undefined {
  try {
    return shares.map((share) => ({ ...share, group: share.members > 1 ? groupOf(run, share) : undefined }));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Workers whose scripts run, or the reason why there are none. */
async function startPool(count: number, spawn: Spawn): Promise<RemotePart[] | Error> {
  const started: RemotePart[] = [];
  try {
    for (let index = 0; index < count; index++) started.push(new RemotePart(spawn));
    await Promise.all(started.map((part) => part.ready));
    return started;
  } catch (error) {
    await Promise.all(started.map((part) => part.dispose()));
    return error instanceof Error ? error : new BackendUnavailableError(String(error));
  }
}

async function trainerOf(
  run: ResolvedRun,
  state: TrainingState,
  modules: KernelModules,
  pool: readonly RemotePart[],
  shares: readonly ProvidedShare[],
  relaxed: boolean,
): Promise<Trainer> {
  const modelSteps: number[] = [];
  const parts: Part[] = [];
  const loading: Promise<void>[] = [];
  let next = 0;
  for (const { models, members, group } of shares) {
    const own = stateOfModels(state, models);
    const plan = planOf(run, models);
    const workers = pool.slice(next, (next += members));
    workers.forEach((part, member) =>
      loading.push(part.load(modules, plan, own, group && { ...group, member })),
    );
    parts.push(group ? new GroupPart(workers, group.memory) : workers[0]!);
    modelSteps.push(sum(own.step));
  }
  try {
    await Promise.all(loading);
  } catch (error) {
    await Promise.all(pool.map((part) => part.dispose()));
    throw error;
  }
  const models = shares.map((share) => share.models);
  return new WasmTrainer(run.spec.model, parts, models, modelSteps, infoOf(workersOf(shares), relaxed));
}

function nameOf(relaxed: boolean): string {
  return relaxed ? 'wasm-relaxed' : 'wasm';
}

/** @param threads that compute, in words */
function infoOf(threads: string, relaxed: boolean): BackendInfo {
  return {
    name: nameOf(relaxed),
    version: VERSION,
    device: `WebAssembly ${relaxed ? 'relaxed SIMD' : 'SIMD'}, ${threads}`,
    precision: 'float32',
    reproducible: !relaxed,
  };
}

function workersOf(shares: readonly Share[]): string {
  const sizes = shares.map(({ members }) => members);
  const count = sum(sizes);
  const largest = Math.max(...sizes);
  const some = Math.min(...sizes) === largest ? '' : 'up to ';
  const together = largest > 1 ? `, ${some}${largest} to a batch` : '';
  return `${count} ${count === 1 ? 'worker' : 'workers'}${together}`;
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}
