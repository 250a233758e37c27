/**
 * JSON with one spelling for each value: keys sorted, so that equal data has equal bytes and hashes.
 *
 * Numbers are written as ECMAScript does (the shortest digits that read back as the same float64).
 * Not RFC 8785 in one point: keys are sorted by UTF-16 code units there too, but nothing here
 * normalises strings.
 */

import { createHash } from 'node:crypto';

/** Replaces every object in `value` by one whose keys are in order; refuses what JSON cannot hold. */
function ordered(value: unknown, path: string): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${path} is ${value}, which JSON cannot hold; use null`);
    return value;
  }
  if (Array.isArray(value)) return value.map((item, index) => ordered(item, `${path}[${index}]`));
  const isPlain =
    typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!isPlain) throw new TypeError(`${path} is not plain data (${Object.prototype.toString.call(value)})`);
  const entries = Object.entries(value as Record<string, unknown>)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, ordered(item, `${path}.${key}`)]));
}

/**
 * @param indent spaces a level, 0 for one line
 * @throws TypeError that names the place of a NaN, an infinity or anything that is not plain data
 */
export function canonicalJson(value: unknown, indent = 0): string {
  return JSON.stringify(ordered(value, '$'), null, indent);
}

/** The SHA-256 of text or bytes, in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
