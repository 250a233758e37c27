// `npm test`: every check, every test, all claims, then one line of numbers. Expects everything to be built.
// With arguments, they go to vitest and the checks are left out: `npm test -- packages/core`.

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChecks } from './check.mjs';
import { checkClaims } from './check-claims.mjs';
import { exec } from './lib/exec.mjs';
import { ROOT, bin } from './lib/workspace.mjs';

const COUNTS = join(ROOT, 'node_modules', '.cache', `test-counts-${process.pid}.json`);

const args = process.argv.slice(2);
const checks = args.length === 0 ? await runChecks() : { passed: 0, failed: 0 };
const tests = await runTests(args);
const claims = args.length === 0 ? await runClaims() : { passed: 0, failed: 0 };

const passed = checks.passed + tests.passed + claims.passed;
const failed = checks.failed + tests.failed + claims.failed;
const skipped = tests.skipped === 0 ? '' : `, ${tests.skipped} skipped`;
console.log(`\n${passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed === 0 && tests.code === 0 ? 0 : tests.code || 1;

/** @param {string[]} more */
async function runTests(more) {
  mkdirSync(dirname(COUNTS), { recursive: true });
  const { code } = await exec(process.execPath, [bin('vitest'), 'run', ...more], {
    inherit: true,
    env: { TOYMODELS_COUNTS: COUNTS },
  });
  const counts = { passed: 0, failed: 0, skipped: 0, ...read(), code };
  // vitest failing without a failed test (no files, a crash, an interruption) is a failure too.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  // ... and so is the reverse, however it came about.
  if (counts.passed === 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** All figures of the quick preset, after the tests: it needs every core. */
async function runClaims() {
  const begun = performance.now();
  const { problem, note } = await checkClaims();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(problem === undefined ? `✓ claims (${seconds} s): ${note}` : `✗ claims\n${problem}`);
  return problem === undefined ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function read() {
  try {
    return JSON.parse(readFileSync(COUNTS, 'utf8'));
  } catch {
    return { failed: 1 }; // vitest ended before its reporter could
  } finally {
    rmSync(COUNTS, { force: true });
  }
}
