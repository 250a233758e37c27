/**
 * The backends that can be chosen by name, each loaded only when it is used.
 *
 * A new backend is one more entry. A loader that cannot run here throws a BackendUnavailableError whose message
 * says why and, after its last "; ", what would mend it.
 */

import { availableParallelism } from 'node:os';
import {
  BackendUnavailableError,
  initialState,
  referenceBackend,
  resolveRun,
  ToyModelsError,
  type Backend,
  type BackendInfo,
} from '@toymodels/core';
import { UsageError } from './exit-codes.js';
import { didYouMean } from './nearest.js';

export interface BackendOptions {
  /** How many workers train side by side, from 1; by default as many as the machine has cores. */
  readonly workers?: number;
}

export interface BackendEntry {
  readonly name: string;
  /** One line for the help. */
  readonly description: string;
  /** Whether `--workers` means anything to it. */
  readonly hasWorkers: boolean;
  /** @throws BackendUnavailableError with the reason and the mend */
  load(options: BackendOptions): Promise<Backend>;
}

/** Whether a backend can be used here: how it describes itself, or why not and what would mend it. */
export type Availability =
  | { readonly available: true; readonly info: BackendInfo }
  | { readonly available: false; readonly reason: string; readonly mend: string };

/** A backend that can tell beforehand whether it runs here, as those on TensorFlow.js can. */
interface ProbedBackend extends Backend {
  availability(): Promise<Availability>;
}

export const DEFAULT_BACKEND = 'wasm';

export const BACKENDS: readonly BackendEntry[] = [
  {
    name: 'wasm',
    description: 'WebAssembly SIMD on all cores',
    hasWorkers: true,
    async load({ workers }) {
      const { wasmBackend } = await import('@toymodels/backend-wasm');
      return wasmBackend(workers === undefined ? {} : { workers });
    },
  },
  {
    name: 'wasm-relaxed',
    description: 'the same with relaxed SIMD: quicker, but other bits on other machines',
    hasWorkers: true,
    async load({ workers }) {
      const { wasmBackend } = await import('@toymodels/backend-wasm');
      return wasmBackend({ relaxedSimd: true, ...(workers !== undefined && { workers }) });
    },
  },
  {
    name: 'reference',
    description: 'plain float64 JavaScript, slow: the yardstick of the others',
    hasWorkers: false,
    load: () => Promise.resolve(referenceBackend()),
  },
  {
    name: 'tfjs-cpu',
    description: 'TensorFlow.js in plain JavaScript, slow',
    hasWorkers: false,
    load: async () => available((await import('@toymodels/backend-tfjs')).tfjsBackend({ device: 'cpu' })),
  },
  {
    name: 'tfjs-wasm',
    description: 'TensorFlow.js in WebAssembly',
    hasWorkers: false,
    load: async () => available((await import('@toymodels/backend-tfjs')).tfjsBackend({ device: 'wasm' })),
  },
  {
    name: 'node',
    description: 'native TensorFlow, once set up',
    hasWorkers: false,
    async load() {
      const { nodeBackend } = await import('@toymodels/backend-node');
      return available(nodeBackend(), ' (in a checkout of the project: pnpm setup:tfjs-node)');
    },
  },
  browserOnly(
    'webgl',
    'TensorFlow.js on WebGL2, in browsers only',
    'webglBackend() of @toymodels/backend-webgl',
  ),
  browserOnly(
    'webgpu',
    'TensorFlow.js on WebGPU, in browsers only',
    "tfjsBackend({ device: 'webgpu' }) of @toymodels/backend-tfjs",
  ),
];

/** A backend that no command line can run. */
function browserOnly(name: string, description: string, there: string): BackendEntry {
  const reason = 'it runs in browsers only';
  const mend = `in a page use ${there}, here another backend`;
  const unavailable = new BackendUnavailableError(`backend ${name} is not available: ${reason}; ${mend}`);
  return { name, description, hasWorkers: false, load: () => Promise.reject(unavailable) };
}

/**
 * The backend, once it has said that it runs here.
 *
 * @param hint put after what would mend it
 * @throws BackendUnavailableError
 */
async function available(backend: ProbedBackend, hint = ''): Promise<Backend> {
  const found = await backend.availability();
  if (found.available) return backend;
  throw new BackendUnavailableError(
    `backend ${backend.name} is not available: ${found.reason}; ${found.mend}${hint}`,
  );
}

/**
 * Finds a backend by name.
 *
 * @throws UsageError for an unknown name, or for workers that the backend has not
 */
export function findBackend(
  backends: readonly BackendEntry[],
  name: string,
  options: BackendOptions,
): BackendEntry {
  const entry = backends.find((each) => each.name === name);
  const names = backends.map((each) => each.name);
  if (entry === undefined) {
    throw new UsageError(
      `unknown backend "${name}"; ${didYouMean(name, names)}known are ${names.join(', ')}`,
    );
  }
  if (options.workers !== undefined && !entry.hasWorkers) {
    throw new UsageError(
      `backend ${name} trains without workers; leave --workers out, or choose another backend`,
    );
  }
  return entry;
}

/** Loads a backend; whatever keeps it from loading becomes one typed error with its reason. */
export async function loadBackend(entry: BackendEntry, options: BackendOptions): Promise<Backend> {
  try {
    return await entry.load(options);
  } catch (cause) {
    if (cause instanceof ToyModelsError) throw cause;
    const { code, message }: NodeJS.ErrnoException =
      cause instanceof Error ? cause : new Error(String(cause));
    const missing = code === 'ERR_MODULE_NOT_FOUND' ? /package '([^']+)'/.exec(message)?.[1] : undefined;
    const why = missing === undefined ? message : `${missing} is not installed; npm install ${missing}`;
    throw new BackendUnavailableError(`backend ${entry.name} cannot be used here: ${why}`, { cause });
  }
}

/** Whether a backend can be used here. Loads it; starts and ends what it trains with. */
export async function probeBackend(entry: BackendEntry): Promise<Availability> {
  try {
    const backend = await loadBackend(entry, {});
    if ('availability' in backend) return await (backend as ProbedBackend).availability();
    return { available: true, info: await infoOf(backend) };
  } catch (error) {
    if (!(error instanceof BackendUnavailableError)) throw error;
    const [, text = error.message] =
      /^backend \S+ (?:is not available|cannot be used here): ([^]*)$/.exec(error.message) ?? [];
    const cut = text.lastIndexOf('; ');
    if (cut < 0) return { available: false, reason: text, mend: 'choose another backend' };
    return { available: false, reason: text.slice(0, cut), mend: text.slice(cut + 2) };
  }
}

/** What a backend says of itself: only a trainer knows, so one is made of the smallest models and ended. */
async function infoOf(backend: Backend): Promise<BackendInfo> {
  const run = resolveRun({
    model: { kind: 'relu-output', nFeatures: 1, nHidden: 1 },
    data: { featureProbability: 1 },
    instances: { count: availableParallelism() }, // as many workers as there may be
  });
  const trainer = await backend.createTrainer(run, initialState(run));
  await trainer.dispose();
  return trainer.info;
}
