/**
 * Room for everything else: between slices of work the event loop runs, so that pages stay alive and an abort
 * is heard.
 */

/** Work this long, then let others run. Half of 100 ms, the time in which an abort must end a run, is left for reading back. */
const SLICE_MS = 30;

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

/** Tells when a slice is over. The clock decides only when others run, never what is computed. */
export class Slice {
  #end: number = performance.now() + SLICE_MS;

  isOver(): boolean {
    return performance.now() >= this.#end;
  }

  begin(): void {
    this.#end = performance.now() + SLICE_MS;
  }
}
