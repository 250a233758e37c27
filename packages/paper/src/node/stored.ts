/**
 * `@toymodels/paper/stored`: results of figures that were run before, kept in the package's folder `results`.
 * Node only; a page gets from its build what it needs.
 *
 *   results/<preset>/index.json          which there are, how long each took and where
 *   results/<preset>/<figure>.json.br    spec, data and claims (see stored-format.ts)
 *
 * `npm run store` writes them. The published package brings those of the preset `paper` alone.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, InvalidFileError } from '@toymodels/core';
import { figureIndex } from '../catalog.js';
import type { Claim, PresetName } from '../figure.js';
import { decompress, parseStored, type StoredContent } from './stored-format.js';
import { readIndex, resultsFolder, type StoredFacts } from './stored-index.js';

export type { StoredContent } from './stored-format.js';
export type { StoredFacts } from './stored-index.js';
export { writeStored } from './write-stored.js';

/** A result and how it came about. */
export interface StoredResult extends StoredContent, StoredFacts {}

/** Where to read, for tests and for results of one's own. */
export interface StoredOptions {
  /** Default: `quick` or `paper`, whichever is stored; `paper` when both are. */
  readonly preset?: PresetName;
  /** Default: the folder `results` of this package. */
  readonly folder?: string;
}

/** Ids of the figures with a stored result, in reading order. @throws InvalidFileError */
export function storedIds({ preset, folder = resultsFolder() }: StoredOptions = {}): string[] {
  const presets: readonly PresetName[] = preset === undefined ? ['quick', 'paper'] : [preset];
  const indexes = presets.map((name) => readIndex(folder, name));
  return figureIndex.flatMap(({ id }) => (indexes.some((index) => id in index) ? [id] : []));
}

/**
 * The stored result of a figure, bit for bit what its run gave.
 *
 * @throws InvalidArgumentError that lists what is stored, when this is not
 * @throws InvalidFileError when the file is missing, cut off, damaged or of another version
 */
export function readStored(id: string, options: StoredOptions = {}): StoredResult {
  const folder = options.folder ?? resultsFolder();
  const preset = options.preset ?? (id in readIndex(folder, 'paper') ? 'paper' : 'quick');
  const entry = readIndex(folder, preset)[id];
  if (entry === undefined) {
    const which = options.preset === undefined ? '' : ` with the preset "${preset}"`;
    const ids = storedIds(options).join(', ');
    throw new InvalidArgumentError(
      `no stored result of "${id}"${which}; there are ${ids || 'none'}; make one with: npm run store -- ${id} --preset ${preset}`,
    );
  }
  const { sha256, ...facts } = entry;
  const path = join(folder, preset, `${id}.json.br`);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new InvalidFileError(`${path} is in the index but cannot be read; restore it, or store it anew`, {
      cause,
    });
  }
  return { ...parseStored(decompress(bytes, path), sha256, path), ...facts };
}

/** The claims of every stored figure, by its id, as they were judged when it was stored. @throws InvalidFileError */
export function storedClaims(options: StoredOptions = {}): Readonly<Record<string, readonly Claim[]>> {
  return Object.fromEntries(storedIds(options).map((id) => [id, readStored(id, options).claims]));
}
