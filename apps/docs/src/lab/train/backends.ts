/** The backends by name, each loaded when it is asked for. */
import type { Backend } from '@toymodels/core';
import type { Activation, BackendName } from '../state/settings.js';

/** @throws InvalidArgumentError for an activation that the backend does not offer */
export async function loadBackend(name: BackendName, activation: Activation): Promise<Backend> {
  const options = activation === 'own' ? {} : { outputActivation: activation };
  switch (name) {
    case 'wasm':
    case 'wasm-relaxed':
      return (await import('@toymodels/backend-wasm')).wasmBackend({ relaxedSimd: name === 'wasm-relaxed' });
    case 'webgl':
      return (await import('@toymodels/backend-webgl')).webglBackend(options);
    case 'tfjs-cpu':
    case 'tfjs-wasm':
    case 'webgpu': {
      const { tfjsBackend } = await import('@toymodels/backend-tfjs');
      const device = name === 'webgpu' ? 'webgpu' : name === 'tfjs-cpu' ? 'cpu' : 'wasm';
      return tfjsBackend({ device, ...options });
    }
  }
}
