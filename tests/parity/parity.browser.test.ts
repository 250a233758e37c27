// The backends that run in a browser, held to the reference.

import { tfjsBackend } from '@toymodels/backend-tfjs';
import { wasmBackend } from '@toymodels/backend-wasm';
import { webglBackend } from '@toymodels/backend-webgl';
import { paritySuite } from './suite.js';

paritySuite('Chromium', [
  { name: 'wasm', backend: wasmBackend() },
  { name: 'wasm-relaxed', backend: wasmBackend({ relaxedSimd: true }) },
  { name: 'tfjs-wasm', backend: tfjsBackend({ device: 'wasm' }) },
  { name: 'webgl', backend: webglBackend() },
  { name: 'webgpu', backend: tfjsBackend({ device: 'webgpu' }) },
]);
