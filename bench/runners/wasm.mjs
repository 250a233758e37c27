// Our own backend in Node: `node wasm.mjs [workers]`, by default as many as a user gets; `node wasm.mjs relaxed` with
// relaxed SIMD.

import { wasmBackend } from '@toymodels/backend-wasm';
import { serve } from './serve.mjs';
import { trainerSession } from './trainer.mjs';

const [option] = process.argv.slice(2);
const backend =
  option === 'relaxed'
    ? wasmBackend({ relaxedSimd: true })
    : wasmBackend(option === undefined ? {} : { workers: Number(option) });
await serve(({ spec }) => trainerSession(backend, spec));
