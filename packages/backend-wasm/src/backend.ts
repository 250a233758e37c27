/**
 * The backend: splits a run's models over workers and hands out a trainer.
 */

import {
  BackendUnavailableError,
  checkParameters,
  instanceOfModel,
  InvalidArgumentError,
  ShapeError,
  UnsupportedError,
  type Backend,
  type ResolvedRun,
  type Trainer,
  type TrainingState,
} from '@toymodels/core';
import { concurrency, spawnWorker } from '#worker-host';
import type { KernelModules } from './engine/kernel.js';
import { allModels, planOf } from './engine/plan.js';
import { Runner } from './engine/runner.js';
import { costOf, splitByCost } from './engine/split.js';
import { stateOfModels } from './engine/tensors.js';
import { RemotePart, type Spawn } from './pool/remote.js';
import { kernelModules } from './modules.js';
import { WasmTrainer } from './trainer.js';

/** Options of {@link wasmBackend}. */
export interface WasmBackendOptions {
  /**
   * Threads that train, besides the calling one; 0 trains in the calling thread, which then lets
   * other events run every few milliseconds. Never more than models. No influence on results.
   * Default: one a processor.
   */
  readonly workers?: number;
}

/** Longest time the calling thread computes without letting go. */
const CALLING_SLICE_MS = 8;

/** The widest pool: beyond it, threads only wait for each other. */
const MAX_WORKERS = 256;

function checkOptions(options: WasmBackendOptions): void {
  const unknown = Object.keys(options).find((key) => key !== 'workers');
  if (unknown !== undefined)
    throw new InvalidArgumentError(`unknown option ${unknown} of wasmBackend; there is: workers`);
  const { workers } = options;
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
 * browsers, and for any number of workers.
 *
 * @throws InvalidArgumentError for an option that is unknown or out of range
 *
 * @example
 * const backend = wasmBackend({ workers: 2 });
 */
export function wasmBackend(options: WasmBackendOptions = {}): Backend {
  checkOptions(options);
  return {
    name: 'wasm',
    createTrainer: (run, state) => createTrainer(run, state, options.workers ?? concurrency(), spawnWorker),
  };
}

/**
 * A trainer on `workers` workers that `spawn` starts, or on the calling thread where it cannot.
 *
 * @internal
 */
export async function createTrainer(
  run: ResolvedRun,
  state: TrainingState,
  workers: number,
  spawn: Spawn,
): Promise<Trainer> {
  checkState(run, state);
  const modules = await kernelModules(run);
  const wanted = Math.min(workers, run.nModels);
  let remark = '';
  if (wanted > 0) {
    const pool = await startPool(wanted, spawn);
    if (!(pool instanceof Error)) return trainerOf(run, state, modules, pool);
    remark = ` (workers are not available here: ${pool.message})`;
  }
  const part = new Runner(modules, planOf(run), state, CALLING_SLICE_MS, () => performance.now());
  return new WasmTrainer(
    run.spec.model,
    [part],
    [allModels(run)],
    [sum(state.step)],
    `WebAssembly SIMD, calling thread${remark}`,
  );
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
): Promise<Trainer> {
  const modelSteps: number[] = [];
  const costs = Array.from({ length: run.nModels }, (_, model) => costOf(run, instanceOfModel(run, model)));
  const models = splitByCost(costs, pool.length);
  try {
    await Promise.all(
      pool.map((part, index) => {
        const own = stateOfModels(state, models[index]!);
        modelSteps.push(sum(own.step));
        return part.load(modules, planOf(run, models[index]), own);
      }),
    );
  } catch (error) {
    await Promise.all(pool.map((part) => part.dispose()));
    throw error;
  }
  const device = `WebAssembly SIMD, ${pool.length} ${pool.length === 1 ? 'worker' : 'workers'}`;
  return new WasmTrainer(run.spec.model, pool, models, modelSteps, device);
}

function sum(values: Uint32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
