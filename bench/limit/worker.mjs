// A thread that multiplies and adds for the milliseconds it is told to, and answers with its rate.

import { parentPort } from 'node:worker_threads';
import { CHAINS, kernelBytes, multiplyAddsOf } from './kernel.mjs';

/** Turns of a call: short, because WebAssembly changes to better code only between calls. */
const TURNS = 20_000;

/** @type {Map<number, (turns: number) => number>} */
const kernels = new Map();
for (const chains of CHAINS) {
  const { instance } = await WebAssembly.instantiate(kernelBytes(chains));
  kernels.set(chains, /** @type {(turns: number) => number} */ (instance.exports['run']));
}

parentPort?.on('message', (/** @type {{ chains: number, ms: number }} */ { chains, ms }) => {
  const run = kernels.get(chains);
  if (run === undefined) throw new Error(`no kernel of ${chains} chains`);
  const start = performance.now();
  let calls = 0;
  let now = start;
  let check = 0;
  for (; now - start < ms; now = performance.now()) {
    check += run(TURNS);
    calls++;
  }
  if (!Number.isFinite(check)) throw new Error('the kernel overflowed');
  parentPort?.postMessage((calls * TURNS * multiplyAddsOf(chains)) / (now - start));
});
