// Laws that hold bit for bit: nothing that is not in the spec has a say in the numbers.

import { initialState, type ResolvedRun, type TrainingState } from '@toymodels/core';
import { wasmBackend } from '@toymodels/backend-wasm';
import { describe, expect, test } from 'vitest';
import { Engine } from '../src/engine/engine.js';
import { planOf } from '../src/engine/plan.js';
import { stateOfModels } from '../src/engine/tensors.js';
import { kernelModules } from '../src/modules.js';
import { bytesOf, KINDS, runOf, SETS, trained } from './support.js';

const SIZES = [
  [5, 2],
  [17, 7],
  [40, 10],
] as const;

function lawRun(kind: (typeof KINDS)[number], nFeatures: number, nHidden: number): ResolvedRun {
  return runOf(
    { kind, nFeatures, nHidden, hiddenBias: true },
    {
      instances: { count: 5, featureProbability: { curve: 'logarithmic', first: 0.9, last: 0.05 } },
      training: {
        batchSize: 300,
        steps: 400,
        recordEvery: 7,
        sampling: nFeatures === 17 ? 'non-empty' : 'iid',
      },
    },
  );
}

describe.each(SIZES)('n = %i, m = %i', (n, m) => {
  test.each(KINDS)('%s: any number of workers gives the same bits', async (kind) => {
    const run = lawRun(kind, n, m);
    const alone = await trained(wasmBackend({ workers: 0 }), run, 40);
    expect(alone.complete).toBe(true);
    expect([...alone.state.step]).toEqual([40, 40, 40, 40, 40]);
    // Starting workers is what takes the time here: all counts for one size, one count for the others.
    for (const workers of n === 17 ? [1, 2, 5] : [2]) {
      const pool = await trained(wasmBackend({ workers }), run, 40);
      expect(pool.device).toContain(`${workers} worker`);
      expect(bytesOf(pool.state)).toEqual(bytesOf(alone.state));
      expect(pool.losses).toEqual(alone.losses);
      expect(pool.evaluated).toEqual(alone.evaluated);
    }
  });

  test.each(KINDS)(
    '%s: 200 steps are 93 steps resumed for 107, bit for bit, losses included',
    async (kind) => {
      const run = lawRun(kind, n, m);
      const backend = wasmBackend({ workers: 0 });
      const straight = await trained(backend, run, 200);
      const first = await trained(backend, run, 93);
      const second = await trained(backend, run, 200, first.state);
      expect(bytesOf(second.state)).toEqual(bytesOf(straight.state));
      straight.losses.forEach((losses, model) => {
        expect([...first.losses[model]!, ...second.losses[model]!]).toEqual([...losses]);
      });
      expect([...second.firstWindow]).toEqual(Array(5).fill(13));
    },
  );

  test.each(KINDS)('%s: an instance alone gives the same bits as among others', async (kind) => {
    const run = lawRun(kind, n, m);
    const all = await trained(wasmBackend({ workers: 0 }), run, 30);
    const p = run.featureProbability[2 * n]!;
    const { model, data, training, seed } = run.spec;
    const alone = runOf(model, {
      instances: { first: 2 },
      data: { ...data, featureProbability: p },
      training,
      seed,
    });
    const one = await trained(wasmBackend({ workers: 0 }), alone, 30);
    expect(bytesOf(one.state)).toEqual(bytesOf(stateOfModels(all.state, [2])));
    expect(one.losses[0]).toEqual(all.losses[2]);
    expect(one.evaluated[0]).toBe(all.evaluated[2]);
  });
});

test('train(2000) is train(1000) resumed for 1000, through a copy of the state', async () => {
  const run = runOf(
    {},
    { instances: { count: 2 }, training: { batchSize: 128, optimiser: { schedule: 'cosine' }, steps: 2000 } },
  );
  const backend = wasmBackend({ workers: 1 });
  const straight = await trained(backend, run, 2000);
  const half = await trained(backend, run, 1000);
  const resumed = await trained(backend, run, 2000, structuredClone(half.state));
  expect(bytesOf(resumed.state)).toEqual(bytesOf(straight.state));
});

test('an advance in many small ones gives the same bits as one', async () => {
  const run = runOf({ nFeatures: 20, nHidden: 5 }, { data: { sets: SETS }, instances: { count: 3 } });
  const trainer = await wasmBackend({ workers: 2 }).createTrainer(run, initialState(run));
  for (const toStep of [1, 2, 3, 10, 37]) await trainer.advance({ toStep });
  const state = await trainer.state();
  await trainer.dispose();
  expect(bytesOf(state)).toEqual(bytesOf((await trained(wasmBackend({ workers: 0 }), run, 37)).state));
});

test.each([
  ['non-empty', 0.2],
  ['non-empty', 0.01], // drawn by gaps
  ['iid', 0.01], // four of five samples are empty, and left out of the products
] as const)(
  'slices of any length, cut within steps, give the same bits: %s samples, p = %d',
  async (sampling, p) => {
    const run = runOf(
      { nFeatures: 20 },
      {
        instances: { count: 3 },
        data: { featureProbability: p },
        training: { batchSize: 1000, recordEvery: 3, sampling },
      },
    );
    const modules = await kernelModules(run);
    const run20 = (msAReading: number): { state: TrainingState; losses: readonly Float64Array[] } => {
      let time = 0;
      const engine = new Engine(modules, planOf(run), initialState(run), () => (time += msAReading));
      engine.begin();
      while (!engine.slice(20, 1));
      return { state: engine.state(), losses: engine.end().losses };
    };
    const fast = run20(1e-6);
    for (const msAReading of [0.01, 0.3, 100]) {
      const other = run20(msAReading);
      expect(bytesOf(other.state)).toEqual(bytesOf(fast.state));
      expect(other.losses).toEqual(fast.losses);
    }
  },
);

test('restarts of one instance differ from each other and not with their number', async () => {
  const spec = (count: number): ResolvedRun =>
    runOf({}, { instances: { count: 2 }, training: { restarts: { count }, batchSize: 64 } });
  const four = await trained(wasmBackend({ workers: 0 }), spec(4), 20);
  const two = await trained(wasmBackend({ workers: 0 }), spec(2), 20);
  expect(four.state.step.length).toBe(8);
  for (const [inTwo, inFour] of [
    [0, 0],
    [1, 1],
    [2, 4],
    [3, 5],
  ] as const) {
    expect(bytesOf(stateOfModels(two.state, [inTwo]))).toEqual(bytesOf(stateOfModels(four.state, [inFour])));
  }
  expect(bytesOf(stateOfModels(two.state, [0]))).not.toEqual(bytesOf(stateOfModels(two.state, [1])));
});

test('another seed gives other bits', async () => {
  const one = await trained(wasmBackend({ workers: 0 }), runOf({}, { seed: 1 }), 5);
  const two = await trained(wasmBackend({ workers: 0 }), runOf({}, { seed: 2 }), 5);
  expect(bytesOf(one.state)).not.toEqual(bytesOf(two.state));
});
