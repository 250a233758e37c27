// What each root script does, as steps for scripts/run.mjs. Imported by Node 18: no syntax newer than that.

import { fileURLToPath } from 'node:url';

const TURBO_QUIET = ['--output-logs=errors-only', '--ui=stream'];

/** @param {string[]} more */
const turboBuild = (...more) => ({
  label: 'building',
  command: 'pnpm',
  args: ['exec', 'turbo', 'run', 'build', ...TURBO_QUIET, ...more],
  quiet: true,
});

/** @param {string} name @param {string[]} args */
const script = (name, args) => ({ command: 'node', args: [`scripts/${name}`, ...args] });

/**
 * @typedef {object} Step
 * @property {string} [label] one line said before it
 * @property {string} command
 * @property {string[]} args
 * @property {'root' | 'user'} [cwd] where it runs: the repository (default) or the folder the user is in
 * @property {boolean} [quiet] print its output only when it fails
 * @property {string} [closing] printed last when a quiet step fails
 */

/** @type {Record<string, (args: string[]) => Step[]>} */
export const TASKS = {
  /** Trains the paper's models and draws its figures: `npm run reproduce -- basic-results --out a`. */
  reproduce: (args) => [
    turboBuild('--filter=@toymodels/cli'),
    { command: 'node', args: [cliBin(), 'reproduce', ...args], cwd: 'user' },
  ],

  /** Runs figures and keeps their results in the repository: `npm run store -- intro --preset paper`. */
  store: (args) => [
    turboBuild('--filter=@toymodels/cli'),
    { command: 'node', args: ['packages/paper/scripts/store.mjs', ...args] },
    script('claims-line.mjs', ['--write']),
  ],

  /** Makes all figures with the quick preset and compares every verdict with the stored ones. */
  'check:claims': (args) => [turboBuild('--filter=@toymodels/cli'), script('check-claims.mjs', args)],

  /** Builds, checks and tests everything; arguments go to vitest, and then only tests run. */
  test: (args) => [{ ...turboBuild(), closing: '0 passed, 1 failed' }, script('test.mjs', args)],

  /** Format, lint, types, boundaries, unused code, packed packages, sizes; arguments choose among them. */
  check: (args) => [turboBuild(), script('check.mjs', args)],

  build: (args) => [turboBuild(...args)],

  /** Builds the site and serves it. */
  docs: (args) => [
    turboBuild('--filter=@toymodels/docs'),
    { command: 'pnpm', args: ['--filter', '@toymodels/docs', 'run', 'preview', ...args] },
  ],

  /** Milliseconds per training step, beside the peers that are installed; a benchmark is never part of the tests. */
  bench: (args) => [
    turboBuild('--filter=@toymodels/bench^...'),
    { command: 'node', args: ['bench/run.mjs', ...args] },
  ],

  /** Installs the Python peers of the benchmark into bench/.venv. */
  'bench:peers': (args) => [{ command: 'node', args: ['bench/peers/install.mjs', ...args] }],

  /** Recomputes a file of reference cases with the exact theory: `pnpm check:theory cases.json`. */
  'check:theory': (args) => [
    turboBuild('--filter=@toymodels/theory'),
    { command: 'node', args: [file('packages/theory/scripts/check-theory.mjs'), ...args], cwd: 'user' },
  ],

  /** Fetches or builds native TensorFlow for `@toymodels/backend-node`; does nothing when it is there. */
  'setup:tfjs-node': (args) => [
    turboBuild('--filter=@toymodels/backend-node'),
    { command: 'node', args: ['packages/backend-node/dist/bin.js', ...args] },
  ],

  format: (args) => [
    {
      command: 'pnpm',
      args: ['exec', 'prettier', '--write', '--log-level=warn', ...(args.length ? args : ['.'])],
    },
  ],
};

function cliBin() {
  return file('packages/cli/dist/bin.js');
}

/** Absolute, for steps that run where the user is. @param {string} path from the repository's root */
function file(path) {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
