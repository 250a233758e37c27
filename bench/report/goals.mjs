// What the project wants of its speed, and whether this run shows it.

import { medianOf } from './compare.mjs';

/**
 * @typedef {object} Goal
 * @property {string} what
 * @property {number} wanted
 * @property {number | undefined} reached undefined where the run did not measure it
 * @property {boolean | undefined} met
 */

/** Share of Node's speed that Chromium should have. */
const CHROMIUM_SHARE = 0.8;

/** How many times cheaper p = 0.01 should be than p = 1. */
const SPARSE_GAIN = 10;

/** @param {string} what @param {number} wanted @param {number | undefined} reached @returns {Goal} */
const goal = (what, wanted, reached) => ({
  what,
  wanted,
  reached,
  met: reached === undefined ? undefined : reached >= wanted,
});

/**
 * @param {readonly import('./results.mjs').SettingResult[]} settings
 * @param {readonly import('../settings.mjs').Setting[]} all of the settings there are
 * @param {number} cores
 * @returns {Goal[]}
 */
export function goalsOf(settings, all, cores) {
  const ofKey = (/** @type {string} */ key) => settings.find((each) => each.key === key);
  const own = cores === 1 ? 'wasm-1' : 'wasm-all';
  const page = cores === 1 ? 'chromium-1' : 'chromium-all';
  /** @type {Goal[]} */
  const goals = [];
  for (const { key, name, goal: wanted } of all) {
    if (wanted === undefined) continue;
    const found = ofKey(key)?.comparisons.find(({ entry }) => entry === own);
    goals.push(goal(`${name}: times faster than the best peer`, wanted, found?.ratio));
  }
  const dense = medianOf(ofKey('n20-dense')?.timings ?? [], own);
  const sparse = medianOf(ofKey('n20-sparse')?.timings ?? [], own);
  goals.push(
    goal('n=20 m=5 K=7: times cheaper at p=0.01 than at p=1', SPARSE_GAIN, dense && sparse && dense / sparse),
  );
  for (const { key, name, goal: wanted } of all) {
    if (wanted === undefined) continue;
    const timings = ofKey(key)?.timings ?? [];
    const inNode = medianOf(timings, own);
    const inPage = medianOf(timings, page);
    goals.push(
      goal(`${name}: Chromium's share of Node's speed`, CHROMIUM_SHARE, inNode && inPage && inNode / inPage),
    );
  }
  return goals;
}
