// What a run found out, as it is stored.

/**
 * @typedef {object} SettingResult
 * @property {string} key
 * @property {string} name
 * @property {number} multiplyAdds of a step
 * @property {import('../lib/measure.mjs').Timing[]} timings
 * @property {Record<string, string>} leftOut reasons by entry
 * @property {import('./compare.mjs').Comparison[]} comparisons
 * @property {{ largest: number, disagreeing: string[] }} agreement
 */

/**
 * @typedef {object} Results
 * @property {string} command
 * @property {{ rounds: number, roundMs: number }} method
 * @property {import('./machine.mjs').Machine} machine
 * @property {import('./compare.mjs').Limit} limit
 * @property {{ key: string, name: string, side: import('../entries/index.mjs').Side, device: string, version: string }[]} entries
 * @property {Record<string, string>} missing reasons by entry
 * @property {SettingResult[]} settings
 * @property {import('./goals.mjs').Goal[]} goals
 */

/**
 * @param {string} name of the files
 * @returns {string} the name
 * @throws {Error} for a name that is no plain file name
 */
export function checkedName(name) {
  if (/^[\w-][\w.-]*$/.test(name)) return name;
  throw new Error(`invalid --out: ${name}; give a name of letters, digits, ".", "_" and "-"`);
}
