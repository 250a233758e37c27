/** The exit codes of `toymodels`, and which error leads to which. */

import { ToyModelsError, type ErrorCode } from '@toymodels/core';

/** What the process ends with. */
export const EXIT = {
  /** Everything asked for was made. A claim that fails is a finding, not a failure. */
  ok: 0,
  /** Something could not be made; what could be was. */
  failed: 1,
  /** The call itself is wrong: nothing was begun. */
  usage: 2,
  /** Ctrl-C (128 + SIGINT); what is finished was kept. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A call that makes no sense: an unknown name, an option outside its range. Printed without a stack. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}

/** Errors whose mend is another call: an option, a spec, a backend that runs here. */
const CALL_IS_WRONG: readonly ErrorCode[] = [
  'invalid-argument',
  'shape-mismatch',
  'unsupported',
  'unavailable',
];

/** The exit code for an error that ended everything. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return EXIT.usage;
  return error instanceof ToyModelsError && CALL_IS_WRONG.includes(error.code) ? EXIT.usage : EXIT.failed;
}
