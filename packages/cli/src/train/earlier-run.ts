/** The run that an output folder holds already, to go on from. */

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  decodeRun,
  FileAccessError,
  InvalidArgumentError,
  InvalidFileError,
  ToyModelsError,
  type CompleteRunSpec,
  type RunResult,
} from '@toymodels/core';
import { canonicalJson } from '../canonical-json.js';

/** The run in a file, or `undefined` where there is none. @throws InvalidFileError, FileAccessError */
export async function readRun(path: string): Promise<RunResult | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new FileAccessError(`cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
  try {
    return decodeRun(bytes);
  } catch (cause) {
    if (!(cause instanceof ToyModelsError)) throw cause;
    const advice = 'train without --resume and with --force to begin anew';
    throw new InvalidFileError(`${basename(path)} cannot be resumed: ${cause.message}; ${advice}`, { cause });
  }
}

/**
 * Refuses to resume a run of another spec: the result would be that of neither.
 *
 * @throws InvalidArgumentError that names the first difference
 */
export function checkSameSpec(earlier: CompleteRunSpec, given: CompleteRunSpec): void {
  const difference = firstDifference(earlier, given, '');
  if (difference === undefined) return;
  throw new InvalidArgumentError(
    `the run to resume has another spec: ${difference}; give the spec it began with, or another --out`,
  );
}

function firstDifference(a: unknown, b: unknown, path: string): string | undefined {
  if (canonicalJson({ value: a }) === canonicalJson({ value: b })) return undefined;
  const isBranch = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (isBranch(a) && isBranch(b) && Array.isArray(a) === Array.isArray(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const inner = firstDifference(a[key], b[key], path === '' ? key : `${path}.${key}`);
      if (inner !== undefined) return inner;
    }
  }
  return `${path} was ${JSON.stringify(a) ?? 'absent'}, is now ${JSON.stringify(b) ?? 'absent'}`;
}
