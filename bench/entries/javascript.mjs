// Programs that run in Node: our own backend, TensorFlow.js, jax-js.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @param {string} file @param {string[]} args */
const node = (file, ...args) => ({
  command: process.execPath,
  args: [fileURLToPath(new URL(`../runners/${file}`, import.meta.url)), ...args],
});

const present = async () => undefined;

/** @param {number} cores @returns {import('./index.mjs').Entry[]} */
export function javascriptEntries(cores) {
  /** @type {import('./index.mjs').Entry[]} */
  const ours = [
    {
      key: 'wasm-1',
      family: 'wasm',
      name: 'toymodels wasm, Node, 1 worker',
      side: 'ours',
      usesAllCores: cores === 1,
      missing: present,
      start: node('wasm.mjs', '1'),
    },
  ];
  if (cores > 1) {
    ours.push({
      key: 'wasm-all',
      family: 'wasm',
      name: 'toymodels wasm, Node, default',
      side: 'ours',
      usesAllCores: true,
      missing: present,
      start: node('wasm.mjs'),
    });
  }
  ours.push({
    key: 'wasm-relaxed',
    family: 'wasm',
    name: 'toymodels wasm, Node, relaxed SIMD (an option)',
    side: 'option',
    usesAllCores: true,
    missing: present,
    start: node('wasm.mjs', 'relaxed'),
  });
  return [...ours, ...['wasm', 'cpu', 'node'].map(tfjs), jaxJs()];
}

/** @param {string} device @returns {import('./index.mjs').Entry} */
function tfjs(device) {
  return {
    key: `tfjs-${device}`,
    family: 'tfjs',
    name: device === 'node' ? 'tfjs-node (native TensorFlow)' : `TensorFlow.js ${device}, Node`,
    side: 'peer',
    usesAllCores: device === 'node',
    missing: async () => {
      try {
        if (device !== 'node') {
          await import('@toymodels/backend-tfjs');
          return undefined;
        }
        const { nodeBackend } = await import('@toymodels/backend-node');
        const found = await nodeBackend().availability();
        return found.available ? undefined : `${found.reason}; pnpm setup:tfjs-node`;
      } catch (error) {
        return `${error instanceof Error ? error.message.split('\n')[0] : String(error)}; pnpm build`;
      }
    },
    start: node('tfjs.mjs', device),
  };
}

/** Version of jax-js; undefined where it is not installed. */
export function jaxJsVersion() {
  try {
    return String(
      JSON.parse(readFileSync(new URL('../node_modules/@jax-js/jax/package.json', import.meta.url), 'utf8'))
        .version,
    );
  } catch {
    return undefined;
  }
}

/** @returns {import('./index.mjs').Entry} */
function jaxJs() {
  const version = jaxJsVersion();
  return {
    key: 'jax-js',
    family: 'jax-js',
    name: 'jax-js wasm, Node',
    side: 'peer',
    usesAllCores: false,
    missing: async () => (version === undefined ? 'not installed; pnpm install' : undefined),
    start: node('jax-js.mjs', version ?? ''),
  };
}
