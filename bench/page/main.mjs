// The sessions of runners/ that also run in a page: runners/chromium.mjs calls `bench` from outside.

import { wasmBackend } from '@toymodels/backend-wasm';
import { jaxJsSession } from '../runners/jax-js-session.mjs';
import { trainerSession } from '../runners/trainer.mjs';

/** @type {import('../runners/serve.mjs').Session | undefined} */
let session;

/**
 * @param {string} library
 * @param {string | undefined} option workers of `toymodels`, version of `jax-js`
 * @param {import('../lib/work.mjs').Work} work
 * @returns {Promise<import('../runners/serve.mjs').Session>}
 */
async function openSession(library, option, work) {
  switch (library) {
    case 'jax-js':
      return jaxJsSession(work, option ?? 'unknown');
    case 'webgl':
      return trainerSession((await import('@toymodels/backend-webgl')).webglBackend(), work.spec);
    case 'webgpu': {
      const { tfjsBackend } = await import('@toymodels/backend-tfjs');
      return trainerSession(tfjsBackend({ device: 'webgpu' }), work.spec);
    }
    default:
      return trainerSession(wasmBackend(option === undefined ? {} : { workers: Number(option) }), work.spec);
  }
}

/** @returns {import('../runners/serve.mjs').Session} */
function current() {
  if (session === undefined) throw new Error('not open');
  return session;
}

Object.assign(globalThis, {
  bench: {
    /** @param {import('../lib/work.mjs').Work} work @param {string} library @param {string | undefined} option */
    async open(work, library, option) {
      session = await openSession(library, option, work);
      return { device: session.device, version: session.version };
    },
    /** @param {number} steps */
    train: (steps) => current().train(steps),
    /** @param {number} samples */
    evaluate: async (samples) => Array.from(await current().evaluate(samples)),
  },
});
