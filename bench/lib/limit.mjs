// Both limits of the machine, on one thread and on all cores.

import { nativePeak } from '../limit/native.mjs';
import { wasmPeak } from '../limit/wasm.mjs';

/** @param {number} cores @returns {Promise<import('../report/compare.mjs').Limit>} */
export async function measureLimit(cores) {
  const counts = cores === 1 ? [1] : [1, cores];
  /** @type {Record<string, number>} */
  const wasm = {};
  /** @type {Record<string, { widest: import('../limit/native.mjs').Peak, narrow: import('../limit/native.mjs').Peak }>} */
  const threads = {};
  let compiler;
  for (const count of counts) {
    // On a busy machine several threads may seem to do less than one.
    wasm[count] = Math.max(wasm[1] ?? 0, await wasmPeak(count));
    const native = await nativePeak(count);
    if (native === undefined) continue;
    compiler = native.compiler;
    threads[count] = { widest: native.widest, narrow: native.narrow };
  }
  return { wasm, native: compiler === undefined ? undefined : { compiler, threads } };
}

/** The higher of two measurements: whatever else runs can only make one lower. @param {import('../report/compare.mjs').Limit} a @param {import('../report/compare.mjs').Limit} b */
export function higherLimit(a, b) {
  for (const [threads, rate] of Object.entries(b.wasm))
    a.wasm[threads] = Math.max(a.wasm[threads] ?? 0, rate);
  for (const [threads, { widest, narrow }] of Object.entries(b.native?.threads ?? {})) {
    const before = a.native?.threads[threads];
    if (before === undefined) continue;
    before.widest.rate = Math.max(before.widest.rate, widest.rate);
    before.narrow.rate = Math.max(before.narrow.rate, narrow.rate);
  }
  return a;
}
