/** Paths as people give and read them. */

import { isAbsolute, relative, resolve } from 'node:path';

/** What a person typed, made absolute. */
export function absolute(cwd: string, path: string): string {
  return resolve(cwd, path);
}

/** A path as short as it can be shown: relative to `cwd` when it lies inside, absolute elsewhere. */
export function shown(cwd: string, path: string): string {
  const inside = relative(cwd, path);
  return inside === '' ? '.' : inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}
