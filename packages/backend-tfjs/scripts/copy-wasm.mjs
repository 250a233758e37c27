// Puts TensorFlow.js's WebAssembly files beside our own, so that `new URL('./wasm/…', import.meta.url)` finds
// them in Node and in every bundler. Only the two single-threaded ones: minified threaded builds break.

import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const from = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
const to = fileURLToPath(new URL('../dist/wasm/', import.meta.url));
mkdirSync(to, { recursive: true });
for (const name of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
  copyFileSync(join(from, name), join(to, name));
}
