/**
 * What tfjs-node 4.22 and TensorFlow expect of a process before they are loaded.
 *
 * Impure: puts two functions into `node:util` that do what Node's own did, and sets variables of this process's
 * environment that are not set.
 */

import { createRequire } from 'node:module';

interface OldUtil {
  isNullOrUndefined?: (value: unknown) => boolean;
  isArray?: (value: unknown) => boolean;
}

/** To be called before the first `require` of tfjs-node. */
export function prepareProcess(): void {
  const util = createRequire(import.meta.url)('node:util') as OldUtil;
  // Two functions that tfjs-node uses. Node 22 prints a deprecation for each; Node 23 dropped the first.
  util.isNullOrUndefined = (value) => value == null;
  util.isArray = Array.isArray;
  // TensorFlow logs to the process's stderr, past every console: only errors are worth that.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  // oneDNN changes the order of sums with the CPU it finds; without it, results differ less between machines.
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '0';
}
