// The stored hashes in a page: the same file, the same bits, with and without workers.

import { initialState } from '@toymodels/core';
import { wasmBackend } from '@toymodels/backend-wasm';
import { expect, test } from 'vitest';
import { BITS, BITS_RUNS, BITS_STEPS } from './bits.js';
import { SHARED_RUNS, SHARED_STEPS } from './shared.js';
import { bytesOf, hashOf, runOf, trained } from './support.js';

for (const [name, run] of Object.entries(BITS_RUNS)) {
  test(`training leaves the same bits in a page as in Node: ${name}`, async () => {
    for (const [workers, expected] of [
      [0, 'WebAssembly SIMD, calling thread'],
      [1, 'WebAssembly SIMD, 1 worker'],
    ] as const) {
      const { state, device } = await trained(wasmBackend({ workers }), run, BITS_STEPS);
      expect(await hashOf(state)).toBe(BITS[name]);
      expect(device).toBe(expected);
    }
  });
}

test('two workers of a page give the same bits', async () => {
  const [name, run] = Object.entries(BITS_RUNS)[0]!;
  const { state, device } = await trained(wasmBackend({ workers: 2 }), run, BITS_STEPS);
  expect(device).toBe('WebAssembly SIMD, 2 workers');
  expect(await hashOf(state)).toBe(BITS[name]);
});

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

test('where a page is not cross-origin isolated, one worker trains a large model alone, to the same bits', async () => {
  expect(globalThis.crossOriginIsolated).toBe(false);
  // The one that workers share in shared.isolated.test.ts.
  const large = SHARED_RUNS['n = 80, m = 20']!;
  const { state, device } = await trained(wasmBackend({ workers: 2 }), large, SHARED_STEPS);
  expect(device).toBe('WebAssembly SIMD, 1 worker');
  const alone = await trained(wasmBackend({ workers: 0 }), large, SHARED_STEPS);
  expect(bytesOf(state)).toEqual(bytesOf(alone.state));
});
