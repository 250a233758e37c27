import { tf } from '@toymodels/backend-tfjs';
import { webglBackend } from '@toymodels/backend-webgl';
import { trainToEnd, type RunSpec } from '@toymodels/core';
import { expect, test } from 'vitest';

const spec: RunSpec = {
  model: { kind: 'relu-output', nFeatures: 5, nHidden: 2 },
  data: { featureProbability: 0.2 },
  training: { steps: 20, batchSize: 64, evaluationSamples: 500 },
};

test('names the GPU and measures its precision', async () => {
  const found = await webglBackend().availability();
  expect(found).toMatchObject({
    available: true,
    info: { name: 'webgl', precision: 'float32', reproducible: false },
  });
  // Whatever the graphics card of the machine, the browser says something of it.
  expect(found.available && found.info.device).toMatch(/^WebGL2, \S+/);
});

test('leaves no tensor behind on the GPU, and none of its memory taken', async () => {
  await trainToEnd(spec, { backend: webglBackend() });
  const before = tf.engine().memory();
  await trainToEnd(spec, { backend: webglBackend() });
  expect(tf.engine().memory().numTensors).toBe(before.numTensors);
  expect(tf.engine().memory().numDataBuffers).toBe(before.numDataBuffers);
});

test('trains with samples drawn on the GPU', async () => {
  const longer = { ...spec, training: { ...spec.training, steps: 60, optimiser: { learningRate: 0.02 } } };
  const backend = webglBackend({ dataOnDevice: true });
  const before = await trainToEnd(longer, { backend, until: 0 });
  const after = await trainToEnd(longer, { backend });
  expect(after.models[0]!.loss).toBeLessThan(0.9 * before.models[0]!.loss);
});

test('an animation frame comes through while it trains', async () => {
  let frames = 0;
  const count = (): void => {
    frames++;
    handle = requestAnimationFrame(count);
  };
  let handle = requestAnimationFrame(count);
  await trainToEnd({ ...spec, training: { ...spec.training, steps: 60 } }, { backend: webglBackend() });
  cancelAnimationFrame(handle);
  expect(frames).toBeGreaterThan(1);
});
