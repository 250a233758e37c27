// The machine and the versions that a time belongs to.

import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

/**
 * @typedef {object} Machine
 * @property {string} processor
 * @property {number} cores that may be used
 * @property {number} memoryGiB
 * @property {string} system
 * @property {string} node
 * @property {string} v8
 * @property {string} commit
 * @property {number} loadBefore processes that wanted to run, over the last minute before the measurement
 */

/** Above this load the machine is not quiet. */
const QUIET_LOAD = 0.5;

/** @returns {Machine} */
export function machine() {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    v8: process.versions.v8,
    commit: commit(),
    loadBefore: Number(loadavg()[0]?.toFixed(2)),
  };
}

function commit() {
  try {
    const git = (/** @type {string[]} */ ...args) =>
      execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' }).trim();
    const changed = git('status', '--porcelain', '--', ':/packages') !== '';
    return git('rev-parse', '--short', 'HEAD') + (changed ? ', changed' : '');
  } catch {
    return 'unknown';
  }
}

/** One line for tables. @param {Machine} on */
export function machineLine(on) {
  const loud = on.loadBefore > QUIET_LOAD ? ' (not quiet: times mean little)' : '';
  return (
    `${on.processor}, ${on.cores} ${on.cores === 1 ? 'core' : 'cores'}, ${on.memoryGiB} GiB; ${on.system}; ` +
    `Node ${on.node} (V8 ${on.v8}); commit ${on.commit}; load before: ${on.loadBefore}${loud}`
  );
}
