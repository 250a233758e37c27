// Pages of headless Chromium: our own backends, and jax-js, which has threads only there. The page is the production
// build of page/, as a user's bundler makes it.

import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { jaxJsVersion } from './javascript.mjs';

/** Where the built page lies. */
const PAGE = fileURLToPath(new URL('../node_modules/.cache/page/', import.meta.url));

/** @type {Promise<string | undefined> | undefined} */
let prepared;

/** Builds the page once. */
function prepare() {
  prepared ??= (async () => {
    if (findChromium() === undefined) return 'no Chromium was found; install one or set CHROMIUM_PATH';
    await build({
      root: fileURLToPath(new URL('../page/', import.meta.url)),
      configFile: false,
      logLevel: 'error',
      worker: { format: 'es' },
      build: { outDir: PAGE, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 10_000 },
    });
    return undefined;
  })();
  return prepared;
}

/** @param {number} cores @returns {import('./index.mjs').Entry[]} */
export function browserEntries(cores) {
  const script = fileURLToPath(new URL('../runners/chromium.mjs', import.meta.url));
  /** @type {(key: string, how: string, usesAllCores: boolean, ...args: string[]) => import('./index.mjs').Entry} */
  const own = (key, how, usesAllCores, ...args) => ({
    key,
    family: 'chromium',
    name: `toymodels wasm, Chromium, ${how}`,
    side: 'ours',
    usesAllCores,
    missing: prepare,
    start: { command: process.execPath, args: [script, PAGE, 'toymodels', ...args] },
  });
  /** @type {(device: string, name: string) => import('./index.mjs').Entry} */
  const graphics = (device, name) => ({
    key: device,
    family: 'graphics',
    name: `toymodels ${name}, Chromium`,
    side: 'graphics',
    usesAllCores: true,
    // One step of the others takes half a minute where the processor plays the graphics card.
    settings: ['n5', 'n20'],
    missing: prepare,
    start: { command: process.execPath, args: [script, PAGE, device] },
  });
  const version = jaxJsVersion();
  /** @type {import('./index.mjs').Entry} */
  const jaxJs = {
    key: 'jax-js-chromium',
    family: 'jax-js',
    name: 'jax-js wasm, Chromium',
    side: 'peer',
    usesAllCores: true,
    missing: async () => (version === undefined ? 'not installed; pnpm install' : prepare()),
    start: { command: process.execPath, args: [script, PAGE, 'jax-js', version ?? ''] },
  };
  const one = own('chromium-1', '1 worker', cores === 1, '1');
  const others = [graphics('webgl', 'WebGL'), graphics('webgpu', 'WebGPU'), jaxJs];
  return cores === 1 ? [one, ...others] : [one, own('chromium-all', 'default', true), ...others];
}
