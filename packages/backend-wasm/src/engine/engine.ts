/**
 * Trains the models of one plan in slices of time, on whatever thread it is in.
 *
 * How long a slice takes decides only when the engine lets go, never what it computes: every step
 * of every model is the same function of its state. It knows nothing of workers and messages.
 */

import { learningRateAt, type TrainingState } from '@toymodels/core/training';
import type { GroupPlan } from './exchange.js';
import { Kernel, KERNEL_CHUNK, MAX_CALL_STEPS, type KernelModules } from './kernel.js';
import type { EnginePlan } from './plan.js';
import { SharedStep, sharedStepBytes } from './shared-step.js';
import { readState, writeState } from './tensors.js';

/** A clock in milliseconds. */
export type Clock = () => number;

/** Samples a step of evaluation draws; the same as in core's reference backend. */
const EVALUATION_BATCH = 4096;

/** Models take turns in rounds of about so many milliseconds, but a turn is worth going to a model for. */
const ROUND_MS = 200;
const TURN_MS = 0.2;

/** Steps of a model before it is another's turn. */
export function turnSteps(nModels: number, stepMs: number): number {
  return Math.ceil(Math.max(TURN_MS, ROUND_MS / nModels) / stepMs);
}

/** What a whole `advance` of one engine brought. */
export interface EngineLosses {
  readonly losses: readonly Float64Array[];
  readonly firstWindow: Uint32Array;
}

export class Engine {
  readonly #kernel: Kernel;
  readonly #plan: EnginePlan;
  readonly #now: Clock;
  readonly #steps: Uint32Array;
  /** Where the engine is one of a group that trains the same models. */
  readonly #shared: SharedStep | undefined;
  /** Milliseconds of one step of one model, as last seen. */
  #stepMs: number;
  /** Learning rates of the steps from `#ratesFrom` on are in the kernel's table. */
  #ratesFrom = -1;
  #ratesCount = 0;
  /** The model whose turn it is, and the step up to which models go in this round. */
  #turn = 0;
  #roundEnd = 0;
  /** Chunks of the model's next step that are already added. */
  #chunksDone = 0;
  #losses: number[][] = [];
  #firstWindow = new Uint32Array(0);

  /** @param group of engines with the same plan and state, if they share every step */
  constructor(modules: KernelModules, plan: EnginePlan, state: TrainingState, now: Clock, group?: GroupPlan) {
    const { model, training, nModels } = plan;
    this.#plan = plan;
    this.#now = now;
    this.#kernel = new Kernel(modules);
    const { exports } = this.#kernel;
    const { batchSize, recordEvery, hiddenL1, optimiser } = training;
    const { nFeatures, nHidden } = model;
    const nUnits = plan.unitKind.length;
    const bytes = exports.configure(nFeatures, nHidden, nModels, nUnits, batchSize, recordEvery, plan.flags);
    this.#kernel.reserve(bytes + (group ? sharedStepBytes(group, exports.slotBytes()) : 0));
    this.#shared = group && new SharedStep(this.#kernel, group, batchSize, bytes);
    exports.setOptimiser(
      hiddenL1,
      optimiser.beta1,
      optimiser.beta2,
      optimiser.epsilon,
      optimiser.weightDecay,
    );
    exports.setAttack(training.attack?.share ?? 0, training.attack?.epsilon ?? 0);
    const words = [
      'unitKind',
      'unitStart',
      'unitFeatures',
      'keys',
      'paths',
      'gapThinned',
      'attackKeys',
    ] as const;
    for (const name of words) {
      this.#kernel.uint32(name, 0, plan[name].length).set(plan[name]);
    }
    for (const name of ['twiceImportance', 'activity', 'gapScale'] as const) {
      this.#kernel.float32(name, 0, plan[name].length).set(plan[name]);
    }
    this.#kernel.float64('weights', 0, plan.weights.length).set(plan.weights);
    this.load(state);
    this.#steps = this.#kernel.uint32('steps', 0, nModels);
    // Pessimistic, so that the first slice is short: 1e6 multiply-adds a millisecond.
    this.#stepMs = ((5 * nHidden + 20) * nFeatures * batchSize) / 1e6;
  }

  /** Steps done, summed over the models. */
  get modelSteps(): number {
    return this.#steps.reduce((sum, done) => sum + done, 0);
  }

  /** Whether every model has done at least so many steps. */
  reached(toStep: number): boolean {
    return this.#steps.every((done) => done >= toStep);
  }

  /** Before the slices of an advance. */
  begin(): void {
    const { recordEvery } = this.#plan.training;
    this.#losses = Array.from(this.#steps, () => []);
    this.#firstWindow = this.#steps.map((done) => Math.floor(done / recordEvery));
    this.#turn = 0;
    this.#roundEnd = 0;
    this.#chunksDone = 0;
    this.#shared?.begin();
  }

