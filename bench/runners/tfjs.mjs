// TensorFlow.js through our backends on it: `node tfjs.mjs cpu|wasm|node`. Samples are drawn by core, in JavaScript.

import { serve } from './serve.mjs';
import { trainerSession } from './trainer.mjs';

const [device] = process.argv.slice(2);

await serve(async ({ spec }) => {
  if (device === 'node') {
    const { nodeBackend } = await import('@toymodels/backend-node');
    return trainerSession(nodeBackend(), spec);
  }
  if (device !== 'cpu' && device !== 'wasm') throw new Error(`invalid device ${device}; cpu, wasm or node`);
  const { tfjsBackend } = await import('@toymodels/backend-tfjs');
  return trainerSession(tfjsBackend({ device }), spec);
});
