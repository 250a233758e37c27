/** A part whose engine is in a worker: every call is a message, every answer a promise. */

import { BackendUnavailableError, ToyModelsError, type ErrorCode, type TrainingState } from '@toymodels/core';
import type { GroupPlan } from '../engine/exchange.js';
import type { KernelModules } from '../engine/kernel.js';
import type { EnginePlan } from '../engine/plan.js';
import type { Part, PartResult } from '../engine/runner.js';
import type { Reply, Request, Stop } from './messages.js';

/** A worker, in Node or in a browser. */
export interface WorkerHandle {
  post(message: Request | Stop): void;
  /** `onEnd` is called once, when the worker has failed or ended other than by `end`. */
  listen(onReply: (reply: Reply) => void, onEnd: (reason: string) => void): void;
  /** While something is awaited from it, a worker keeps a Node process alive. */
  keepAlive(needed: boolean): void;
  end(): Promise<void>;
}

/** Starts a worker; throws where there are none. */
export type Spawn = () => WorkerHandle;

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** `Omit` over each member of a union. */
type WithoutId<R> = R extends unknown ? Omit<R, 'id'> : never;

export class RemotePart implements Part {
  readonly #worker: WorkerHandle;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #ended: string | undefined;
  #onModelSteps: ((modelSteps: number) => void) | undefined;
  #onReady: Waiting | undefined;
  /** Settles once the worker's script runs, or cannot. */
  readonly ready: Promise<void>;

  constructor(spawn: Spawn) {
    this.ready = new Promise((resolve, reject) => {
      this.#onReady = { resolve, reject };
    });
    this.#worker = spawn();
    this.#worker.listen(
      (reply) => this.#receive(reply),
      (reason) => this.#fail(reason),
    );
  }

  load(modules: KernelModules, plan: EnginePlan, state: TrainingState, group?: GroupPlan): Promise<void> {
    return this.#request({ ask: 'load', modules, plan, state, group });
  }

  async advance(
    toStep: number,
    stopped: boolean,
    onModelSteps: (modelSteps: number) => void,
  ): Promise<PartResult> {
    this.#onModelSteps = onModelSteps;
    return this.#request<PartResult>({ ask: 'advance', toStep, stopped });
  }

  stop(): void {
    if (this.#ended === undefined) this.#worker.post({ ask: 'stop' });
  }

  state(): Promise<TrainingState> {
    return this.#request({ ask: 'state' });
  }

  evaluate(nSamples: number): Promise<Float64Array> {
    return this.#request({ ask: 'evaluate', nSamples });
  }

  async dispose(): Promise<void> {
    this.#fail('it was disposed');
    await this.#worker.end();
  }

  #request<T>(request: WithoutId<Request>): Promise<T> {
    if (this.#ended !== undefined) return Promise.reject(this.#endedError());
    return new Promise<T>((resolve, reject) => {
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.keepAlive(true);
      this.#worker.post({ ...request, id });
    });
  }

  #receive(reply: Reply): void {
    if (reply.say === 'ready') this.#onReady?.resolve(undefined as never);
    else if (reply.say === 'progress') this.#onModelSteps?.(reply.modelSteps);
    else {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if (this.#waiting.size === 0) this.#worker.keepAlive(false);
      if (reply.say === 'done') waiting?.resolve(reply.value as never);
      else {
        waiting?.reject(
          reply.code ? new ToyModelsError(reply.code as ErrorCode, reply.message) : new Error(reply.message),
        );
      }
    }
  }

  #fail(reason: string): void {
    this.#ended ??= reason;
    this.#onReady?.reject(this.#endedError());
    // Nobody need have waited for it to be ready.
    this.ready.catch(() => {});
    for (const { reject } of this.#waiting.values()) reject(this.#endedError());
    this.#waiting.clear();
  }

  #endedError(): BackendUnavailableError {
    return new BackendUnavailableError(
      `a worker of the wasm backend ended: ${this.#ended}; what it trained since the last state() is lost, so go on from there, or use {workers: 0} to train in the calling thread`,
    );
  }
}
