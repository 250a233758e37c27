/** The page's side of the worker: one experiment at a time, as a promise that never rejects. */
import type { LabeledRun } from '../state/outcome.js';
import type { Settings } from '../state/settings.js';
import type { FromWorker, Preview, ToWorker } from './messages.js';

export type Finished = Extract<FromWorker, { kind: 'finished' }>;

export type Outcome = Finished | { readonly kind: 'failed'; readonly message: string };

export interface ComputeOptions {
  readonly signal: AbortSignal;
  readonly earlier?: readonly LabeledRun[];
  readonly onProgress: (done: number, what: string) => void;
  /** Draws models under training. Without it, none are sent. */
  readonly onPreview?: (preview: Preview) => Promise<void>;
}

/** A worker that does not answer a cancel by then is ended, ms: it may be in the middle of a huge step. */
const PATIENCE_MS = 4000;

export class LabWorker {
  #worker: Worker | undefined;

  compute(settings: Settings, { signal, earlier, onProgress, onPreview }: ComputeOptions): Promise<Outcome> {
    let worker: Worker;
    try {
      worker = this.#worker ??= new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module' });
    } catch {
      return Promise.resolve({
        kind: 'failed',
        message: 'This browser could not start a worker, so nothing can be trained here.',
      });
    }
    const send = (message: ToWorker): void => worker.postMessage(message);
    return new Promise((resolve) => {
      const listening = new AbortController();
      let patience: ReturnType<typeof setTimeout> | undefined;
      const end = (outcome: Outcome): void => {
        listening.abort();
        clearTimeout(patience);
        if (outcome.kind === 'failed') {
          worker.terminate();
          this.#worker = undefined;
        }
        resolve(outcome);
      };
      const hear = ({ data }: MessageEvent<FromWorker>): void => {
        if (data.kind === 'progress') onProgress(data.done, data.what);
        else if (data.kind === 'preview')
          void (onPreview?.(data) ?? Promise.resolve()).finally(() => send({ kind: 'drawn' }));
        else end(data);
      };
      const broke = (event: Event): void => {
        const why = event instanceof ErrorEvent && event.message ? `: ${event.message}` : '';
        end({ kind: 'failed', message: `The worker could not run${why}.` });
      };
      worker.addEventListener('message', hear, { signal: listening.signal });
      worker.addEventListener('error', broke, { signal: listening.signal });
      worker.addEventListener('messageerror', broke, { signal: listening.signal });
      const cancel = (): void => {
        send({ kind: 'cancel' });
        const message =
          'The computation did not stop when asked, so its worker was ended; what it had done is lost.';
        patience = setTimeout(() => end({ kind: 'failed', message }), PATIENCE_MS);
      };
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel, { signal: listening.signal });
      send({ kind: 'run', settings, ...(earlier && { earlier }), previews: onPreview !== undefined });
    });
  }
}
