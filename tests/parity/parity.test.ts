// The backends that run in Node, held to the reference.

import { nodeBackend } from '@toymodels/backend-node';
import { tfjsBackend } from '@toymodels/backend-tfjs';
import { wasmBackend } from '@toymodels/backend-wasm';
import { referenceBackend } from '@toymodels/core';
import { paritySuite } from './suite.js';

paritySuite('Node', [
  { name: 'reference', backend: referenceBackend() },
  { name: 'wasm', backend: wasmBackend() },
  { name: 'wasm-relaxed', backend: wasmBackend({ relaxedSimd: true }) },
  { name: 'tfjs-cpu', backend: tfjsBackend({ device: 'cpu' }) },
  { name: 'tfjs-wasm', backend: tfjsBackend({ device: 'wasm' }) },
  { name: 'node', backend: nodeBackend() },
]);
