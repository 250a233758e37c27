// The sessions of runners/ that also run in a page: runners/chromium.mjs calls `bench` from outside.

import { wasmBackend } from '@toymodels/backend-wasm';
import { jaxJsSession } from '../runners/jax-js-session.mjs';
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
    /** @param {import('../lib/work.mjs').Work} work @param {string} library @param {string | undefined} option */
    async open(work, library, option) {
      session =
        library === 'jax-js'
          ? await jaxJsSession(work, option ?? 'unknown')
          : await trainerSession(
              wasmBackend(option === undefined ? {} : { workers: Number(option) }),
              work.spec,
            );
      return { device: session.device, version: session.version };
    },
    /** @param {number} steps */
    train: (steps) => current().train(steps),
    /** @param {number} samples */
    evaluate: async (samples) => Array.from(await current().evaluate(samples)),
  },
});
