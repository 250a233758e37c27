/** A trainer over parts: one a worker, or one in the calling thread. */

import {
  InvalidArgumentError,
  UnsupportedError,
  type AdvanceOptions,
  type AdvanceResult,
  type BackendInfo,
  type CompleteRunSpec,
  type Trainer,
  type TrainingState,
} from '@toymodels/core';
import type { Part } from './engine/runner.js';
import { inOrder, joinStates } from './engine/tensors.js';

function checkCount(what: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least && value < 2 ** 32)) {
    throw new InvalidArgumentError(
      `invalid ${what}: ${value}; allowed are whole numbers from ${least} to 2^32 - 1`,
    );
  }
}

export class WasmTrainer implements Trainer {
  readonly info: BackendInfo;
  readonly #model: CompleteRunSpec['model'];
  readonly #parts: readonly Part[];
  readonly #models: readonly (readonly number[])[];
  readonly #modelSteps: number[];
  #at: 'rest' | 'work' | 'end' = 'rest';

  /**
   * @param models of each part, ascending
   * @param modelSteps steps done in each part
   */
  constructor(
    model: CompleteRunSpec['model'],
    parts: readonly Part[],
    models: readonly (readonly number[])[],
    modelSteps: readonly number[],
    info: BackendInfo,
  ) {
    this.info = info;
    this.#model = model;
    this.#parts = parts;
    this.#models = models;
    this.#modelSteps = [...modelSteps];
  }

  async advance({ toStep, signal, onProgress }: AdvanceOptions): Promise<AdvanceResult> {
    checkCount('toStep', toStep, 0);
    return this.#alone(async () => {
      const stop = (): void => this.#parts.forEach((part) => part.stop());
      signal?.addEventListener('abort', stop);
      try {
        const results = await this.#all((part, index) => {
          return part.advance(toStep, signal?.aborted ?? false, (modelSteps) => {
            this.#modelSteps[index] = modelSteps;
            onProgress?.({ modelSteps: this.#modelSteps.reduce((sum, steps) => sum + steps, 0) });
          });
        });
        return {
          complete: results.every(({ complete }) => complete),
          losses: inOrder(
            this.#models,
            results.map(({ losses }) => losses),
          ),
          firstWindow: Uint32Array.from(
            inOrder(
              this.#models,
              results.map((part) => part.firstWindow),
            ),
          ),
        };
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    });
  }

  async state(): Promise<TrainingState> {
    return this.#alone(async () =>
      joinStates(this.#model, this.#models, await this.#all((part) => part.state())),
    );
  }

  async evaluate(nSamples: number): Promise<Float64Array> {
    checkCount('number of samples', nSamples, 1);
    return this.#alone(async () => {
      const losses = await this.#all((part) => part.evaluate(nSamples));
      return Float64Array.from(inOrder(this.#models, losses));
    });
  }

  async dispose(): Promise<void> {
    this.#at = 'end';
    await Promise.all(this.#parts.map((part) => part.dispose()));
  }

  /** A failure of one part is the failure of all: the others are ended, and nothing waits forever. */
  async #all<T>(call: (part: Part, index: number) => Promise<T>): Promise<T[]> {
    try {
      return await Promise.all(this.#parts.map(call));
    } catch (error) {
      await this.dispose();
      throw error;
    }
  }

  async #alone<T>(call: () => Promise<T>): Promise<T> {
    if (this.#at === 'end') {
      throw new UnsupportedError(
        'this trainer was disposed, or lost a worker; create a new one from the last state',
      );
    }
    if (this.#at === 'work') {
      throw new UnsupportedError('a trainer takes one call at a time; await the one before');
    }
    this.#at = 'work';
    try {
      return await call();
    } finally {
      if (this.#at === 'work') this.#at = 'rest';
    }
  }
}
