// The most multiply-adds a millisecond that plain WebAssembly SIMD does on this machine, measured.

import { Worker } from 'node:worker_threads';
import { CHAINS } from './kernel.mjs';

const WINDOW_MS = 40;
const WINDOWS = 6;

/**
 * The best of several windows: whatever else runs can only make it less.
 *
 * @param {number} threads
 * @returns {Promise<number>} multiply-adds a millisecond, all threads together
 */
export async function wasmPeak(threads) {
  const workers = Array.from({ length: threads }, () => new Worker(new URL('worker.mjs', import.meta.url)));
  /** @param {number} chains @param {number} ms @returns {Promise<number>} */
  const window = async (chains, ms) => {
    const rates = await Promise.all(
      workers.map(
        (worker) =>
          new Promise((resolve, reject) => {
            worker.removeAllListeners();
            worker.once('message', resolve).once('error', reject);
            worker.postMessage({ chains, ms });
          }),
      ),
    );
    return rates.reduce((sum, rate) => sum + rate, 0);
  };
  try {
    let best = 0;
    for (const chains of CHAINS) {
      await window(chains, WINDOW_MS); // warms up
      for (let count = 0; count < WINDOWS; count++) best = Math.max(best, await window(chains, WINDOW_MS));
    }
    return best;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
