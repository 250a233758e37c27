/**
 * Everything the program touches outside itself, as one argument: tests run it in-process with
 * their own streams, clock and signal.
 */

/** A stream that text is written to; `isTTY` and `columns` as Node's terminals have them. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Io {
  /** Results. */
  readonly stdout: Output;
  /** Progress, notices and errors. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; paths that a person gives are relative to it. */
  readonly cwd: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970, for durations and dates in the report. */
  readonly now: () => number;
}

/** Writes one line of results. */
export function print(io: Io, line = ''): void {
  io.stdout.write(`${line}\n`);
}

/** Writes one line to the person at the terminal, apart from the results. */
export function tell(io: Io, line = ''): void {
  io.stderr.write(`${line}\n`);
}
