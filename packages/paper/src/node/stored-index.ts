/** `results/<preset>/index.json`: which results are stored, and of each what may differ from run to run. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InvalidFileError } from '@toymodels/core';
import type { PresetName } from '../figure.js';

const FORMAT = 'toymodels-results-1';

/** How a result came about; never part of the result. */
export interface StoredFacts {
  /** Seconds that training and measuring took. */
  readonly seconds: number;
  /** Hash of the built code of all packages, where their version does not say it. */
  readonly code?: string;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  /** Version of Node. */
  readonly node: string;
  readonly platform: string;
  /** What computed, in the backend's words; absent where nothing was trained. */
  readonly device?: string;
}

/** A line of the index. */
export interface StoredEntry extends StoredFacts {
  /** SHA-256 of the text of the result. */
  readonly sha256: string;
}

/** Entries by the id of the figure. */
export type StoredIndex = Readonly<Record<string, StoredEntry>>;

/**
 * The folder `results` of this package.
 *
 * By the package's name, not by this file's place: a bundler that puts this code elsewhere leaves the results.
 */
export function resultsFolder(): string {
  const entry = createRequire(import.meta.url).resolve('@toymodels/paper/stored');
  return join(dirname(entry), '..', '..', 'results');
}

/** @throws InvalidFileError when it is damaged or of another version; where there is none, nothing is stored */
export function readIndex(folder: string, preset: PresetName): StoredIndex {
  const path = join(folder, preset, 'index.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new InvalidFileError(`${path} cannot be read; see to its permissions`, { cause });
  }
  let parsed: { format?: string; results?: StoredIndex };
  try {
    parsed = JSON.parse(text) as typeof parsed;
  } catch (cause) {
    throw new InvalidFileError(`${path} is cut off or damaged; restore it, or store all results anew`, {
      cause,
    });
  }
  if (parsed.format !== FORMAT || parsed.results === undefined) {
    throw new InvalidFileError(
      `${path} has the format "${parsed.format}"; this version reads "${FORMAT}": store all results anew`,
    );
  }
  return parsed.results;
}

/** The text of an index: figures in alphabetical order. */
export function indexText(index: StoredIndex): string {
  const results = Object.fromEntries(Object.entries(index).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ format: FORMAT, results }, null, 2)}\n`;
}
