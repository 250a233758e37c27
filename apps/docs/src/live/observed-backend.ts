/**
 * A backend that trains as another one does, in short stretches, and shows the state after each.
 *
 * A figure's `run` knows nothing of pages. To see its models while they train, the page hands it this
 * backend, and draws from what it saw by running the figure once more on a `replayBackend`.
 * Training in stretches gives the same bits as training at once: that is a law of every backend.
 */
import type { AdvanceOptions, AdvanceResult, Backend, Trainer, TrainingState } from '@toymodels/core';

/** What was last seen of one run. */
export interface Snapshot {
  readonly state: TrainingState;
  /** Mean loss of the last recording window, [model]; 0 where there is none yet. */
  readonly loss: Float64Array;
}

export interface Observer {
  /** Milliseconds, from any origin. */
  readonly now: () => number;
  /** The next stretch is made about so long, ms; Infinity: as long as it likes. */
  readonly stretch: () => number;
  /** Whether a state is of use now: to bring it here costs. The last one of every advance is always brought. Default yes. */
  readonly wanted?: () => boolean;
  /** Called between stretches, with the run's {@link runKey}. */
  readonly onSnapshot: (key: string, snapshot: Snapshot) => void;
}

/** Names a run by everything that determines it. */
export function runKey(run: { readonly spec: unknown }): string {
  return JSON.stringify(run.spec);
}

export function observedBackend(backend: Backend, observer: Observer): Backend {
  return {
    name: backend.name,
    async createTrainer(run, start) {
      const trainer = await backend.createTrainer(run, start);
      const watched = new Stretches(trainer, start, runKey(run), observer);
      return {
        info: trainer.info,
        advance: (options) => watched.advance(options),
        state: () => trainer.state(),
        evaluate: (nSamples) => trainer.evaluate(nSamples),
        dispose: () => trainer.dispose(),
      };
    },
  };
}

/** Splits `advance` into stretches whose length follows the machine. */
class Stretches {
  readonly #trainer: Trainer;
  readonly #key: string;
  readonly #observer: Observer;
  readonly #lastLoss: Float64Array;
  #step: number;
  /** Steps of the next stretch; the first is short, since nothing is known of the machine yet. */
  #length = 8;

  constructor(trainer: Trainer, start: TrainingState, key: string, observer: Observer) {
    this.#trainer = trainer;
    this.#key = key;
    this.#observer = observer;
    this.#lastLoss = new Float64Array(start.step.length);
    this.#step = Math.min(...start.step);
  }

  async advance(options: AdvanceOptions): Promise<AdvanceResult> {
    const { now, stretch, wanted, onSnapshot } = this.#observer;
    const parts: AdvanceResult[] = [];
    do {
      const toStep = Math.min(options.toStep, this.#step + this.#length);
      const begun = now();
      const part = await this.#trainer.advance({ ...options, toStep });
      const took = Math.max(1, now() - begun);
      parts.push(part);
      if (!part.complete) break;
      // At most doubled or halved: one slow stretch, such as the one that compiles, says little.
      const factor = Math.min(2, Math.max(0.5, stretch() / took));
      this.#length = Math.max(1, Math.round(this.#length * factor));
      this.#step = Math.max(this.#step, toStep);
      part.losses.forEach((losses, model) => {
        const last = losses.at(-1);
        if (last !== undefined) this.#lastLoss[model] = last;
      });
      if (this.#step < options.toStep && !(wanted?.() ?? true)) continue;
      onSnapshot(this.#key, { state: await this.#trainer.state(), loss: this.#lastLoss.slice() });
    } while (this.#step < options.toStep);
    return joined(parts);
  }
}

/** The windows of consecutive calls as those of one. */
function joined(parts: readonly AdvanceResult[]): AdvanceResult {
  const first = parts[0]!;
  const losses = first.losses.map((_, model) =>
    Float64Array.from(parts.flatMap((part) => [...part.losses[model]!])),
  );
  // The index stands for the first window that was reported, which a call without one cannot know.
  const firstWindow = first.firstWindow.map((window, model) => {
    const reporting = parts.find((part) => part.losses[model]!.length > 0);
    return reporting === undefined ? window : reporting.firstWindow[model]!;
  });
  return { complete: parts.at(-1)!.complete, losses, firstWindow };
}