  /**
   * Trains for about `budget` milliseconds, at least one chunk.
   *
   * @returns whether every model has reached `toStep`
   */
  slice(toStep: number, budget: number): boolean {
    const start = this.#now();
    let left = budget;
    do {
      if (!this.#nextTurn(toStep)) return true;
      const wanted = Math.min(toStep, this.#roundEnd) - this.#steps[this.#turn]!;
      if (this.#chunksDone > 0 || this.#stepMs > left) this.#someChunks(left);
      else this.#wholeSteps(Math.min(wanted, MAX_CALL_STEPS, Math.max(1, Math.floor(left / this.#stepMs))));
      left = budget - (this.#now() - start);
    } while (left > 0);
    return false;
  }

  /** Whether this engine trains by {@link together}, not by {@link slice}. */
  get isShared(): boolean {
    return this.#shared !== undefined;
  }

  /**
   * Trains with the others of the group until every model has reached `toStep`, or they were asked to stop.
   *
   * @param stepped is called after every step
   */
  together(toStep: number, stepped: () => void): void {
    const shared = this.#shared!;
    try {
      while (this.#nextTurn(toStep) && shared.verdict === 'on') {
        const rate = learningRateAt(this.#plan.training, this.#steps[this.#turn]!);
        const nRecords = shared.step(this.#turn, rate);
        if (nRecords === undefined) return;
        this.#record(nRecords);
        stepped();
      }
    } catch (error) {
      shared.break();
      throw error;
    }
  }

  /** What was recorded since `begin`; also the end of a step that was cut in the middle, which is dropped. */
  end(): EngineLosses {
    this.#chunksDone = 0;
    return {
      losses: this.#losses.map((values) => Float64Array.from(values)),
      firstWindow: this.#firstWindow,
    };
  }

  /** Puts a state in the place of the one that is there. */
  load(state: TrainingState): void {
    writeState(this.#kernel, this.#plan.model, state);
  }

  state(): TrainingState {
    return readState(this.#kernel, this.#plan.model, this.#plan.nModels);
  }

  /**
   * The evaluated loss of one model, in pieces of one chunk: each `next()` is a place to let go.
   *
   * @returns the loss
   */
  *evaluate(model: number, nSamples: number): Generator<undefined, number> {
    const { exports } = this.#kernel;
    const slot = (this.#plan.nModels + model) * 2;
    const emptyWeight = this.#plan.weights[slot]!;
    const drawnWeight = this.#plan.weights[slot + 1]!;
    exports.beginEvaluation(model);
    const empty = emptyWeight > 0 ? emptyWeight * exports.evaluateEmpty(model) : 0;
    let result = 0;
    for (let done = 0, major = 0; done < nSamples; done += EVALUATION_BATCH, major++) {
      const size = Math.min(EVALUATION_BATCH, nSamples - done);
      let sum = 0;
      for (let from = 0; from < size; from += KERNEL_CHUNK) {
        const count = Math.min(KERNEL_CHUNK, size - from);
        sum += exports.evaluateChunk(model, major, from / KERNEL_CHUNK, count);
        yield;
      }
      result += ((empty + drawnWeight * (sum / size)) * size) / nSamples;
    }
    return result;
  }

  /** Goes to a model that has steps to do; false when none is left. */
  #nextTurn(toStep: number): boolean {
    const { nModels } = this.#plan;
    for (;;) {
      if (this.#turn === nModels || this.#roundEnd === 0) {
        const least = this.#steps.reduce((low, done) => Math.min(low, done), Infinity);
        if (least >= toStep) return false;
        this.#roundEnd = Math.min(
          toStep,
          least + (this.#shared?.turnSteps ?? turnSteps(nModels, this.#stepMs)),
        );
        this.#turn = 0;
      }
      if (this.#steps[this.#turn]! < this.#roundEnd) return true;
      this.#turn++;
    }
  }

  #wholeSteps(count: number): void {
    const from = this.#steps[this.#turn]!;
    this.#fillRates(from, count);
    const started = this.#now();
    const nRecords = this.#kernel.exports.train(this.#turn, count);
    this.#measured((this.#now() - started) / count);
    this.#record(nRecords);
  }

  /** Part of a step: batches so large that a step outlasts a slice. */
  #someChunks(budget: number): void {
    const { exports } = this.#kernel;
    const nChunks = Math.ceil(this.#plan.training.batchSize / KERNEL_CHUNK);
    const first = this.#chunksDone;
    const count = Math.max(1, Math.floor((budget * nChunks) / this.#stepMs));
    const last = Math.min(nChunks, first + count);
    const started = this.#now();
    if (first === 0) exports.beginStep(this.#turn);
    exports.addChunks(this.#turn, first, last);
    this.#measured(((this.#now() - started) * nChunks) / (last - first));
    this.#chunksDone = last;
    if (last < nChunks) return;
    const step = this.#steps[this.#turn]!;
    this.#record(exports.endStep(this.#turn, learningRateAt(this.#plan.training, step), 0));
    this.#chunksDone = 0;
  }

  /** A clock may be coarse, and a machine may pause: estimates move by at most a factor of four. */
  #measured(stepMs: number): void {
    this.#stepMs = Math.max(1e-6, this.#stepMs / 4, Math.min(4 * this.#stepMs, stepMs));
  }

  #record(nRecords: number): void {
    if (nRecords > 0) this.#losses[this.#turn]!.push(...this.#kernel.float64('records', 0, nRecords));
  }

  #fillRates(from: number, count: number): void {
    if (from === this.#ratesFrom && count <= this.#ratesCount) return;
    const table = this.#kernel.float64('rates', 0, count);
    for (let s = 0; s < count; s++) table[s] = learningRateAt(this.#plan.training, from + s);
    this.#ratesFrom = from;
    this.#ratesCount = count;
  }

  /** For tests of the kernel's parts. */
  get kernelForTest(): Kernel {
    return this.#kernel;
  }
}
