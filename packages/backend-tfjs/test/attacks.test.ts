// Adversarial training on TensorFlow.js: what the parity suite (tests/parity) does not ask.

import { tf, tfjsBackend, type TfjsModel } from '@toymodels/backend-tfjs';
import { trainToEnd, UnsupportedError, type RunResult, type RunSpec } from '@toymodels/core';
import { expect, test } from 'vitest';
import { smallRun } from './helpers.js';

const attack = { share: 0.5, epsilon: 0.4 };
const attacked = (training: RunSpec['training'] = {}): RunSpec =>
  smallRun({ training: { attack, ...training } });
const run = (spec: RunSpec, options: object = {}): Promise<RunResult> =>
  trainToEnd(spec, { backend: tfjsBackend({ device: 'cpu' }), ...options });

test('a share of 0 gives the bits of training without attacks, and a positive one others', async () => {
  const plain = await run(smallRun());
  expect((await run(attacked({ attack: { share: 0, epsilon: 0.4 } }))).state).toEqual(plain.state);
  expect((await run(attacked())).state.parameters).not.toEqual(plain.state.parameters);
});

test('stopped and resumed gives the bits of a straight run', async () => {
  const half = await run(attacked(), { until: 5 });
  expect((await run(attacked(), { resume: half })).state).toEqual((await run(attacked())).state);
});

test('leaves no tensor behind', async () => {
  await run(attacked());
  const before = tf.engine().memory().numTensors;
  await run(attacked());
  expect(tf.engine().memory().numTensors).toBe(before);
});

test('weights of zero have no direction: nothing is attacked, and nothing becomes NaN', async () => {
  const { state } = await run(attacked({ initialisation: { scale: 0 } }));
  expect([...state.parameters.weights, ...state.parameters.bias].every(Number.isFinite)).toBe(true);
});

test('samples drawn on the device, and another output activation, can be attacked as well', async () => {
  for (const options of [{ dataOnDevice: true }, { outputActivation: 'gelu' }] as const) {
    const backend = tfjsBackend({ device: 'cpu', ...options });
    const [plain, changed] = [await run(smallRun(), { backend }), await run(attacked(), { backend })];
    expect(changed.history.loss[0]).toBeGreaterThan(plain.history.loss[0]!);
  }
});

test('a model of your own is refused, for W^T W need not be its direction', async () => {
  const model: TfjsModel = {
    name: 'zero',
    sampleLoss: (tf_, _, { x }) => tf_.sum(tf_.square(x), 2),
  };
  const backend = tfjsBackend({ device: 'cpu', model });
  await expect(run(attacked(), { backend })).rejects.toThrow(UnsupportedError);
});
