/**
 * Lets other work of this thread run: messages, timers, painting.
 *
 * `setTimeout` waits 4 ms in browsers once it is nested; a message to oneself does not.
 */

/** Resolves after the events that are waiting now. */
export function yieldToEvents(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
