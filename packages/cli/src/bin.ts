#!/usr/bin/env node
// The executable: hands the process to the program and its exit code back. Nothing is decided here.

import { EXIT } from './exit-codes.js';
import { abortOnInterrupt } from './interrupt.js';
import { runProgram } from './program.js';

const now = (): number => Date.now();
// `toymodels … | head` closes our output early: that is how the reader says enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: abortOnInterrupt(process, now, () => process.exit(EXIT.interrupted)),
  now,
});
