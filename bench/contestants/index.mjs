// Who is timed. A contestant is one entry here; adding a peer is adding a file and a line.

import { toymodelsWasm } from './toymodels-wasm.mjs';

/**
 * @typedef {object} Session
 * @property {string} device what computes, in its own words
 * @property {(count: number) => Promise<void>} train so many more steps
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {() => Promise<string | undefined>} missing why it cannot run here, if so
 * @property {() => Promise<string>} version
 * @property {(setting: import('../settings.mjs').Setting) => Promise<Session>} open
 */

/**
 * @param {number} cores
 * @returns {Contestant[]}
 */
export function contestants(cores) {
  const ours = [toymodelsWasm(1)];
  if (cores > 1) ours.push(toymodelsWasm(cores));
  return ours;
}
