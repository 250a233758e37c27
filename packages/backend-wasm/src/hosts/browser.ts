/** Workers of browsers, also inside other workers. `package.json` maps `#worker-host` here. */

import type { Reply } from '../pool/messages.js';
import type { WorkerHandle } from '../pool/remote.js';

/** Threads worth using. */
export function concurrency(): number {
  return globalThis.navigator?.hardwareConcurrency ?? 1;
}

/** Whether workers can be given memory that all of them see: only where the page is cross-origin isolated. */
export function sharesMemory(): boolean {
  return typeof SharedArrayBuffer === 'function' && globalThis.crossOriginIsolated;
}

/** Starts a module worker. Bundlers know this form and carry the script along. */
export function spawnWorker(): WorkerHandle {
  const worker = new Worker(new URL('../worker.js', import.meta.url), { type: 'module', name: 'toymodels' });
  return {
    post: (message) => worker.postMessage(message),
    listen: (onReply, onEnd) => {
      worker.onmessage = ({ data }: MessageEvent<Reply>) => onReply(data);
      worker.onerror = (event) => {
        event.preventDefault();
        onEnd(event.message || 'its script could not be loaded');
      };
      worker.onmessageerror = () => onEnd('a message could not be read');
    },
    keepAlive: () => {},
    end: () => {
      worker.terminate();
      return Promise.resolve();
    },
  };
}
