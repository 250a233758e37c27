/** The exit codes of `toymodels`, and which error leads to which. */

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
