// Size budgets: what a bundler adds to a page for each entry point, all dependencies included, minified and
// compressed. About a fifth above what each had when its budget was last set.

/** @type {Record<string, string>} */
const BUDGETS = {
  core: '40 kB',
  theory: '35 kB',
  analysis: '40 kB',
  'backend-wasm': '36 kB',
  'backend-tfjs': '190 kB',
  'backend-webgl': '160 kB',
  plots: '110 kB',
  paper: '290 kB',
};

// Files for Node alone are imported only there, but a bundler still sees them.
const ignore = ['node:*'];
// A second kernel, that is loaded when it is asked for (`relaxedSimd`).
const onDemand = '*/generated/kernel-relaxed.js';

export default [
  ...Object.entries(BUDGETS).map(([name, limit]) => ({
    name,
    path: `packages/${name}/dist/index.js`,
    limit,
    ignore: [...ignore, onDemand],
  })),
  {
    name: 'backend-wasm, with relaxed SIMD',
    path: 'packages/backend-wasm/dist/index.js',
    limit: '48 kB',
    ignore,
  },
];
