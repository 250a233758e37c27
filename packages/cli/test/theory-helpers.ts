/** Asks `toymodels theory`, and reads the reference cases of @toymodels/theory. */

import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { run, type Ran } from './fakes.js';

const REFERENCE = new URL('../../theory/test/data/reference-cases.json', import.meta.url);

export interface ReferenceCase {
  readonly id: string;
  readonly kind: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
}

export async function referenceCases(kind: string): Promise<ReferenceCase[]> {
  const { cases } = JSON.parse(await readFile(REFERENCE, 'utf8')) as { cases: ReferenceCase[] };
  const found = cases.filter((each) => each.kind === kind);
  expect(found.length).toBeGreaterThan(0);
  return found;
}

export const theory = (args: readonly string[], cwd?: string): Promise<Ran> =>
  run(['theory', ...args], { io: { ...(cwd && { cwd }) } });

/** Runs with --json and reads the answer. */
export async function ask<T>(args: readonly string[], cwd?: string): Promise<T> {
  const { code, out, err } = await theory([...args, '--json'], cwd);
  expect(code, err).toBe(0);
  return JSON.parse(out) as T;
}
