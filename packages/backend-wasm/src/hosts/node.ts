/** Workers of Node. `package.json` maps `#worker-host` here; browsers get `browser.ts`. */

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Reply } from '../pool/messages.js';
import type { WorkerHandle } from '../pool/remote.js';

/** Threads worth using. */
export function concurrency(): number {
  return availableParallelism();
}

/** Whether workers can be given memory that all of them see. */
export function sharesMemory(): boolean {
  return true;
}

/** Starts a worker thread. */
export function spawnWorker(): WorkerHandle {
  const worker = new Worker(new URL('../node-worker.js', import.meta.url));
  return {
    post: (message) => worker.postMessage(message),
    listen: (onReply, onEnd) => {
      worker.on('message', (reply: Reply) => onReply(reply));
      worker.on('error', (error) => onEnd(error instanceof Error ? error.message : String(error)));
      worker.on('exit', (code) => onEnd(`exit code ${code}`));
    },
    keepAlive: (needed) => (needed ? worker.ref() : worker.unref()),
    end: async () => {
      await worker.terminate();
    },
  };
}
