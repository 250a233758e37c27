/**
 * Room for everything else: between slices of work the event loop runs, so that pages stay alive and an abort
 * is heard.
 */

/** Work about this long, then let others run. An abort must end a run within 100 ms. */
const SLICE_MS = 30;

/** Losses are read back at least this often, so that no device's queue grows. */
const MAX_STEPS = 64;

/** Resolves in a task of its own. Unlike `setTimeout`, browsers do not delay it. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

/**
 * How many steps to give a device before waiting for it: as many as it was seen to do in a slice of time.
 *
 * A GPU takes orders far faster than it carries them out, so the time that counts is the one until their
 * results are back. Always a power of two, so that few sizes occur. The clock decides only when others run,
 * never what is computed.
 */
export class Pace {
  /** Steps of the next slice, a power of two from 1 to 64. */
  steps = 1;
  #begun: number = performance.now();

  begin(): void {
    this.#begun = performance.now();
  }

  /** To be called when the results of `steps` steps have been read. */
  end(steps: number): void {
    const perStep = (performance.now() - this.#begun) / steps;
    while (this.steps > 1 && this.steps * perStep > SLICE_MS) this.steps /= 2;
    if (this.steps < MAX_STEPS && 2 * this.steps * perStep <= SLICE_MS) this.steps *= 2;
  }
}
