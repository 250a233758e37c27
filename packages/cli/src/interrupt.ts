/**
 * Ctrl-C: the first one ends the work in order, a later one ends the process at once.
 *
 * npm, shells and our own root script pass a signal on to a child that got it from the terminal
 * already, so what arrives within a second of the first is the same keypress.
 */

const SAME_KEYPRESS_MS = 1000;

/** What of `process` is needed here. */
export interface SignalSource {
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/**
 * @param quit ends the process without further ado
 * @returns a signal that is aborted by the first SIGINT or SIGTERM
 */
export function abortOnInterrupt(source: SignalSource, now: () => number, quit: () => void): AbortSignal {
  const controller = new AbortController();
  let first: number | undefined;
  const interrupt = (): void => {
    if (first === undefined) {
      first = now();
      controller.abort();
    } else if (now() - first > SAME_KEYPRESS_MS) quit();
  };
  source.on('SIGINT', interrupt);
  source.on('SIGTERM', interrupt);
  return controller.signal;
}
