// Adversarial training in the kernel: the gradient of the reference, and the laws of every other way.

import { initialState, PARAMETER_NAMES, referenceBackend, type ResolvedRun } from '@toymodels/core';
import { kernelPath, profileRun, wasmBackend } from '@toymodels/backend-wasm';
import { describe, expect, test } from 'vitest';
import { bytesOf, runOf, SETS, trained } from './support.js';

const attack = { share: 0.6, epsilon: 0.7 };

/** Two instances: one drawn feature by feature, one by gaps. */
const RUNS: Readonly<Record<string, ResolvedRun>> = {
  'n = 5, m = 2, 301 samples': runOf(
    { nFeatures: 5, nHidden: 2 },
    { instances: { count: 2, featureProbability: [0.4, 0.09] }, training: { batchSize: 301, attack } },
  ),
  'n = 21, m = 6, linear, with hidden bias and L1': runOf(
    { kind: 'linear', nFeatures: 21, nHidden: 6, hiddenBias: true },
    {
      instances: { count: 2, featureProbability: [0.4, 0.05] },
      data: { range: 'signed' },
      training: { batchSize: 700, hiddenL1: 0.02, attack: { share: 1, epsilon: 0.3 } },
    },
  ),
  'n = 130, m = 20: a chunk in two blocks': runOf(
    { nFeatures: 130, nHidden: 20 },
    { instances: { count: 2, featureProbability: [0.2, 0.02] }, training: { batchSize: 510, attack } },
  ),
  'sets, without a bias': runOf(
    { outputBias: false },
    { instances: { count: 2 }, data: { sets: SETS }, training: { batchSize: 3, attack } },
  ),
  'gaps that are thinned': runOf(
    { nFeatures: 40, nHidden: 5 },
    {
      instances: { count: 2 },
      data: { featureProbability: Array.from({ length: 40 }, (_, i) => 0.09 / (1 + i)) },
      training: { batchSize: 1000, attack },
    },
  ),
  'one feature, one hidden unit, one sample': runOf(
    { nFeatures: 1, nHidden: 1 },
    {
      instances: { count: 2 },
      data: { featureProbability: 1 },
      training: { batchSize: 1, attack: { share: 1, epsilon: 0.2 } },
    },
  ),
};

describe.each(Object.keys(RUNS))('%s', (name) => {
  const run = RUNS[name]!;

  test('takes the way "attacked"', () => {
    expect([0, 1].map((k) => kernelPath(run, k))).toEqual(['attacked', 'attacked']);
  });

  test('has the loss of a step within 1e-6 and the gradient within 2e-6 of the float64 reference', async () => {
    const [kernel, reference] = [
      await trained(wasmBackend({ workers: 0 }), run, 1),
      await trained(referenceBackend(), run, 1),
    ];
    reference.state.windowLoss.forEach((loss, k) => {
      expect(Math.abs(kernel.state.windowLoss[k]! / loss - 1)).toBeLessThan(1e-6);
    });
    for (const tensor of PARAMETER_NAMES) {
      const moment = reference.state.firstMoment[tensor]; // (1 - beta1) times the gradient
      if (!moment) continue;
      const expected = Float64Array.from(moment);
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expected.forEach((value, i) => {
        const error = Math.abs(kernel.state.firstMoment[tensor]![i]! - value);
        expect(error, tensor).toBeLessThanOrEqual(2e-6 * largest);
      });
    }
  });
});

const several = runOf(
  { nFeatures: 20, nHidden: 5 },
  {
    instances: { count: 5, featureProbability: { curve: 'logarithmic', first: 0.9, last: 0.02 } },
    training: { batchSize: 300, recordEvery: 7, attack },
  },
);

test('any number of workers gives the same bits, and so does stopping and resuming', async () => {
  const alone = await trained(wasmBackend({ workers: 0 }), several, 40);
  const pool = await trained(wasmBackend({ workers: 2 }), several, 40);
  expect(bytesOf(pool.state)).toEqual(bytesOf(alone.state));
  expect(pool.losses).toEqual(alone.losses);
  const half = await trained(wasmBackend({ workers: 0 }), several, 17);
  const resumed = await trained(wasmBackend({ workers: 0 }), several, 40, half.state);
  expect(bytesOf(resumed.state)).toEqual(bytesOf(alone.state));
});

test('a share of 0 and an epsilon of 0 give the bits and the way of a run without attacks', async () => {
  const { model, data, instances, training, seed } = several.spec;
  const { attack: _attack, ...plain } = training;
  const others = { data, instances, seed };
  const without = runOf(model, { ...others, training: plain });
  const expected = bytesOf((await trained(wasmBackend({ workers: 0 }), without, 20)).state);
  for (const none of [
    { share: 0, epsilon: 0.7 },
    { share: 0.6, epsilon: 0 },
  ]) {
    const run = runOf(model, { ...others, training: { ...plain, attack: none } });
    expect(kernelPath(run, 4)).toBe(kernelPath(without, 4));
    expect(bytesOf((await trained(wasmBackend({ workers: 0 }), run, 20)).state)).toEqual(expected);
  }
});

test('weights of zero have no direction: nothing is attacked, and nothing becomes NaN', async () => {
  const start = initialState(several);
  start.parameters.weights.fill(0);
  const { state } = await trained(wasmBackend({ workers: 0 }), several, 3, start);
  expect([...state.parameters.weights, ...state.parameters.bias].every(Number.isFinite)).toBe(true);
});

test('its profile is one of all samples', async () => {
  const { instances } = await profileRun(several, { milliseconds: 20 });
  for (const { path, step, phases } of instances) {
    expect(path).toBe('attacked');
    const sum = phases.data + phases.forward + phases.backward + phases.optimiser;
    expect(sum).toBeGreaterThanOrEqual(step * (1 - 1e-9));
  }
});
