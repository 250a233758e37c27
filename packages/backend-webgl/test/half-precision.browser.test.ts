// A device without float32 render targets, as some phones are: TensorFlow.js can be told to behave like one.
// In a file, and so a page, of its own: a page's device keeps the precision that it started with.

import { tf } from '@toymodels/backend-tfjs';
import { webglBackend } from '@toymodels/backend-webgl';
import { referenceBackend, trainToEnd, UnsupportedError, type RunSpec } from '@toymodels/core';
import { beforeAll, expect, test } from 'vitest';

const spec: RunSpec = {
  model: { kind: 'relu-output', nFeatures: 5, nHidden: 2 },
  data: { featureProbability: 0.2 },
  training: {
    steps: 60,
    batchSize: 64,
    recordEvery: 20,
    evaluationSamples: 500,
    optimiser: { learningRate: 0.02 },
  },
};

beforeAll(() => {
  tf.env().setFlags({ WEBGL_FORCE_F16_TEXTURES: true, WEBGL_RENDER_FLOAT32_ENABLED: false });
});

test('a device that rounds to half floats is measured and reported as float16', async () => {
  expect(await webglBackend().availability()).toMatchObject({
    available: true,
    info: { precision: 'float16' },
  });
});

test('such a device trains all the same: loss to 3 % and weights to 0.02 of the float64 reference', async () => {
  const result = await trainToEnd(spec, { backend: webglBackend() });
  const expected = await trainToEnd(spec, { backend: referenceBackend() });
  expect(result.backend.precision).toBe('float16');
  expect(result.status).toBe('finished');
  expect(Math.abs(result.models[0]!.loss / expected.models[0]!.loss - 1)).toBeLessThan(0.03);
  result.parameters.weights.forEach((weight, i) => {
    expect(Math.abs(weight - expected.parameters.weights[i]!)).toBeLessThan(0.02);
  });
});

test('its optimiser is resumed in full precision: stopped and resumed gives the bits of a straight run', async () => {
  const straight = await trainToEnd(spec, { backend: webglBackend(), until: 12 });
  const half = await trainToEnd(spec, { backend: webglBackend(), until: 5 });
  const resumed = await trainToEnd(spec, { backend: webglBackend(), until: 12, resume: half });
  expect(resumed.state).toEqual(straight.state);
});

test('drawing samples on it is refused, for its generator needs float32', async () => {
  const run = trainToEnd(spec, { backend: webglBackend({ dataOnDevice: true }) });
  await expect(run).rejects.toThrow(UnsupportedError);
  await expect(run).rejects.toThrow(/dataOnDevice needs float32/);
});
