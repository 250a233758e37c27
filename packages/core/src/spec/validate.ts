/**
 * Turns a schema's complaints into one message: where, what was given, what is allowed.
 */

import type * as z from 'zod';
import { InvalidArgumentError } from '../errors.js';

/** How a given value is shown in a message: short, and NaN as itself. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return value;
}

function where(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

type Issue = z.core.$ZodIssue;

function describe(issue: Issue, root: unknown, prefix: readonly PropertyKey[] = []): string[] {
  const path = [...prefix, ...issue.path];
  const place = where(path) || 'the whole';
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(
        (key) =>
          `${place === 'the whole' ? '' : `${place}.`}${key}: unknown key; remove it or check its spelling`,
      );
    case 'invalid_union': {
      const inner = issue.errors ?? [];
      // The branch that got furthest is the one that was meant.
      const depth = (branch: readonly Issue[]): number => Math.max(0, ...branch.map((i) => i.path.length));
      const best = [...inner].sort((a, b) => depth(b) - depth(a))[0];
      if (best && depth(best) > 0) return best.flatMap((i) => describe(i, root, path));
      const allowed = inner
        .flat()
        .map((i) => lower(i.message))
        .join(', or ');
      return [`${place}: given ${show(valueAt(root, path))}; ${allowed || lower(issue.message)}`];
    }
    default:
      return [`${place}: given ${show(valueAt(root, path))}; ${lower(issue.message)}`];
  }
}

function lower(message: string): string {
  return message.replace(/^Invalid input: /, '').replace(/^./, (c) => c.toLowerCase());
}

/**
 * Parses `given` by `schema`, filling defaults in.
 *
 * @param what names the thing in messages, e.g. "run spec"
 * @throws InvalidArgumentError that lists every complaint, one a line
 */
export function parseWith<Output, Input>(
  schema: z.ZodType<Output, Input>,
  given: unknown,
  what: string,
): Output {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.flatMap((issue) => describe(issue, given));
  throw new InvalidArgumentError(`invalid ${what}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}
