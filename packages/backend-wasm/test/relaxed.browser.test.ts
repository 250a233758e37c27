// The kernel with relaxed SIMD in a page: loaded there, too, as close, and the same bits with and without workers.

import { wasmBackend } from '@toymodels/backend-wasm';
import { expect, test } from 'vitest';
import { BITS_RUNS, BITS_STEPS } from './bits.js';
import { bytesOf, largestDifference, trained } from './support.js';

test.each(Object.entries(BITS_RUNS))(
  'relaxed SIMD in a page: within 2e-5 of the default kernel, whatever the number of workers: %s',
  async (_, run) => {
    const plain = await trained(wasmBackend({ workers: 0 }), run, BITS_STEPS);
    const alone = await trained(wasmBackend({ workers: 0, relaxedSimd: true }), run, BITS_STEPS);
    const pool = await trained(wasmBackend({ workers: 1, relaxedSimd: true }), run, BITS_STEPS);
    expect(alone.device).toBe('WebAssembly relaxed SIMD, calling thread');
    expect(pool.device).toBe('WebAssembly relaxed SIMD, 1 worker');
    expect(bytesOf(pool.state)).toEqual(bytesOf(alone.state));
    expect(largestDifference(plain.state.parameters, alone.state.parameters)).toBeLessThan(2e-5);
  },
);
