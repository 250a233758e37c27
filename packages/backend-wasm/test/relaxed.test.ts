// The kernel with relaxed SIMD: what it owes, and what it gives up. Its gradients are in gradient.test.ts, its samples
// in draws.test.ts.

import {
  BackendUnavailableError,
  decodeRun,
  encodeRun,
  initialState,
  InvalidArgumentError,
  referenceBackend,
  trainToEnd,
} from '@toymodels/core';
import { wasmBackend } from '@toymodels/backend-wasm';
import { describe, expect, test, vi } from 'vitest';
import { KERNEL_BASE64 } from '../src/generated/kernel.js';
import { RELAXED_KERNEL_BASE64 } from '../src/generated/kernel-relaxed.js';
import { kernelModule } from '../src/simd.js';
import { BITS, BITS_RUNS, BITS_STEPS } from './bits.js';
import { sharing, SHARED_RUNS, SHARED_STEPS } from './shared.js';
import { bytesOf, hashOf, largestDifference, runOf, trained } from './support.js';

/** After BITS_STEPS steps; float32 owes as much to float64 after 200, see parity.test.ts. */
const TOLERANCE = 2e-5;

const relaxed = (workers: number): ReturnType<typeof wasmBackend> =>
  wasmBackend({ workers, relaxedSimd: true });

/** How often f32x4.relaxed_madd stands in a module, 0xfd 0x105. */
function fusedIn(base64: string): number {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return bytes.reduce(
    (count, byte, at) => count + (byte === 0xfd && bytes[at + 1] === 0x85 && bytes[at + 2] === 0x02 ? 1 : 0),
    0,
  );
}

test('one kernel has fused multiply-adds, the default one has none', () => {
  expect(fusedIn(KERNEL_BASE64)).toBe(0);
  expect(fusedIn(RELAXED_KERNEL_BASE64)).toBeGreaterThan(200);
});

describe.each(Object.entries(BITS_RUNS))('%s', (name, run) => {
  test('is trained to within 2e-5 of the default kernel and of float64', async () => {
    const ours = await trained(relaxed(0), run, BITS_STEPS);
    const plain = await trained(wasmBackend({ workers: 0 }), run, BITS_STEPS);
    expect(await hashOf(plain.state)).toBe(BITS[name]);
    expect(largestDifference(plain.state.parameters, ours.state.parameters)).toBeLessThan(TOLERANCE);
    expect(ours.losses.map(({ length }) => length)).toEqual(plain.losses.map(({ length }) => length));
    ours.state.windowLoss.forEach((loss, k) => {
      expect(Math.abs(loss / plain.state.windowLoss[k]! - 1)).toBeLessThan(TOLERANCE);
    });
    if (run.nFeatures * run.nHidden > 200) return; // float64 takes seconds
    const reference = await trained(referenceBackend(), run, BITS_STEPS);
    expect(largestDifference(reference.state.parameters, ours.state.parameters)).toBeLessThan(TOLERANCE);
    ours.evaluated.forEach((loss, k) => {
      expect(Math.abs(loss / reference.evaluated[k]! - 1)).toBeLessThan(TOLERANCE);
    });
  });

  test('has the same bits on this machine with any number of workers, and when it is resumed', async () => {
    const alone = await trained(relaxed(0), run, BITS_STEPS);
    const pool = await trained(relaxed(2), run, BITS_STEPS);
    expect(bytesOf(pool.state)).toEqual(bytesOf(alone.state));
    expect(pool.losses).toEqual(alone.losses);
    expect(pool.evaluated).toEqual(alone.evaluated);
    const half = await trained(relaxed(0), run, 23);
    const resumed = await trained(relaxed(0), run, BITS_STEPS, half.state);
    expect(bytesOf(resumed.state)).toEqual(bytesOf(alone.state));
  });
});

test.each(Object.entries(SHARED_RUNS))(
  'workers that share a batch leave the same bits on this machine: %s',
  async (_, run) => {
    const alone = await trained(relaxed(0), run, SHARED_STEPS);
    const shared = await trained(sharing(2, true), run, SHARED_STEPS);
    expect(shared.device).toBe('WebAssembly relaxed SIMD, 2 workers, 2 to a batch');
    expect(bytesOf(shared.state)).toEqual(bytesOf(alone.state));
    expect(shared.losses).toEqual(alone.losses);
  },
);

test('a trainer says that it is relaxed, and that its results are not the same everywhere', async () => {
  const run = runOf();
  expect(relaxed(1).name).toBe('wasm-relaxed');
  for (const [workers, threads] of [
    [0, 'calling thread'],
    [1, '1 worker'],
  ] as const) {
    const ours = await relaxed(workers).createTrainer(run, initialState(run));
    expect(ours.info).toMatchObject({
      name: 'wasm-relaxed',
      device: `WebAssembly relaxed SIMD, ${threads}`,
      precision: 'float32',
      reproducible: false,
    });
    await ours.dispose();
    for (const options of [{ workers }, { workers, relaxedSimd: false }]) {
      const plain = await wasmBackend(options).createTrainer(run, initialState(run));
      expect(plain.info).toMatchObject({
        name: 'wasm',
        device: `WebAssembly SIMD, ${threads}`,
        reproducible: true,
      });
      await plain.dispose();
    }
  }
});

test('a stored run knows that it is relaxed, also when the default kernel goes on from it', async () => {
  const spec = { ...runOf().spec, training: { steps: 4 } };
  const half = await trainToEnd(spec, { backend: relaxed(0), until: 2 });
  const stored = decodeRun(encodeRun(half));
  expect(stored.backend).toEqual(half.backend);
  expect(stored.backend).toMatchObject({
    name: 'wasm-relaxed',
    device: 'WebAssembly relaxed SIMD, calling thread',
    reproducible: false,
  });
  const resumed = await trainToEnd(spec, { backend: wasmBackend({ workers: 0 }), resume: stored });
  expect(resumed.backend).toMatchObject({ name: 'wasm', reproducible: false });
});

test('an engine that has SIMD but no relaxed SIMD is refused, with what it could do instead', async () => {
  const { validate } = WebAssembly;
  // Two-byte opcodes from 0x100 on are those of relaxed SIMD.
  const spy = vi
    .spyOn(WebAssembly, 'validate')
    .mockImplementation((bytes) => validate(bytes) && !(bytes as Uint8Array).includes(133));
  try {
    await expect(kernelModule(true)).rejects.toThrow(BackendUnavailableError);
    await expect(kernelModule(true)).rejects.toThrow(
      /lacks relaxed SIMD; use Node 22.*leave relaxedSimd out/,
    );
    expect(await kernelModule()).toBeInstanceOf(WebAssembly.Module);
  } finally {
    spy.mockRestore();
  }
});

test('relaxedSimd is true or false, nothing else', () => {
  for (const relaxedSimd of ['yes', 1, null]) {
    expect(() => wasmBackend({ relaxedSimd } as never)).toThrow(InvalidArgumentError);
    expect(() => wasmBackend({ relaxedSimd } as never)).toThrow(/invalid relaxedSimd/);
  }
});
