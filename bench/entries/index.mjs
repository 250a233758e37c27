// Who is timed. An entry is a program that speaks the protocol of lib/runner.mjs; adding a peer is adding
// one here and its program.

import { browserEntries } from './chromium.mjs';
import { javascriptEntries } from './javascript.mjs';
import { pythonEntries } from './python.mjs';

/**
 * `option`: ours, with an option that gives something up; compared with peers, but no goal is about it. `graphics`:
 * ours on a graphics card, which may be one that the processor plays; shown, not compared. `helped`: a peer that was
 * given a trick of ours; shown, not compared with.
 *
 * @typedef {'ours' | 'option' | 'graphics' | 'peer' | 'helped'} Side
 */

/**
 * @typedef {object} Entry
 * @property {string} key what --entries names
 * @property {string} family what --entries names to mean several
 * @property {string} name
 * @property {Side} side
 * @property {boolean} usesAllCores
 * @property {readonly string[]} [settings] keys of those that it is timed in; by default all
 * @property {() => Promise<string | undefined>} missing why it cannot run here and what would mend it, if so; may prepare things
 * @property {import('../lib/runner.mjs').Start} start
 */

/** @param {number} cores @returns {Entry[]} */
export function entriesFor(cores) {
  return [...javascriptEntries(cores), ...browserEntries(cores), ...pythonEntries(cores)];
}

/**
 * @param {readonly Entry[]} entries
 * @param {string | undefined} names keys and families, by commas
 * @returns {Entry[]} in the order of `entries`
 */
export function chooseEntries(entries, names) {
  if (names === undefined) return [...entries];
  const wanted = names.split(',');
  const unknown = wanted.filter(
    (name) => !entries.some(({ key, family }) => name === key || name === family),
  );
  if (unknown.length > 0) {
    const known = new Set(entries.flatMap(({ key, family }) => [family, key]));
    throw new Error(`unknown entry ${unknown.join(', ')}; there are ${[...known].join(', ')}`);
  }
  return entries.filter(({ key, family }) => wanted.includes(key) || wanted.includes(family));
}
