/**
 * `nodeBackend()`: training on native TensorFlow in Node, through `@tensorflow/tfjs-node`.
 *
 * The native library is optional. Importing this package never needs it; a trainer does.
 */

import {
  backendOn,
  startDevice,
  tf,
  type ProbedBackend,
  type ReadyDevice,
  type TfjsModelOptions,
} from '@toymodels/backend-tfjs';
import { VERSION } from '@toymodels/core';
import { loadNative, SETUP_COMMAND, TF_BACKEND } from './load.js';

const NAME = 'node';

/**
 * A backend on native TensorFlow.
 *
 * @example
 * const backend = nodeBackend();
 * // before the set-up: { available: false, reason, mend }
 * const found = await backend.availability();
 */
export function nodeBackend(options: TfjsModelOptions = {}): ProbedBackend {
  return backendOn(NAME, load, options);
}

async function load(): Promise<ReadyDevice> {
  const libtensorflow = await loadNative();
  await startDevice(NAME, TF_BACKEND, `run: ${SETUP_COMMAND} --force`);
  return {
    tf,
    tfBackend: TF_BACKEND,
    info: {
      name: NAME,
      version: `${VERSION} (TensorFlow.js ${tf.version_core})`,
      device: `native TensorFlow ${libtensorflow} on the CPU`,
      precision: 'float32',
      reproducible: false, // it chooses its kernels by the instructions of the CPU
    },
  };
}
