export { runProgram, type ProgramOptions } from './program.js';
export { EXIT, type ExitCode } from './exit-codes.js';
export type { Io, Output } from './io.js';
export { BACKENDS, type Availability, type BackendEntry, type BackendOptions } from './backends.js';
export type { ReproduceResult, FigureOutcome, VerdictCounts } from './reproduce/result.js';
