/**
 * Runs an engine slice by slice and listens in between: the part of a trainer that lives on the
 * thread that computes, whether that is a worker's or the caller's.
 */

import type { TrainingState } from '@toymodels/core/training';
import type { GroupPlan } from './exchange.js';
import { Engine, type Clock, type EngineLosses } from './engine.js';
import type { KernelModules } from './kernel.js';
import type { EnginePlan } from './plan.js';
import { yieldToEvents } from './yield.js';

/** What an advance of one part brought. */
export interface PartResult extends EngineLosses {
  readonly complete: boolean;
}

/** One part of the models under training, here or in a worker. One call at a time, but for `stop`. */
export interface Part {
  /** @param stopped only says how far the models are: the caller gave up before it began */
  advance(toStep: number, stopped: boolean, onModelSteps: (modelSteps: number) => void): Promise<PartResult>;
  /** Ends an advance at the next step boundary of each model. */
  stop(): void;
  state(): Promise<TrainingState>;
  evaluate(nSamples: number): Promise<Float64Array>;
  dispose(): Promise<void>;
}

/** Milliseconds between two reports of progress. */
const REPORT_MS = 50;

/** Computes on this thread. */
export class Runner implements Part {
  #engine: Engine | undefined;
  readonly #nModels: number;
  readonly #now: Clock;
  readonly #sliceMs: number;
  #stopped = false;

  /** @param sliceMs longest time without listening, but for a single chunk that takes longer */
  constructor(
    modules: KernelModules,
    plan: EnginePlan,
    state: TrainingState,
    sliceMs: number,
    now: Clock,
    group?: GroupPlan,
  ) {
    this.#engine = new Engine(modules, plan, state, now, group);
    this.#nModels = plan.nModels;
    this.#sliceMs = sliceMs;
    this.#now = now;
  }

  async advance(
    toStep: number,
    stopped: boolean,
    onModelSteps: (modelSteps: number) => void,
  ): Promise<PartResult> {
    const engine = this.#own();
    this.#stopped = stopped;
    engine.begin();
    let reported = this.#now();
    const report = (): void => {
      if (this.#now() - reported < REPORT_MS) return;
      reported = this.#now();
      onModelSteps(engine.modelSteps);
    };
    if (engine.isShared) {
      // Who asks the group to stop does so through memory: there is nothing to listen to.
      if (!stopped) engine.together(toStep, report);
    } else {
      while (!this.#stopped && !engine.slice(toStep, this.#sliceMs)) {
        report();
        await yieldToEvents();
      }
    }
    onModelSteps(engine.modelSteps);
    return { complete: engine.reached(toStep), ...engine.end() };
  }

  stop(): void {
    this.#stopped = true;
  }

  state(): Promise<TrainingState> {
    return Promise.resolve(this.#own().state());
  }

  async evaluate(nSamples: number): Promise<Float64Array> {
    const engine = this.#own();
    const losses = new Float64Array(this.#nModels);
    let begun = this.#now();
    for (let model = 0; model < this.#nModels; model++) {
      const pieces = engine.evaluate(model, nSamples);
      let piece = pieces.next();
      while (!piece.done) {
        if (this.#now() - begun > this.#sliceMs) {
          await yieldToEvents();
          begun = this.#now();
        }
        piece = pieces.next();
      }
      losses[model] = piece.value;
    }
    return losses;
  }

  dispose(): Promise<void> {
    this.#stopped = true;
    this.#engine = undefined;
    return Promise.resolve();
  }

  #own(): Engine {
    if (!this.#engine) throw new Error('this part was disposed');
    return this.#engine;
  }
}
