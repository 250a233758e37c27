#!/usr/bin/env node
/**
 * `pnpm check:theory FILE`: recomputes every case of a file of reference cases and compares.
 *
 * One line a case: id, expected, computed, relative deviation, and FAIL if out of its tolerance. Exit code 0 if all
 * hold, 1 if one does not, 2 if the file cannot be read. Needs the built package (`pnpm build`).
 */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { evaluateReferenceCase } from '../dist/index.js';

// pnpm runs scripts in the package's folder and passes on where it was called.
const file = process.argv.slice(2).find((argument) => argument !== '--');
if (file === undefined) {
  console.error(
    'usage: pnpm check:theory FILE    (FILE: JSON, { "cases": [{ id, kind, inputs, expected, tolerance }] })',
  );
  process.exit(2);
}

let cases;
try {
  ({ cases } = JSON.parse(readFileSync(resolve(process.env.INIT_CWD ?? '.', file), 'utf8')));
  if (!Array.isArray(cases) || cases.length === 0) throw new Error('it holds no list of cases under "cases"');
} catch (error) {
  console.error(`cannot read ${file}: ${error.message}`);
  process.exit(2);
}

const show = (value) => JSON.stringify(value);
let failures = 0;
for (const reference of cases) {
  let line;
  try {
    const result = evaluateReferenceCase(reference);
    if (!result.passed) failures++;
    line = [
      result.id,
      `expected ${show(result.expected)}`,
      `computed ${show(result.computed)}`,
      `deviation ${result.deviation.toExponential(2)}`,
      result.passed ? 'ok' : 'FAIL',
    ].join('  ');
  } catch (error) {
    failures++;
    line = `${reference?.id}  FAIL  ${error.message}`;
  }
  console.log(line);
}
console.log(`${cases.length - failures} of ${cases.length} cases within their tolerance`);
process.exit(failures === 0 ? 0 : 1);
