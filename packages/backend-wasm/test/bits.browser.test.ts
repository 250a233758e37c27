// The stored hashes in a page: the same file, the same bits, with and without workers.

import { initialState } from '@toymodels/core';
import { wasmBackend } from '@toymodels/backend-wasm';
import { expect, test } from 'vitest';
import { BITS, BITS_RUNS, BITS_STEPS } from './bits.js';
import { hashOf, runOf, trained } from './support.js';

for (const [name, run] of Object.entries(BITS_RUNS)) {
  test(`training leaves the same bits in a page as in Node: ${name}`, async () => {
    for (const workers of [0, 1, 2]) {
      const { state, device } = await trained(wasmBackend({ workers }), run, BITS_STEPS);
      expect(await hashOf(state)).toBe(BITS[name]);
      if (workers === 0) expect(device).toBe('WebAssembly SIMD, calling thread');
      else expect(device).toMatch(/^WebAssembly SIMD, [12] workers?$/);
    }
  });
}

test('a page can cancel a training in a worker', async () => {
  const run = runOf({}, { instances: { count: 2 }, training: { steps: 1e9 } });
  const trainer = await wasmBackend({ workers: 2 }).createTrainer(run, initialState(run));
  const controller = new AbortController();
  const result = await trainer.advance({
    toStep: 1e9,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await trainer.dispose();
  expect(result.complete).toBe(false);
});

test('a page that trains without workers goes on handling events', async () => {
  const run = runOf({}, { training: { steps: 1e9 } });
  const trainer = await wasmBackend({ workers: 0 }).createTrainer(run, initialState(run));
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  const result = await trainer.advance({ toStep: 1e9, signal: controller.signal });
  await trainer.dispose();
  expect(result.complete).toBe(false);
});
