// `npm run check`: everything that can be said about the code without running it. Expects it to be built.
// `npm run check -- lint types` runs those two only. Each check is one line of output when it passes.

import { fileURLToPath } from 'node:url';
import { checkBoundaries } from './checks/boundaries.mjs';
import { checkPackages } from './checks/packages.mjs';
import { exec } from './lib/exec.mjs';
import { bin } from './lib/workspace.mjs';

/**
 * Each resolves to undefined when all is well, otherwise to what is wrong and how to mend it.
 * In this order, two at a time: the slow ones first.
 *
 * @type {Record<string, () => Promise<string | undefined>>}
 */
export const CHECKS = {
  packages: checkPackages,
  types: () => tool('typescript', 'tsc', ['-p', 'tsconfig.test.json']),
  site: async () => {
    const { code, output } = await exec('pnpm', [
      '--recursive',
      '--filter=./apps/*',
      '--if-present',
      'run',
      'check',
    ]);
    return code === 0 ? undefined : output;
  },
  lint: () => tool('oxlint', 'oxlint', ['--type-aware', '--deny-warnings', '--format=unix']),
  format: () => tool('prettier', 'prettier', ['--check', '--log-level=warn', '.'], 'Mend: npm run format'),
  unused: () => tool('knip', 'knip', ['--no-progress', '--no-config-hints']),
  sizes: () => tool('size-limit', 'size-limit', [], 'Budgets: .size-limit.mjs'),
  boundaries: async () => checkBoundaries().join('\n') || undefined,
};

/**
 * @param {readonly string[]} [names] which; all when empty
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(names = []) {
  const queue = Object.entries(CHECKS).filter(([name]) => names.length === 0 || names.includes(name));
  const counts = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [name, check] = next;
      const begun = performance.now();
      const problem = await check();
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      counts[problem === undefined ? 'passed' : 'failed'] += 1;
      console.log(problem === undefined ? `✓ ${name} (${seconds} s)` : `✗ ${name}\n${problem.trim()}`);
    }
  };
  await Promise.all([worker(), worker()]);
  return counts;
}

/**
 * @param {string} packageName
 * @param {string} command
 * @param {string[]} args
 * @param {string} [mend]
 */
async function tool(packageName, command, args, mend) {
  const { code, output } = await exec(process.execPath, [bin(packageName, command), ...args]);
  return code === 0 ? undefined : [output, mend].filter(Boolean).join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in CHECKS));
  if (unknown.length > 0) {
    console.error(`Unknown check "${unknown.join('", "')}"; allowed: ${Object.keys(CHECKS).join(', ')}.`);
    process.exit(2);
  }
  const { passed, failed } = await runChecks(names);
  console.log(`${passed} checks passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
