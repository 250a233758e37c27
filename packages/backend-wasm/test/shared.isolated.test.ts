// Workers of a cross-origin isolated page that share batches: the same bits, and nobody waits for ever.

import { wasmBackend } from '@toymodels/backend-wasm';
import { expect, test } from 'vitest';
import { BITS, BITS_RUNS, BITS_STEPS } from './bits.js';
import { SHARED_RUNS, SHARED_STEPS, sharedTrainer, sharing } from './shared.js';
import { bytesOf, hashOf, runOf, trained } from './support.js';

test('this page is cross-origin isolated', () => {
  expect(globalThis.crossOriginIsolated).toBe(true);
});

test.each(Object.entries(SHARED_RUNS))(
  'in a page, too, workers that share a batch leave the same bits: %s',
  async (_, run) => {
    const alone = await trained(wasmBackend({ workers: 0 }), run, SHARED_STEPS);
    const shared = await trained(sharing(2), run, SHARED_STEPS);
    expect(shared.device).toBe('WebAssembly SIMD, 2 workers, 2 to a batch');
    expect(bytesOf(shared.state)).toEqual(bytesOf(alone.state));
    expect(shared.losses).toEqual(alone.losses);
  },
);

test('a large model is shared without being told to, one for each worker is not', async () => {
  const large = SHARED_RUNS['n = 80, m = 20']!;
  const { device } = await trained(wasmBackend({ workers: 2 }), large, 1);
  expect(device).toBe('WebAssembly SIMD, 2 workers, 2 to a batch');
  const two = runOf({ nFeatures: 80, nHidden: 20 }, { instances: { count: 2 } });
  expect((await trained(wasmBackend({ workers: 2 }), two, 1)).device).toBe('WebAssembly SIMD, 2 workers');
});

test('two models of a page that two workers share leave the stored bits', async () => {
  const name = 'relu-hidden, n = 80, m = 20, L1';
  const { state, device } = await trained(sharing(2), BITS_RUNS[name]!, BITS_STEPS);
  expect(device).toBe('WebAssembly SIMD, 2 workers, 2 to a batch');
  expect(await hashOf(state)).toBe(BITS[name]);
});

const LONG = runOf({ nFeatures: 20, nHidden: 5 }, { training: { steps: 1e9 } });

test('an abort in an isolated page ends a shared training in a state that goes on to the same bits', async () => {
  const trainer = await sharedTrainer(LONG, 2);
  const controller = new AbortController();
  const cut = await trainer.advance({
    toStep: 1e9,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  expect(cut.complete).toBe(false);
  const toStep = (await trainer.state()).step[0]! + 10;
  await trainer.advance({ toStep });
  const state = await trainer.state();
  await trainer.dispose();
  expect(bytesOf(state)).toEqual(bytesOf((await trained(wasmBackend({ workers: 0 }), LONG, toStep)).state));
});

test('a dispose in the middle of a shared training rejects it', async () => {
  const trainer = await sharedTrainer(LONG, 2);
  const advance = trainer.advance({ toStep: 1e9, onProgress: () => void trainer.dispose() });
  await expect(advance).rejects.toThrow(/it was disposed/);
});
