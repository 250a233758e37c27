// Cancelling, progress, and what a trainer refuses. No times are asserted, only that an abort
// comes before the end and leaves a state that goes on to the same bits.

import { InvalidArgumentError, ShapeError, UnsupportedError, initialState } from '@toymodels/core';
import { wasmBackend } from '@toymodels/backend-wasm';
import { describe, expect, test } from 'vitest';
import { bytesOf, runOf, trained } from './support.js';

const BIG = { nFeatures: 400, nHidden: 30 } as const;

describe.each([0, 2])('with %i workers', (workers) => {
  test('an abort ends a long advance early, in a state from which training goes on to the same bits', async () => {
    const run = runOf(
      {},
      { instances: { count: 5 }, training: { steps: 1e9, batchSize: 512, recordEvery: 10 } },
    );
    const trainer = await wasmBackend({ workers }).createTrainer(run, initialState(run));
    const controller = new AbortController();
    const cut = await trainer.advance({
      toStep: 1e9,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    const state = await trainer.state();
    expect(cut.complete).toBe(false);
    expect(state.step.some((done) => done > 0)).toBe(true);
    cut.losses.forEach((losses, model) => expect(losses.length).toBe(Math.floor(state.step[model]! / 10)));
    const toStep = Math.max(...state.step) + 15;
    const rest = await trainer.advance({ toStep });
    expect(rest.complete).toBe(true);
    const resumed = await trainer.state();
    await trainer.dispose();
    const straight = await trained(wasmBackend({ workers: 0 }), run, toStep);
    expect(bytesOf(resumed)).toEqual(bytesOf(straight.state));
    straight.losses.forEach((losses, model) => {
      expect([...cut.losses[model]!, ...rest.losses[model]!]).toEqual([...losses]);
    });
  });

  test('an abort within a step of a huge batch drops that step whole', async () => {
    const run = runOf(BIG, { training: { batchSize: 2 ** 20 } });
    const trainer = await wasmBackend({ workers }).createTrainer(run, initialState(run));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const result = await trainer.advance({ toStep: 1, signal: controller.signal });
    const state = await trainer.state();
    await trainer.dispose();
    expect(result.complete).toBe(false);
    expect(bytesOf(state)).toEqual(bytesOf(initialState(run)));
  });

  test('a signal that was aborted before does no step', async () => {
    const run = runOf();
    const trainer = await wasmBackend({ workers }).createTrainer(run, initialState(run));
    const result = await trainer.advance({ toStep: 10, signal: AbortSignal.abort() });
    const state = await trainer.state();
    await trainer.dispose();
    expect(result.complete).toBe(false);
    expect([...state.step]).toEqual([0]);
  });

  test('progress never falls and ends at the number of steps asked for', async () => {
    const run = runOf({}, { instances: { count: 4 } });
    const trainer = await wasmBackend({ workers }).createTrainer(run, initialState(run));
    const seen: number[] = [];
    await trainer.advance({ toStep: 500, onProgress: ({ modelSteps }) => seen.push(modelSteps) });
    await trainer.dispose();
    expect(seen.at(-1)).toBe(2000);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  test('a second call at the same time, and a call after dispose, are refused', async () => {
    const run = runOf();
    const trainer = await wasmBackend({ workers }).createTrainer(run, initialState(run));
    const first = trainer.advance({ toStep: 100 });
    await expect(trainer.state()).rejects.toThrow(/one call at a time/);
    await first;
    await trainer.dispose();
    await expect(trainer.state()).rejects.toThrow(UnsupportedError);
  });

  test('a trainer that trains lets timers of the calling thread run', async () => {
    const run = runOf({}, { training: { steps: 1e9 } });
    const trainer = await wasmBackend({ workers }).createTrainer(run, initialState(run));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    expect((await trainer.advance({ toStep: 1e9, signal: controller.signal })).complete).toBe(false);
    await trainer.dispose();
  });
});

describe('bad input', () => {
  test.each([NaN, -1, 1.5, 2 ** 32])('advance refuses to go to step %d', async (toStep) => {
    const run = runOf();
    const trainer = await wasmBackend({ workers: 0 }).createTrainer(run, initialState(run));
    await expect(trainer.advance({ toStep })).rejects.toThrow(InvalidArgumentError);
  });

  test.each([NaN, 0, -4, 0.5])('evaluate refuses %d samples', async (nSamples) => {
    const run = runOf();
    const trainer = await wasmBackend({ workers: 0 }).createTrainer(run, initialState(run));
    await expect(trainer.evaluate(nSamples)).rejects.toThrow(InvalidArgumentError);
  });

  test.each([NaN, -1, 1.5, 1000])('wasmBackend refuses %d workers', (workers) => {
    expect(() => wasmBackend({ workers })).toThrow(/invalid workers/);
  });

  test('wasmBackend refuses an unknown option by name', () => {
    expect(() => wasmBackend({ threads: 2 } as never)).toThrow(/unknown option threads/);
  });

  test('a state of another shape is refused by the tensor it is wrong in', async () => {
    const run = runOf();
    const state = initialState(runOf({ nFeatures: 6 }));
    await expect(wasmBackend({ workers: 0 }).createTrainer(run, state)).rejects.toThrow(ShapeError);
    const short = { ...initialState(run), step: new Uint32Array(2) };
    await expect(wasmBackend({ workers: 0 }).createTrainer(run, short)).rejects.toThrow(/step has 2 numbers/);
  });

  test('an epsilon that float32 cannot hold is refused', async () => {
    const run = runOf({}, { training: { optimiser: { epsilon: 1e-60 } } });
    await expect(wasmBackend({ workers: 0 }).createTrainer(run, initialState(run))).rejects.toThrow(
      /epsilon/,
    );
  });

  test('models beyond 4 GiB in one worker are refused with the size', async () => {
    const { Kernel } = await import('../src/engine/kernel.js');
    const { kernelModule } = await import('../src/simd.js');
    const kernel = new Kernel({ main: await kernelModule(), straight: undefined });
    const bytes = kernel.exports.configure(4096, 4096, 100, 4096, 1024, 100, 0);
    expect(bytes).toBeGreaterThan(100 * 3 * 4 * 4096 ** 2);
    expect(() => kernel.reserve(bytes)).toThrow(/GiB in one worker.*use more workers/);
  });
});
