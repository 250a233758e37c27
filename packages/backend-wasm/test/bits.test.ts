// The stored hashes in Node. bits.browser.test.ts checks the same ones in a page.

import { wasmBackend } from '@toymodels/backend-wasm';
import { expect, test } from 'vitest';
import { BITS, BITS_RUNS, BITS_STEPS } from './bits.js';
import { hashOf, trained } from './support.js';

for (const [name, run] of Object.entries(BITS_RUNS)) {
  test(`training leaves the stored bits in Node: ${name}`, async () => {
    for (const workers of [0, 2]) {
      const { state } = await trained(wasmBackend({ workers }), run, BITS_STEPS);
      expect(await hashOf(state)).toBe(BITS[name]);
    }
  });
}
