/**
 * How a stored result is written: JSON with one spelling for each value, compressed by Brotli.
 *
 * Numbers are ECMAScript's shortest decimals, so every float comes back bit for bit. What differs from run to run
 * (time, machine, the code's hash) is not in this file but in the index beside it: the same spec gives the same text.
 */

import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { InvalidFileError } from '@toymodels/core';
import type { Claim, FigureSpec, Json, PresetName } from '../figure.js';

/** Version of the form of a stored result. */
const FORMAT = 'toymodels-result-1';

/** What is stored of a figure that was run: all but how long it took, and where. */
export interface StoredContent {
  /** Id of the figure. */
  readonly figure: string;
  readonly preset: PresetName;
  /** The whole configuration, seed included. */
  readonly spec: FigureSpec;
  /** Of `@toymodels/core`; all packages are released together. */
  readonly version: string;
  /** Name of the backend that trained, and what it says of itself (precision, its own version). */
  readonly backend: { readonly name: string } & Readonly<Record<string, Json>>;
  /** What was claimed and measured when it was stored. */
  readonly claims: readonly Claim[];
  readonly data: Json;
}

/** The text that is compressed: keys in alphabetical order, so that equal results have equal bytes. */
export function storedText(content: StoredContent): string {
  const inOrder = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return `${JSON.stringify({ ...content, format: FORMAT }, inOrder)}\n`;
}

/** SHA-256 of the text, in hexadecimal: what the index keeps to find damage. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The bytes of a file. They may differ between versions of Node; the text they hold does not. */
export function compress(text: string): Uint8Array {
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  });
}

/** @throws InvalidFileError when the bytes are cut off or no Brotli */
export function decompress(bytes: Uint8Array, path: string): string {
  try {
    return brotliDecompressSync(bytes).toString('utf8');
  } catch (cause) {
    throw new InvalidFileError(`${path} is cut off or damaged (${bytes.length} bytes); store it anew`, {
      cause,
    });
  }
}

/** @throws InvalidFileError when the text is of another version, or not what the index says */
export function parseStored(text: string, expectedHash: string, path: string): StoredContent {
  const { format, ...content } = parsed(text, path);
  if (format !== FORMAT)
    throw new InvalidFileError(
      `${path} has the format "${String(format)}"; this version reads "${FORMAT}": store it anew`,
    );
  if (textHash(text) !== expectedHash)
    throw new InvalidFileError(`${path} is not what the index beside it says; store it anew`);
  return content;
}

function parsed(text: string, path: string): StoredContent & { readonly format?: unknown } {
  try {
    return JSON.parse(text) as StoredContent & { readonly format?: unknown };
  } catch (cause) {
    throw new InvalidFileError(`${path} is damaged; store it anew`, { cause });
  }
}
