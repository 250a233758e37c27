/** Errors as text for people: what was refused in its own words, a fault of ours with its stack. */

import { ToyModelsError } from '@toymodels/core';
import { UsageError } from './exit-codes.js';

/** The message alone where a person can mend it, else also where it happened. */
export function errorText(error: unknown): string {
  if (error instanceof ToyModelsError || error instanceof UsageError) return error.message;
  if (error instanceof Error) {
    return `this is a fault in toymodels, please report it\n${error.stack ?? error.message}`;
  }
  return String(error);
}
