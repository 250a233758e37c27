/**
 * In Node, Emscripten's start-up code of TensorFlow.js's wasm device takes over the process's uncaught errors: it
 * throws them again from its own one line of 200 kB, which Node then prints. This gives them back.
 */

const EVENTS = ['uncaughtException', 'unhandledRejection'];

interface Emitter {
  listeners(event: string): (() => void)[];
  removeListener(event: string, listener: () => void): void;
}

/** Removes the handlers of uncaught errors that `run` puts in place. In a page, only runs it. */
export async function keepingErrorHandlers<T>(run: () => Promise<T>): Promise<T> {
  const { process } = globalThis as { process?: Partial<Emitter> };
  if (!process?.listeners || !process.removeListener) return run();
  const emitter = process as Emitter;
  const before = new Map(EVENTS.map((event) => [event, emitter.listeners(event)]));
  try {
    return await run();
  } finally {
    for (const [event, kept] of before) {
      for (const listener of emitter.listeners(event)) {
        if (!kept.includes(listener)) emitter.removeListener(event, listener);
      }
    }
  }
}
