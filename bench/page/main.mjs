// The session of runners/trainer.mjs, in a page: runners/chromium.mjs calls `bench` from outside.

import { wasmBackend } from '@toymodels/backend-wasm';
import { trainerSession } from '../runners/trainer.mjs';

/** @type {import('../runners/serve.mjs').Session | undefined} */
let session;

/** @returns {import('../runners/serve.mjs').Session} */
function current() {
  if (session === undefined) throw new Error('not open');
  return session;
}

Object.assign(globalThis, {
  bench: {
    /** @param {import('@toymodels/core').RunSpec} spec @param {number | undefined} workers */
    async open(spec, workers) {
      session = await trainerSession(wasmBackend(workers === undefined ? {} : { workers }), spec);
      return { device: session.device, version: session.version };
    },
    /** @param {number} steps */
    train: (steps) => current().train(steps),
    /** @param {number} samples */
    evaluate: async (samples) => Array.from(await current().evaluate(samples)),
  },
});
