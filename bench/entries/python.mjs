// The Python peers, in the virtual environment that `pnpm bench:peers` makes.

import { fileURLToPath } from 'node:url';
import { importable, PYTHON } from '../peers/environment.mjs';

const FEWEST_DRAWS = ', one draw a feature';

/** @param {number} cores @returns {import('./index.mjs').Entry[]} */
export function pythonEntries(cores) {
  const threads = cores === 1 ? [1] : [1, cores];
  return [
    ...threads.map((count) => pytorch(count, cores, 2)),
    pytorch(cores, cores, 1),
    ...threads.map((count) => jax(count, cores, 2)),
    jax(cores, cores, 1),
  ];
}

/** @param {string} family @param {number} count @param {number} cores @param {number} draws */
const keyOf = (family, count, cores, draws) =>
  `${family}-${count === cores && cores > 1 ? 'all' : count}${draws === 1 ? '-onedraw' : ''}`;

/** @param {string} file @param {readonly unknown[]} args */
const runner = (file, ...args) => [
  fileURLToPath(new URL(`../peers/${file}`, import.meta.url)),
  ...args.map(String),
];

/** @param {string} module */
const missing = (module) => async () =>
  (await importable(module)) ? undefined : `Python module ${module} is not installed; pnpm bench:peers`;

/** @param {number} threads @param {number} cores @param {number} draws @returns {import('./index.mjs').Entry} */
function pytorch(threads, cores, draws) {
  return {
    key: keyOf('pytorch', threads, cores, draws),
    family: 'pytorch',
    name: `PyTorch, ${threads} ${threads === 1 ? 'thread' : 'threads'}${draws === 1 ? FEWEST_DRAWS : ''}`,
    side: draws === 1 ? 'helped' : 'peer',
    usesAllCores: threads === cores,
    missing: missing('torch'),
    start: {
      command: PYTHON,
      args: runner('pytorch_runner.py', threads, draws),
      // Its matrix library and its own loops have a pool each.
      env: {
        OMP_NUM_THREADS: String(threads),
        OPENBLAS_NUM_THREADS: String(threads),
        MKL_NUM_THREADS: String(threads),
      },
    },
  };
}

/** @param {number} count @param {number} cores @param {number} draws @returns {import('./index.mjs').Entry} */
function jax(count, cores, draws) {
  return {
    key: keyOf('jax', count, cores, draws),
    family: 'jax',
    name: `JAX jit + scan, ${count} ${count === 1 ? 'core' : 'cores'}${draws === 1 ? FEWEST_DRAWS : ''}`,
    side: draws === 1 ? 'helped' : 'peer',
    usesAllCores: count === cores,
    missing: missing('jax'),
    start: { command: PYTHON, args: runner('jax_runner.py', count, draws) },
  };
}
