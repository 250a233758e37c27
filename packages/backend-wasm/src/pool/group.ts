/** A part whose models several workers train together, each a part of every batch (src/engine/shared-step.ts). */

import type { TrainingState } from '@toymodels/core';
import { Steering } from '../engine/exchange.js';
import type { Part, PartResult } from '../engine/runner.js';
import type { RemotePart } from './remote.js';

export class GroupPart implements Part {
  readonly #members: readonly RemotePart[];
  readonly #steering: Steering;

  /** @param members that were loaded with the same models and the same memory */
  constructor(members: readonly RemotePart[], memory: SharedArrayBuffer) {
    this.#members = members;
    this.#steering = new Steering(memory);
  }

  /** All members end at the same step of the same model: what the first one says holds for all. */
  async advance(
    toStep: number,
    stopped: boolean,
    onModelSteps: (modelSteps: number) => void,
  ): Promise<PartResult> {
    this.#steering.askToStop(false);
    try {
      const results = await Promise.all(
        this.#members.map((part, index) =>
          part.advance(toStep, stopped, index === 0 ? onModelSteps : () => {}),
        ),
      );
      return results[0]!;
    } catch (error) {
      // Those that are left would wait for the one that failed.
      this.#steering.break();
      throw error;
    }
  }

  stop(): void {
    this.#steering.askToStop(true);
  }

  state(): Promise<TrainingState> {
    return this.#members[0]!.state();
  }

  evaluate(nSamples: number): Promise<Float64Array> {
    return this.#members[0]!.evaluate(nSamples);
  }

  async dispose(): Promise<void> {
    this.#steering.break();
    await Promise.all(this.#members.map((part) => part.dispose()));
  }
}
