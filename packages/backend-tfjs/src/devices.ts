/**
 * The devices of TensorFlow.js that run in Node and in browsers alike, each loaded only when it is asked for.
 */

import { BackendUnavailableError, VERSION, type BackendInfo } from '@toymodels/core';
import { keepingErrorHandlers } from './error-handlers.js';
import * as operations from './operations.js';
import type { Tf } from './tensors.js';

/**
 * - `cpu`: plain JavaScript. Slow; runs everywhere.
 * - `wasm`: WebAssembly with SIMD, one thread.
 * - `webgpu`: WebGPU, in browsers that have it.
 */
export type TfjsDevice = 'cpu' | 'wasm' | 'webgpu';

/** A device that is ready for `tfjsTrainer`. */
export interface ReadyDevice {
  readonly tf: Tf;
  readonly tfBackend: string;
  readonly info: BackendInfo;
}

/** TensorFlow.js has one registry of devices a process, whoever imports it: this is everyone's. */
export const tf: Tf = operations;

/**
 * Runs something without TensorFlow.js's warnings: about running in Node, and about kernels registered twice
 * when several devices live in one process.
 */
export async function quietly<T>(run: () => Promise<T>): Promise<T> {
  const environment = tf.env();
  const before = environment.getBool('PROD');
  environment.set('PROD', true);
  try {
    return await run();
  } finally {
    environment.set('PROD', before);
  }
}

/**
 * Makes a registered TensorFlow.js backend ready.
 *
 * @throws BackendUnavailableError with what TensorFlow.js said
 */
export async function startDevice(name: string, tfBackend: string, mend: string): Promise<void> {
  let failure: unknown;
  const ready = await quietly(async () => {
    const started = await tf.setBackend(tfBackend);
    // The first tensor makes the cpu backend greet; let it do so unheard.
    if (started) tf.tidy(() => tf.add(tf.scalar(1), 1).dataSync.length);
    return started;
  }).catch((error: unknown) => {
    failure = error;
    return false;
  });
  if (ready) return;
  const said = failure instanceof Error ? `: ${failure.message}` : '';
  throw new BackendUnavailableError(`backend ${name} does not start here${said}; ${mend}`, {
    cause: failure,
  });
}

/** Loads and starts a device. */
export async function loadDevice(device: TfjsDevice, wasmFolder?: string | URL): Promise<ReadyDevice> {
  const name = `tfjs-${device}`;
  const common = {
    name,
    version: `${VERSION} (TensorFlow.js ${tf.version_core})`,
    precision: 'float32',
  } as const;
  switch (device) {
    case 'cpu':
      await quietly(() => import('@tensorflow/tfjs-backend-cpu'));
      await startDevice(name, 'cpu', 'this should not happen; please report it');
      return {
        tf,
        tfBackend: 'cpu',
        info: { ...common, device: 'JavaScript, one thread', reproducible: true },
      };
    case 'wasm': {
      await startWasm(name, wasmFolder);
      const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) as boolean;
      const words = `WebAssembly${simd ? ' SIMD' : ''}, one thread`;
      return { tf, tfBackend: 'wasm', info: { ...common, device: words, reproducible: false } };
    }
    case 'webgpu': {
      const words = await startWebgpu(name);
      return { tf, tfBackend: 'webgpu', info: { ...common, device: words, reproducible: false } };
    }
  }
}

let wasm: Promise<void> | undefined;

/** TensorFlow.js takes the place of its files once, before it starts: so does this. */
function startWasm(name: string, folder?: string | URL): Promise<void> {
  wasm ??= (async () => {
    const { setWasmPaths } = await quietly(() => import('@tensorflow/tfjs-backend-wasm'));
    // Written out, so that bundlers see the files and bring them along.
    const plain = new URL('./wasm/tfjs-backend-wasm.wasm', import.meta.url).href;
    const simd = new URL('./wasm/tfjs-backend-wasm-simd.wasm', import.meta.url).href;
    const at = (file: string, own: string): string => pathOf(folder ? joined(folder, file) : own);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': at('tfjs-backend-wasm.wasm', plain),
      'tfjs-backend-wasm-simd.wasm': at('tfjs-backend-wasm-simd.wasm', simd),
      'tfjs-backend-wasm-threaded-simd.wasm': at('tfjs-backend-wasm-simd.wasm', simd), // never asked for, see below
    });
    // The threaded build breaks when a page's code is minified ("e is not defined").
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    const mend = 'check that the .wasm files are served, or give their folder as wasmFolder';
    await keepingErrorHandlers(() => startDevice(name, 'wasm', mend));
  })();
  return wasm.then(undefined, (error: unknown) => {
    wasm = undefined;
    throw error;
  });
}

const joined = (folder: string | URL, file: string): string => `${String(folder).replace(/\/$/, '')}/${file}`;

/** What TensorFlow.js can open: a path in Node, an address in a page. */
function pathOf(address: string): string {
  if (!address.startsWith('file:')) return address;
  return decodeURIComponent(new URL(address).pathname).replace(/^\/(?=[A-Za-z]:)/, ''); // "/C:/…"
}

/** @returns the adapter in words */
async function startWebgpu(name: string): Promise<string> {
  const mend =
    'use a browser with WebGPU (Chrome or Edge 113, Safari 26, Firefox 141 or later), or the device "wasm"';
  const { gpu } = (globalThis.navigator ?? {}) as { gpu?: GpuEntry };
  const adapter = await gpu?.requestAdapter();
  if (!adapter) {
    const reason = gpu ? 'WebGPU has no adapter here' : 'there is no WebGPU here';
    throw new BackendUnavailableError(`backend ${name} is not available: ${reason}; ${mend}`);
  }
  await quietly(() => import('@tensorflow/tfjs-backend-webgpu'));
  await startDevice(name, 'webgpu', mend);
  const { vendor, architecture, description } = adapter.info ?? {};
  const words = description || [vendor, architecture].filter(Boolean).join(' ');
  return `WebGPU${words ? `, ${words}` : ''}`;
}

/** The little of WebGPU's types that is used here. */
interface GpuEntry {
  requestAdapter(): Promise<{
    readonly info?: {
      readonly vendor?: string;
      readonly architecture?: string;
      readonly description?: string;
    };
  } | null>;
}
