// Whole runs against core's float64 reference. Two hundred float32 steps drift from float64 ones;
// how far is stated in TOLERANCES, a table with a reason for each entry.

import { referenceBackend } from '@toymodels/core';
import { wasmBackend } from '@toymodels/backend-wasm';
import { expect, test } from 'vitest';
import { KINDS, largestDifference, runOf, SETS, trained } from './support.js';

const TOLERANCES = {
  /** AdamW's first step is rate * g / (|g| + epsilon): rounding of theta itself, about 1. */
  parametersAfter1: 2e-7,
  /** 200 steps of 1e-3 walk up to 0.2; the drift grows where a ReLU turns on at the threshold. */
  parametersAfter200: 2e-5,
  /** Relative; sums of float32 losses. */
  loss: 2e-5,
};

for (const kind of KINDS) {
  for (const sampling of ['iid', 'non-empty'] as const) {
    for (const [schedule, hiddenL1, hiddenBias, sets] of [
      ['constant', 0, false, []],
      ['cosine', 0.01, true, SETS],
      ['linear', 0, true, SETS],
    ] as const) {
      test(`${kind}, ${sampling}, ${schedule} rate, L1 ${hiddenL1}, ${sets.length} sets: within 2e-7 of float64 after 1 step and 2e-5 after 200`, async () => {
        const run = runOf(
          { kind, hiddenBias },
          {
            instances: { count: 2, featureProbability: { curve: 'logarithmic', first: 1, last: 0.1 } },
            data: { sets },
            training: {
              batchSize: 60,
              steps: 200,
              recordEvery: 30,
              sampling,
              hiddenL1,
              optimiser: { schedule },
            },
          },
        );
        for (const [toStep, tolerance] of [
          [1, TOLERANCES.parametersAfter1],
          [200, TOLERANCES.parametersAfter200],
        ] as const) {
          const ours = await trained(wasmBackend({ workers: 0 }), run, toStep);
          const reference = await trained(referenceBackend(), run, toStep);
          expect(largestDifference(reference.state.parameters, ours.state.parameters)).toBeLessThan(
            tolerance,
          );
          expect(ours.complete).toBe(true);
          expect(ours.firstWindow).toEqual(reference.firstWindow);
          expect(ours.losses.map(({ length }) => length)).toEqual(
            reference.losses.map(({ length }) => length),
          );
          reference.losses.forEach((losses, model) =>
            losses.forEach((loss, w) => {
              expect(Math.abs(ours.losses[model]![w]! / loss - 1)).toBeLessThan(TOLERANCES.loss);
            }),
          );
          reference.state.windowLoss.forEach((loss, model) => {
            expect(Math.abs(ours.state.windowLoss[model]! / loss - 1)).toBeLessThan(TOLERANCES.loss);
          });
          reference.evaluated.forEach((loss, model) => {
            expect(Math.abs(ours.evaluated[model]! / loss - 1)).toBeLessThan(TOLERANCES.loss);
          });
        }
      });
    }
  }
}

test('an output bias that is not trained keeps its bits, and its moments stay 0', async () => {
  const run = runOf(
    { outputBias: false, hiddenBias: true },
    { training: { initialisation: { bias: -0.25 }, batchSize: 64 } },
  );
  const ours = await trained(wasmBackend({ workers: 0 }), run, 50);
  const reference = await trained(referenceBackend(), run, 50);
  expect([...ours.state.parameters.bias]).toEqual(Array(7).fill(-0.25));
  expect([...ours.state.secondMoment.bias]).toEqual(Array(7).fill(0));
  expect(largestDifference(reference.state.parameters, ours.state.parameters)).toBeLessThan(2e-5);
});

test('evaluation over several batches, the last one ragged, agrees with float64 within 1e-6', async () => {
  const run = runOf({ kind: 'relu-hidden' }, { training: { hiddenL1: 0.1 } });
  const nSamples = 2 * 4096 + 301;
  const [ours, reference] = await Promise.all(
    [wasmBackend({ workers: 0 }), referenceBackend()].map(async (backend) => {
      const { initialState } = await import('@toymodels/core');
      const trainer = await backend.createTrainer(run, initialState(run));
      return (await trainer.evaluate(nSamples))[0]!;
    }),
  );
  expect(Math.abs(ours! / reference! - 1)).toBeLessThan(1e-6);
});
