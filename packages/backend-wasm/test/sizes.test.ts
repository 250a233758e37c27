// Degenerate sizes and probabilities, against the float64 reference.

import { referenceBackend, type RunSpec } from '@toymodels/core';
import { wasmBackend } from '@toymodels/backend-wasm';
import { expect, test } from 'vitest';
import { largestDifference, runOf, trained } from './support.js';

const CASES: Record<string, [Partial<RunSpec['model']>, Parameters<typeof runOf>[1]]> = {
  'one feature, one hidden unit': [{ nFeatures: 1, nHidden: 1 }, {}],
  'more hidden units than features': [{ nFeatures: 2, nHidden: 9 }, {}],
  'a batch of 1': [{}, { training: { batchSize: 1 } }],
  'a batch of 3': [{}, { training: { batchSize: 3, sampling: 'non-empty' } }],
  'a batch of 65': [{ nFeatures: 40 }, { training: { batchSize: 65 } }],
  'a batch of 257': [{}, { training: { batchSize: 257 } }],
  'n = 17, m = 7, untied': [
    { kind: 'absolute-value', nFeatures: 17, nHidden: 7 },
    { training: { batchSize: 100 } },
  ],
  'n = 33, m = 1': [{ nFeatures: 33, nHidden: 1 }, { training: { batchSize: 70 } }],
  'n = 400, m = 30': [{ nFeatures: 400, nHidden: 30 }, { training: { batchSize: 40 } }],
  'features that are always active': [{}, { data: { featureProbability: 1 } }],
  'features that are always active, non-empty': [
    {},
    { data: { featureProbability: 1 }, training: { sampling: 'non-empty' } },
  ],
  'features that are never active': [{}, { data: { featureProbability: 0 } }],
  'importances of 0': [{}, { data: { importance: 0 } }],
};

for (const [name, [model, rest]] of Object.entries(CASES)) {
  test(`${name}: within 5e-6 of float64 after 20 steps`, async () => {
    const run = runOf(model, rest);
    const ours = await trained(wasmBackend({ workers: 0 }), run, 20);
    const reference = await trained(referenceBackend(), run, 20);
    expect(largestDifference(reference.state.parameters, ours.state.parameters)).toBeLessThan(5e-6);
    expect(Math.abs(ours.evaluated[0]! - reference.evaluated[0]!)).toBeLessThan(
      1e-6 * (1 + reference.evaluated[0]!),
    );
  });
}

test('zero steps leave the state as it was', async () => {
  const run = runOf({}, { instances: { count: 3 } });
  const ours = await trained(wasmBackend({ workers: 2 }), run, 0);
  const reference = await trained(referenceBackend(), run, 0);
  expect(ours.complete).toBe(true);
  expect(largestDifference(reference.state.parameters, ours.state.parameters)).toBe(0);
  expect(ours.losses.every(({ length }) => length === 0)).toBe(true);
});

test('a run that diverges says so with NaN or infinity in its losses, not with numbers', async () => {
  const run = runOf({ kind: 'linear' }, { training: { optimiser: { learningRate: 1e30 }, recordEvery: 1 } });
  const ours = await trained(wasmBackend({ workers: 0 }), run, 8);
  expect(Number.isFinite(ours.losses[0]!.at(-1)!)).toBe(false);
});
