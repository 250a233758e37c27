/**
 * Loads `@tensorflow/tfjs-node`: the one that the set-up made, unless the program has loaded one itself.
 *
 * Importing this file loads nothing native.
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { quietly, tf } from '@toymodels/backend-tfjs';
import { BackendUnavailableError } from '@toymodels/core';
import { readyIn, setupFolder, TFJS_NODE } from './folder.js';
import { prepareProcess } from './process.js';

/** The command that mends a missing library. */
export const SETUP_COMMAND = 'npx -p @toymodels/backend-node toymodels-setup-tfjs-node';

/** The name under which tfjs-node registers itself with TensorFlow.js. */
export const TF_BACKEND = 'tensorflow';

/**
 * Makes sure that native TensorFlow is registered. Impure: loads a library into the process.
 *
 * @returns the version of libtensorflow
 * @throws BackendUnavailableError that names the command
 */
export async function loadNative(folder: string = setupFolder()): Promise<string> {
  // TensorFlow.js has one registry a process: whoever imports tfjs-node first has registered it for all.
  if (!tf.findBackendFactory(TF_BACKEND)) await quietly(() => Promise.resolve(requireNative(folder)));
  const { binding } = tf.findBackend(TF_BACKEND) as unknown as { binding: { TF_Version: string } };
  return binding.TF_Version;
}

function requireNative(folder: string): void {
  const unavailable = 'backend node is not available';
  if (!readyIn(folder)) {
    throw new BackendUnavailableError(
      `${unavailable}: native TensorFlow is not set up on this machine; run: ${SETUP_COMMAND}`,
    );
  }
  try {
    prepareProcess();
    createRequire(join(folder, 'package.json'))(TFJS_NODE);
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    throw new BackendUnavailableError(
      `${unavailable}: native TensorFlow in ${folder} does not load (${said}); run: ${SETUP_COMMAND} --force`,
      { cause: error },
    );
  }
}
