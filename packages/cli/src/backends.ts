/**
 * The backends that can be chosen by name, each loaded only when it is used.
 *
 * A new backend is one more entry. A loader that cannot run here throws a BackendUnavailableError that says why.
 */

import { BackendUnavailableError, ToyModelsError, referenceBackend, type Backend } from '@toymodels/core';
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
    name: 'reference',
    description: 'plain float64 JavaScript, slow: the yardstick of the others',
    hasWorkers: false,
    load: () => Promise.resolve(referenceBackend()),
  },
];

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
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BackendUnavailableError(`backend ${entry.name} cannot be used here: ${reason}`, { cause });
  }
}
