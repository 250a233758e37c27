// From times to statements: ratios to the best peer, share of the machine's limit.

import { least, median, most } from '../lib/statistics.mjs';

/**
 * @typedef {object} Limit multiply-adds a millisecond, measured
 * @property {Record<string, number>} wasm by number of threads
 * @property {{ compiler: string, threads: Record<string, { widest: import('../limit/native.mjs').Peak, narrow: import('../limit/native.mjs').Peak }> } | undefined} native
 */

/**
 * @typedef {object} Comparison of one of our entries
 * @property {string} entry
 * @property {string | undefined} bestPeer
 * @property {number | undefined} ratio best peer's median time to ours
 * @property {number | undefined} ratioLeast of the ratios round by round
 * @property {number | undefined} ratioMost
 * @property {number | undefined} ratioToHelped best of the peers that were given our trick, to ours
 * @property {number} shareOfWasm of the limit of WebAssembly on as many threads
 * @property {number | undefined} shareOfNative of the limit of the widest vectors on as many threads
 */

/** The quickest. @param {readonly import('../lib/measure.mjs').Timing[]} timings */
function quickest(timings) {
  return timings.toSorted((a, b) => a.median - b.median)[0];
}

/**
 * @param {readonly import('../lib/measure.mjs').Timing[]} timings
 * @param {readonly import('../entries/index.mjs').Entry[]} entries
 * @param {number} multiplyAdds of a step
 * @param {Limit} limit
 * @param {number} cores
 * @returns {Comparison[]}
 */
export function compare(timings, entries, multiplyAdds, limit, cores) {
  /** @param {readonly import('../entries/index.mjs').Side[]} sides */
  const ofSide = (...sides) =>
    timings.filter(({ entry }) => entries.some((each) => each.key === entry && sides.includes(each.side)));
  const best = quickest(ofSide('peer'));
  const helped = quickest(ofSide('helped'));
  return ofSide('ours', 'option').map((ours) => {
    const threads = entries.find(({ key }) => key === ours.entry)?.usesAllCores ? cores : 1;
    const rounds = best?.ms.map((ms, round) => ms / (ours.ms[round] ?? NaN)) ?? [];
    const rate = multiplyAdds / ours.median;
    const native = limit.native?.threads[threads]?.widest.rate;
    return {
      entry: ours.entry,
      bestPeer: best?.entry,
      ratio: best && best.median / ours.median,
      ratioLeast: best && least(rounds),
      ratioMost: best && most(rounds),
      ratioToHelped: helped && helped.median / ours.median,
      shareOfWasm: rate / (limit.wasm[threads] ?? NaN),
      shareOfNative: native && rate / native,
    };
  });
}

/** @param {readonly import('../lib/measure.mjs').Timing[]} timings @param {string} entry */
export const medianOf = (timings, entry) => {
  const ms = timings.find((each) => each.entry === entry)?.ms;
  return ms && median(ms);
};
