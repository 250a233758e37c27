/**
 * The page's side of the training worker: one run at a time, as a promise.
 */
import type { Json } from '@toymodels/paper';
import type { FigureSpec, FinishedRun, FromWorker, ToWorker } from './messages.js';
import { claimsWords, type SizeName } from './sizes.js';

export type Outcome =
  | { readonly kind: 'finished'; readonly run: FinishedRun }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

/** How a run ended, for the reader. */
export function outcomeWords(outcome: Outcome, size: SizeName): string {
  switch (outcome.kind) {
    case 'finished':
      return `Done: figure, caption and claims are those of the new models. ${claimsWords(outcome.run.claims, size)}`;
    case 'cancelled':
      return 'Cancelled: the last finished figure is shown again.';
    case 'failed':
      return `Training failed: ${outcome.message} The last finished figure is shown again.`;
  }
}

export interface RunOptions {
  readonly figure: string;
  readonly spec: FigureSpec;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, what: string) => void;
  /** Draws the data of models under training. Without it, none is sent. */
  readonly onPreview?: (data: Json, done: number) => Promise<void>;
}

/** A worker that does not answer a cancel by then is ended, ms. */
const PATIENCE_MS = 1500;
/** One that had nothing to do for so long is ended, ms: a page may have many figures. */
const IDLE_MS = 20_000;

export class Training {
  #worker: Worker | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** Resolves in every case; never rejects. */
  run({ figure, spec, signal, onProgress, onPreview }: RunOptions): Promise<Outcome> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= startWorker());
    const send = (message: ToWorker): void => worker.postMessage(message);
    return new Promise((resolve) => {
      const listening = new AbortController();
      let patience: ReturnType<typeof setTimeout> | undefined;
      const end = (outcome: Outcome, keepWorker: boolean): void => {
        listening.abort();
        clearTimeout(patience);
        if (!keepWorker) {
          worker.terminate();
          this.#worker = undefined;
        } else this.#idle = setTimeout(() => this.dispose(), IDLE_MS);
        resolve(outcome);
      };
      const hear = ({ data }: MessageEvent<FromWorker>): void => {
        switch (data.kind) {
          case 'progress':
            onProgress(data.done, data.what);
            break;
          case 'preview':
            void (onPreview?.(data.data, data.done) ?? Promise.resolve()).finally(() =>
              send({ kind: 'drawn' }),
            );
            break;
          case 'finished':
            end({ kind: 'finished', run: data }, true);
            break;
          case 'cancelled':
            end(data, true);
            break;
          case 'failed':
            end(data, false);
            break;
        }
      };
      const broke = (event: Event): void => {
        const why = event instanceof ErrorEvent && event.message ? `: ${event.message}` : '';
        end({ kind: 'failed', message: `The training worker could not run${why}.` }, false);
      };
      worker.addEventListener('message', hear, { signal: listening.signal });
      worker.addEventListener('error', broke, { signal: listening.signal });
      worker.addEventListener('messageerror', broke, { signal: listening.signal });
      signal.addEventListener(
        'abort',
        () => {
          send({ kind: 'cancel' });
          patience = setTimeout(() => end({ kind: 'cancelled' }, false), PATIENCE_MS);
        },
        { signal: listening.signal },
      );
      send({ kind: 'run', figure, spec, previews: onPreview !== undefined });
    });
  }

  dispose(): void {
    clearTimeout(this.#idle);
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });
}
