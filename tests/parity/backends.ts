// The one table of what each backend owes: how far its parameters may be from those of the float64 reference
// after PARITY_STEPS steps on the same batches. To add a backend, add it here and to the list of the place
// where it runs: parity.test.ts for Node, parity.browser.test.ts for browsers.

import type { Backend } from '@toymodels/core';
import type { ProbedBackend } from '@toymodels/backend-tfjs';

export interface BackendUnderTest {
  readonly name: keyof typeof OWED;
  readonly backend: Backend | ProbedBackend;
}

export interface Owed {
  /** Largest allowed |parameter - reference's|, over all parameters. */
  readonly tolerance: number;
  readonly reason: string;
  /** Largest allowed difference when a model is trained with fewer others beside it. Default 0: the same bits. */
  readonly company?: number;
  /** Steps of the parity runs, where PARITY_STEPS would take minutes. */
  readonly steps?: number;
}

export const PARITY_STEPS = 200;

const FLOAT32 =
  'float32: each step rounds by up to 6e-8 of a parameter, and AdamW divides small gradients by their own size';

export const OWED = {
  reference: { tolerance: 0, reason: 'it is the reference' },
  wasm: { tolerance: 2e-5, reason: FLOAT32 },
  'wasm-relaxed': {
    tolerance: 2e-5,
    reason: `${FLOAT32}; a fused multiply-add rounds once instead of twice`,
  },
  'tfjs-cpu': { tolerance: 2e-5, reason: FLOAT32 },
  'tfjs-wasm': { tolerance: 2e-5, reason: FLOAT32 },
  node: {
    tolerance: 2e-5,
    reason: FLOAT32,
    company: 1e-6, // TensorFlow multiplies a single matrix with another routine than several
  },
  webgl: {
    tolerance: 5e-5,
    reason: `${FLOAT32}; WebGL lets division and square root err by 2.5 units more`,
    company: 1e-6, // shapes decide how TensorFlow.js lays tensors into textures, and so the order of sums
  },
  webgpu: {
    tolerance: 5e-5,
    reason: `${FLOAT32}; WebGPU lets division and square root err by 2.5 units more`,
    company: 1e-6, // as WebGL's
    steps: 15, // a software adapter takes a tenth of a second for each
  },
} as const satisfies Record<string, Owed>;
