/**
 * Runs figures away from the page: training, previews and claims. Drawing stays with the page, which
 * has the document.
 */
import { wasmBackend } from '@toymodels/backend-wasm';
import { VERSION, type Backend } from '@toymodels/core';
import { AbortedError, loadFigure } from '@toymodels/paper';
import { takeJobs, type JobContext } from './jobs.js';
import type { FromWorker, ToWorker } from './messages.js';
import { observedBackend } from './observed-backend.js';
import { Previews } from './previews.js';

/** Progress is told no more often, ms. */
const BETWEEN_REPORTS_MS = 80;

const send = (message: FromWorker): void => self.postMessage(message);

takeJobs(run);

async function run(
  { figure: id, spec, previews: wanted }: ToWorker & { kind: 'run' },
  page: JobContext,
): Promise<void> {
  const { signal } = page;
  try {
    const figure = await loadFigure(id);
    const named = naming(wasmBackend());
    const previews = new Previews(page, {
      make: (backend, ends) => figure.run(spec, { backend, signal: ends }),
      send: (data, done) => send({ kind: 'preview', data, done }),
      now: () => performance.now(),
    });
    const backend = wanted ? observedBackend(named.backend, previews) : named.backend;
    let told = -Infinity;
    const onProgress = (share: number, what: string): void => {
      previews.done = share;
      const now = performance.now();
      if (now < told + BETWEEN_REPORTS_MS) return;
      told = now;
      send({ kind: 'progress', done: share, what });
    };
    const data = await figure.run(spec, { backend, signal, onProgress }).finally(() => previews.end());
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
