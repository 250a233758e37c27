// Our own backend in Node: `node wasm.mjs [workers]`, by default as many as a user gets.

import { wasmBackend } from '@toymodels/backend-wasm';
import { serve } from './serve.mjs';
import { trainerSession } from './trainer.mjs';

const [workers] = process.argv.slice(2);
const backend = wasmBackend(workers === undefined ? {} : { workers: Number(workers) });
await serve(({ spec }) => trainerSession(backend, spec));
