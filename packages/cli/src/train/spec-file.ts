/** Reads a spec that a person wrote, with messages that say which file and what is wrong with it. */

import { readFile } from 'node:fs/promises';
import {
  completeSpec,
  FileAccessError,
  InvalidArgumentError,
  type CompleteRunSpec,
  type RunSpec,
} from '@toymodels/core';

/**
 * @param path absolute
 * @param name the path as the person gave it
 * @param seed replaces the spec's own
 * @throws FileAccessError for a file that cannot be read
 * @throws InvalidArgumentError for one that is not JSON or not a run spec
 */
export async function readSpec(path: string, name: string, seed?: number): Promise<CompleteRunSpec> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
    throw new FileAccessError(`cannot read the spec ${name}: ${reason}; give the path of a JSON file`, {
      cause,
    });
  }
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new InvalidArgumentError(
      `the spec ${name} is not JSON: ${reason}; keys and texts are in double quotes, no comments, no comma after the last entry`,
      { cause },
    );
  }
  try {
    const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
    // Anything but an object is refused by the schema, in its words.
    const seeded = seed !== undefined && isObject ? { ...(given as object), seed } : given;
    return completeSpec(seeded as RunSpec);
  } catch (cause) {
    if (!(cause instanceof InvalidArgumentError)) throw cause;
    throw new InvalidArgumentError(`${name}: ${cause.message}`, { cause });
  }
}
