// Our own backend, on a number of workers.

import { wasmBackend } from '../../packages/backend-wasm/dist/index.js';
import { initialState, resolveRun, VERSION } from '../../packages/core/dist/index.js';

/**
 * @param {number} workers
 * @returns {import('./index.mjs').Contestant}
 */
export function toymodelsWasm(workers) {
  return {
    name: `toymodels wasm, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
    missing: async () => undefined,
    version: async () => VERSION,
    open: async ({ spec }) => {
      const run = resolveRun(spec);
      const trainer = await wasmBackend({ workers }).createTrainer(run, initialState(run));
      let toStep = 0;
      return {
        device: trainer.info.device,
        train: async (count) => {
          toStep += count;
          await trainer.advance({ toStep });
        },
        close: () => trainer.dispose(),
      };
    },
  };
}
