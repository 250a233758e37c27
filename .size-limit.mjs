// Size budgets: what a bundler adds to a page for each entry point, all dependencies included, minified and
// compressed. Generous for now, so that they only catch accidents; tightened once the packages have settled.

/** @type {Record<string, string>} */
const BUDGETS = {
  core: '100 kB',
  theory: '120 kB',
  analysis: '120 kB',
  'backend-wasm': '120 kB',
  'backend-tfjs': '400 kB',
  'backend-webgl': '400 kB',
  plots: '300 kB',
  paper: '350 kB',
};

export default Object.entries(BUDGETS).map(([name, limit]) => ({
  name,
  path: `packages/${name}/dist/index.js`,
  limit,
  // Files for Node alone are imported only there, but a bundler still sees them.
  ignore: ['node:*'],
}));
