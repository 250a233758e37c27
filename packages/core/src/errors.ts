/**
 * The one family of errors that every package throws.
 *
 * A message says what was given, what is allowed and how to mend it; `code` is for
 * programs. Checks that lead here are written so that NaN fails them:
 * `if (!(0 <= p && p <= 1)) throw …`.
 */

/** What went wrong, for programs. */
export type ErrorCode =
  /** A spec, option or argument outside its allowed values. */
  | 'invalid-argument'
  /** An array whose length or shape does not match what it belongs to. */
  | 'shape-mismatch'
  /** A file or byte sequence that cannot be read as what it claims to be. */
  | 'invalid-file'
  /** A file or folder that cannot be written or read at all. */
  | 'io'
  /** A valid request that this backend or method does not support. */
  | 'unsupported'
  /** A backend that cannot run on this machine. */
  | 'unavailable';

/** Anything this project refuses. Unexpected faults stay plain `Error`s. */
export class ToyModelsError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ToyModelsError';
    this.code = code;
  }
}

/** A spec, option or argument outside its allowed values. */
export class InvalidArgumentError extends ToyModelsError {
  constructor(message: string, options?: ErrorOptions) {
    super('invalid-argument', message, options);
    this.name = 'InvalidArgumentError';
  }
}

/** An array whose length or shape does not match what it belongs to. */
export class ShapeError extends ToyModelsError {
  constructor(message: string, options?: ErrorOptions) {
    super('shape-mismatch', message, options);
    this.name = 'ShapeError';
  }
}

/** A file or byte sequence that is truncated, or not what it claims to be. */
export class InvalidFileError extends ToyModelsError {
  constructor(message: string, options?: ErrorOptions) {
    super('invalid-file', message, options);
    this.name = 'InvalidFileError';
  }
}

/** A file or folder that could not be read or written. */
export class FileAccessError extends ToyModelsError {
  constructor(message: string, options?: ErrorOptions) {
    super('io', message, options);
    this.name = 'FileAccessError';
  }
}

/** A valid request that the chosen backend or method does not support. */
export class UnsupportedError extends ToyModelsError {
  constructor(message: string, options?: ErrorOptions) {
    super('unsupported', message, options);
    this.name = 'UnsupportedError';
  }
}

/** A backend that cannot run here, with the reason and the mend. */
export class BackendUnavailableError extends ToyModelsError {
  constructor(message: string, options?: ErrorOptions) {
    super('unavailable', message, options);
    this.name = 'BackendUnavailableError';
  }
}
