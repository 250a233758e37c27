/** Computes experiments away from the page. Drawing stays with the page. */
import type { Backend, BackendInfo } from '@toymodels/core';
import { takeJobs, type JobContext } from '../../live/jobs.js';
import { measure } from '../state/measures.js';
import { modelsOf, type Computed } from '../state/outcome.js';
import { loadBackend } from './backends.js';
import { exactLossOf } from './exact-loss.js';
import type { FromWorker, ToWorker } from './messages.js';
import { computeSampled } from './sampled.js';

/** Least time between two pictures, ms. */
const BETWEEN_PREVIEWS_MS = 100;

const send = (message: FromWorker): void => self.postMessage(message);

takeJobs(run);

async function run(
  { settings, earlier, previews }: ToWorker & { kind: 'run' },
  page: JobContext,
): Promise<void> {
  const { signal } = page;
  let lastProgress = -Infinity;
  const onProgress = (done: number, what: string): void => {
    const now = performance.now();
    if (now < lastProgress + 50) return;
    lastProgress = now;
    send({ kind: 'progress', done, what });
  };
  try {
    let device = 'the exact loss, float64';
    let reproducible = true;
    let computed: Computed;
    let begun = performance.now();
    if (settings.method === 'exact') {
      const { computeExact } = await import('./exact.js');
      begun = performance.now();
      computed = await computeExact(settings, { signal, onProgress: (done) => onProgress(done, 'starts') });
    } else {
      const backend = watched(await loadBackend(settings.backend, settings.activation), (info) => {
        ({ device, reproducible } = info);
        begun = Math.max(begun, performance.now());
      });
      let nextPreview = -Infinity;
      computed = await computeSampled(settings, {
        backend,
        signal,
        onProgress,
        ...(earlier && { earlier }),
        now: () => performance.now(),
        ...(previews && {
          wantsPreview: () => !page.drawing && !signal.aborted && performance.now() > nextPreview,
          onPreview: (preview) => {
            page.drawing = true;
            nextPreview = performance.now() + BETWEEN_PREVIEWS_MS;
            send({ kind: 'preview', ...preview });
          },
        }),
      });
    }
    const seconds = (performance.now() - begun) / 1000;
    send({ kind: 'progress', done: 1, what: 'measuring' });
    const theory = settings.activation === 'own' ? await import('@toymodels/theory') : undefined;
    const measures = modelsOf(computed).map((model) => {
      const exactLoss = theory && exactLossOf(model, theory);
      return { ...measure(model), ...(exactLoss !== undefined && { exactLoss }) };
    });
    send({ kind: 'finished', computed, measures, stopped: signal.aborted, device, reproducible, seconds });
  } catch (error) {
    send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

/** Tells what a backend says of the machine, which is known only once it trains. */
function watched(backend: Backend, tell: (info: BackendInfo) => void): Backend {
  let told = false;
  return {
    name: backend.name,
    async createTrainer(resolved, state) {
      const trainer = await backend.createTrainer(resolved, state);
      if (!told) tell(trainer.info);
      told = true;
      return trainer;
    },
  };
}
