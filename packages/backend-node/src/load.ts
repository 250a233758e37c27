/**
 * Loads `@tensorflow/tfjs-node`: the one that the set-up made, or one that the user installed.
 *
 * Importing this file loads nothing native.
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { quietly } from '@toymodels/backend-tfjs';
import { BackendUnavailableError } from '@toymodels/core';
import { readyIn, setupFolder } from './folder.js';

/** The command that mends a missing library. */
export const SETUP_COMMAND = 'npx toymodels-setup-tfjs-node';

/** Versions of what was loaded. */
export interface LoadedNative {
  readonly tfjsNode: string;
  readonly libtensorflow: string;
}

interface TfjsNode {
  readonly version: { readonly 'tfjs-node': string };
  backend(): { readonly binding: { readonly TF_Version: string } };
}

let loaded: Promise<LoadedNative> | undefined;

/**
 * Loads native TensorFlow and registers it as TensorFlow.js's backend "tensorflow". Impure: once a process.
 *
 * @throws BackendUnavailableError that names the command
 */
export function loadNative(folder: string = setupFolder()): Promise<LoadedNative> {
  loaded ??= quietly(() => Promise.resolve(requireNative(folder)));
  return loaded.then(undefined, (error: unknown) => {
    loaded = undefined; // it may have been set up meanwhile
    throw error;
  });
}

function requireNative(folder: string): LoadedNative {
  const ours = readyIn(folder) !== undefined;
  const require = createRequire(ours ? join(folder, 'ready.json') : import.meta.url);
  let path: string;
  try {
    path = require.resolve('@tensorflow/tfjs-node');
  } catch (error) {
    throw new BackendUnavailableError(
      `backend node is not available: native TensorFlow is not set up on this machine; run: ${SETUP_COMMAND}`,
      { cause: error },
    );
  }
  try {
    prepareProcess(require);
    const tfjsNode = require(path) as TfjsNode;
    return { tfjsNode: tfjsNode.version['tfjs-node'], libtensorflow: tfjsNode.backend().binding.TF_Version };
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    throw new BackendUnavailableError(
      `backend node is not available: @tensorflow/tfjs-node at ${path} does not load (${said}); run: ${SETUP_COMMAND}`,
      { cause: error },
    );
  }
}

/** What tfjs-node 4.22 expects of a process. */
function prepareProcess(require: NodeJS.Require): void {
  // It uses a function that Node 23 removed.
  const util = require('node:util') as { isNullOrUndefined?: (value: unknown) => boolean };
  util.isNullOrUndefined ??= (value) => value == null;
  // TensorFlow logs to the process's stderr, past every console: only errors are worth that.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
}
