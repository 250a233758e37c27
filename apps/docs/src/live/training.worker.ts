/**
 * Runs figures away from the page: training, previews and claims. Drawing stays with the page, which
 * has the document.
 */
import { wasmBackend } from '@toymodels/backend-wasm';
import { VERSION, type Backend } from '@toymodels/core';
import { AbortedError, loadFigure } from '@toymodels/paper';
import { takeJobs, type JobContext } from './jobs.js';
import type { FromWorker, ToWorker } from './messages.js';
import { observedBackend, type Snapshot } from './observed-backend.js';
import { replayBackend } from './replay-backend.js';

/** Length of a stretch of training, ms, and the least time between two pictures. */
const STRETCH_MS = 45;
const LEAST_BETWEEN_PREVIEWS_MS = 100;
/** Making pictures may take this share of the time: figures whose measures are slow show fewer of them. */
const SHARE_OF_PREVIEWS = 0.2;

const send = (message: FromWorker): void => self.postMessage(message);

takeJobs(run);

async function run(
  { figure: id, spec, previews }: ToWorker & { kind: 'run' },
  page: JobContext,
): Promise<void> {
  const { signal } = page;
  try {
    const figure = await loadFigure(id);
    const snapshots = new Map<string, Snapshot>();
    const replay = replayBackend(snapshots);
    let nextPreview = -Infinity;
    let done = 0;
    const preview = async (key: string, snapshot: Snapshot): Promise<void> => {
      snapshots.set(key, snapshot);
      const begun = performance.now();
      if (page.drawing || signal.aborted || begun < nextPreview) return;
      page.drawing = true;
      try {
        send({ kind: 'preview', data: await figure.run(spec, { backend: replay, signal }), done });
      } catch {
        // Some figures measure what an unfinished run does not have: they show their end alone.
        page.drawing = false;
      }
      const ended = performance.now();
      nextPreview = ended + Math.max(LEAST_BETWEEN_PREVIEWS_MS, (ended - begun) / SHARE_OF_PREVIEWS);
    };
    const named = naming(wasmBackend());
    const backend = previews
      ? observedBackend(named.backend, {
          now: () => performance.now(),
          stretch: STRETCH_MS,
          onSnapshot: preview,
        })
      : named.backend;
    const onProgress = (share: number, what: string): void => {
      done = share;
      send({ kind: 'progress', done, what });
    };
    const data = await figure.run(spec, { backend, signal, onProgress });
    send({
      kind: 'finished',
      data,
      claims: figure.claims(data, spec),
      caption: figure.caption(data, spec),
      device: named.device(),
      version: VERSION,
    });
  } catch (error) {
    if (signal.aborted && error instanceof AbortedError) send({ kind: 'cancelled' });
    else send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

/** Keeps what a backend says about the machine, which is known only once it trains. */
function naming(backend: Backend): { backend: Backend; device: () => string } {
  let device = '';
  return {
    device: () => device,
    backend: {
      name: backend.name,
      async createTrainer(resolved, state) {
        const trainer = await backend.createTrainer(resolved, state);
        device = trainer.info.device;
        return trainer;
      },
    },
  };
}
