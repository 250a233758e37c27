/**
 * Where the time of a training goes: the parts of a step, timed by themselves on the same shapes and
 * the same kind of samples. Training itself is not instrumented, and costs nothing more.
 */

import { initialState, InvalidArgumentError, type ResolvedRun } from '@toymodels/core';
import { Engine, type Clock } from './engine/engine.js';
import type { KernelExports } from './engine/kernel.js';
import { kernelPath, type KernelPath } from './engine/paths.js';
import { planOf } from './engine/plan.js';
import { kernelModules } from './modules.js';

/** Milliseconds of the parts of one step, on one thread. */
export interface Phases {
  /** Random numbers, and leaving out empty samples. */
  readonly data: number;
  /** Outputs and losses. */
  readonly forward: number;
  /** All else that the gradient takes. Where the kernel does both at once, what its whole step takes less the others. */
  readonly backward: number;
  /** AdamW. */
  readonly optimiser: number;
}

/** The profile of one instance; every restart of it takes as long. */
export interface InstanceProfile {
  readonly path: KernelPath;
  /** A whole step of one model, as training takes it: the sum of its phases. */
  readonly step: number;
  readonly phases: Phases;
}

/** The profile of a run. All times are milliseconds, the least that were seen. */
export interface RunProfile {
  /** One step of all models, on one thread. */
  readonly step: number;
  readonly phases: Phases;
  /** Carrying the state of all models into the kernel and out again, once an advance. */
  readonly transfer: number;
  readonly instances: readonly InstanceProfile[];
}

/** Options of {@link profileRun}. */
export interface ProfileOptions {
  /** About how long to measure, in milliseconds; at least 1. Default 400. */
  readonly milliseconds?: number;
  /** A clock in milliseconds. Default `performance.now`. */
  readonly now?: Clock;
}

const PHASES = ['data', 'forward', 'backward', 'optimiser'] as const;

/** Steps that a look at the clock is worth. */
const BURST_MS = 0.2;

/** The least milliseconds of a call, from bursts that last about `budget` together. */
function leastTime(call: () => void, budget: number, now: Clock): number {
  const begun = now();
  let times = 1;
  let least = Infinity;
  do {
    const start = now();
    for (let time = 0; time < times; time++) call();
    const took = now() - start;
    least = Math.min(least, took / times);
    if (took < BURST_MS) times *= 2;
  } while (now() - begun < budget);
  return least;
}

function instanceProfile(
  exports: KernelExports,
  model: number,
  path: KernelPath,
  budget: number,
  now: Clock,
): InstanceProfile {
  const share = budget / 4;
  const step = leastTime(() => exports.train(model, 1), share, now);
  let kept = 0;
  let drawn = 0;
  const data = leastTime(() => (kept = exports.profileDraws(model, drawn++)), share, now);
  const optimiser = leastTime(() => exports.profileOptimiser(model), share, now);
  const rest = Math.max(0, step - data - optimiser);
  // Through W W^T, forward and backward are one pass that reads and writes as many rows for each.
  const forward =
    path === 'gram'
      ? rest / 2
      : Math.min(
          rest,
          leastTime(() => exports.profileForward(model, kept), share, now),
        );
  return { path, step, phases: { data, forward, backward: rest - forward, optimiser } };
}

/**
 * Measures the parts of a step of a run, in the calling thread, which it keeps for as long.
 *
 * @throws InvalidArgumentError for an option that is not allowed
 * @throws BackendUnavailableError without WebAssembly SIMD
 *
 * @example
 * const { step, phases } = await profileRun(resolveRun(spec));
 * console.log(`${((100 * phases.data) / step).toFixed(0)} % of the time goes into random numbers`);
 */
export async function profileRun(run: ResolvedRun, options: ProfileOptions = {}): Promise<RunProfile> {
  const { milliseconds = 400, now = () => performance.now() } = options;
  if (!(milliseconds >= 1 && milliseconds < Infinity)) {
    throw new InvalidArgumentError(
      `invalid milliseconds: ${milliseconds}; allowed are numbers from 1, such as 400`,
    );
  }
  const state = initialState(run);
  const modules = await kernelModules(run);
  const engine = new Engine(modules, planOf(run), state, now);
  const { count } = run.spec.training.restarts;
  const { exports } = engine.kernelForTest;
  engine.kernelForTest.float64('rates', 0, 1).fill(run.spec.training.optimiser.learningRate);
  const budget = milliseconds / (run.nInstances + 1);
  const instances = Array.from({ length: run.nInstances }, (_, k) =>
    instanceProfile(exports, k * count, kernelPath(run, k), budget, now),
  );
  const total = (value: (instance: InstanceProfile) => number): number =>
    instances.reduce((sum, instance) => sum + count * value(instance), 0);
  const phases = Object.fromEntries(
    PHASES.map((phase) => [phase, total((instance) => instance.phases[phase])]),
  );
  const transfer = leastTime(() => engine.load(engine.state()), budget, now);
  return { step: total(({ step }) => step), phases: phases as unknown as Phases, transfer, instances };
}
