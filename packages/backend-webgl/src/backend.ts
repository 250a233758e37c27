/**
 * `webglBackend()`: training on the GPU through WebGL2. Browsers only; for Node see `@toymodels/backend-node`.
 */

import {
  backendOn,
  quietly,
  startDevice,
  tf,
  type ProbedBackend,
  type ReadyDevice,
  type TfjsModelOptions,
} from '@toymodels/backend-tfjs';
import { BackendUnavailableError, VERSION } from '@toymodels/core';
import { measuredPrecision } from './precision.js';

const NAME = 'webgl';
const MEND = 'use a browser with WebGL2 and hardware acceleration switched on, or another backend';

/**
 * A backend on WebGL2.
 *
 * `info.precision` of the result is what the device was measured to compute in; a device with float16 trains,
 * but with three significant digits.
 *
 * @example
 * const result = await trainToEnd(spec, { backend: webglBackend() });
 */
export function webglBackend(options: TfjsModelOptions = {}): ProbedBackend {
  return backendOn(NAME, loadWebgl, options);
}

async function loadWebgl(): Promise<ReadyDevice> {
  const context = webgl2Context();
  if (!context) {
    throw new BackendUnavailableError(`backend ${NAME} is not available: there is no WebGL2 here; ${MEND}`);
  }
  const words = rendererOf(context);
  context.getExtension('WEBGL_lose_context')?.loseContext(); // browsers allow only a few contexts a page
  await quietly(() => import('@tensorflow/tfjs-backend-webgl'));
  await startDevice(NAME, 'webgl', MEND);
  return {
    tf,
    tfBackend: 'webgl',
    info: {
      name: NAME,
      version: `${VERSION} (TensorFlow.js ${tf.version_core})`,
      device: `WebGL2, ${words}`,
      precision: await measuredPrecision(tf),
      reproducible: false,
    },
  };
}

/** A context of our own to ask with, in a page or in a worker. */
function webgl2Context(): WebGL2RenderingContext | null {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(1, 1).getContext('webgl2');
  return globalThis.document?.createElement('canvas').getContext('webgl2') ?? null;
}

/** What the browser tells of the GPU. */
function rendererOf(context: WebGL2RenderingContext): string {
  const unmasked = context.getExtension('WEBGL_debug_renderer_info');
  return String(context.getParameter(unmasked ? unmasked.UNMASKED_RENDERER_WEBGL : context.RENDERER));
}
