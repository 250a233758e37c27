/** Puts a result beside those that are stored. Nothing is run here. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compress, decompress, storedText, textHash, type StoredContent } from './stored-format.js';
import { indexText, readIndex, resultsFolder, type StoredFacts } from './stored-index.js';

/**
 * Writes a result and its line in the index. A file that holds this result already is left as it is, so that
 * another version of the compressor changes no bytes.
 *
 * @returns whether the result is new or other than the one stored
 */
export function writeStored(
  content: StoredContent,
  facts: StoredFacts,
  folder: string = resultsFolder(),
): boolean {
  const { figure, preset } = content;
  const text = storedText(content);
  const path = join(folder, preset, `${figure}.json.br`);
  const isNew = text !== presentText(path);
  mkdirSync(join(folder, preset), { recursive: true });
  if (isNew) writeWhole(path, compress(text));
  const index = { ...readIndex(folder, preset), [figure]: { ...facts, sha256: textHash(text) } };
  writeWhole(join(folder, preset, 'index.json'), indexText(index));
  return isNew;
}

function presentText(path: string): string | undefined {
  try {
    return decompress(readFileSync(path), path);
  } catch {
    return undefined;
  }
}

function writeWhole(path: string, content: string | Uint8Array): void {
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, content);
  renameSync(partial, path);
}
