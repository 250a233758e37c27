import { tfjsBackend } from '@toymodels/backend-tfjs';
import { initialState, resolveRun, ShapeError, trainToEnd } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import { cohortsOf } from '../src/cohorts.js';
import { smallRun } from './helpers.js';

const run = resolveRun(smallRun({ instances: { count: 4 } }));

describe('models that are trained together', () => {
  test('are all, where all stand at one step', () => {
    expect(cohortsOf(run, Uint32Array.of(3, 3, 3, 3), 10)).toEqual([
      { models: [0, 1, 2, 3], fromStep: 3, toStep: 10 },
    ]);
  });

  test('are those furthest behind, up to the step of the next', () => {
    expect(cohortsOf(run, Uint32Array.of(7, 3, 5, 3), 10)).toEqual([
      { models: [1, 3], fromStep: 3, toStep: 5 },
    ]);
  });

  test('are none, where all have arrived or are beyond', () => {
    expect(cohortsOf(run, Uint32Array.of(10, 12, 10, 11), 10)).toEqual([]);
  });

  test('are split where a batch of all would exceed 4 million numbers', () => {
    // (200 000 + 1) samples of 5 features are a million numbers a model.
    const cohorts = cohortsOf(run, new Uint32Array(4), 10, 200_000);
    expect(cohorts.map(({ models }) => models)).toEqual([[0, 1, 2, 3]]);
    expect(cohortsOf(run, new Uint32Array(4), 10, 300_000).map(({ models }) => models)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(cohortsOf(run, new Uint32Array(4), 10, 3_000_000).map(({ models }) => models)).toEqual([
      [0],
      [1],
      [2],
      [3],
    ]);
  });
});

test('a run that is split gives the bits of one that is not', async () => {
  const spec = smallRun({
    instances: { count: 3 },
    training: { steps: 2, batchSize: 300_000, evaluationSamples: 10 },
  });
  const backend = tfjsBackend({ device: 'wasm' });
  const together = await trainToEnd(spec, { backend });
  const alone = await trainToEnd({ ...spec, instances: { count: 1, first: 2 } }, { backend });
  expect(together.parameters.weights.slice(20)).toEqual(alone.parameters.weights);
  expect([...together.state.step]).toEqual([2, 2, 2]);
});

test('a state of another shape is refused with the tensor that does not fit', async () => {
  const state = initialState(run);
  const short = { ...state, firstMoment: { ...state.firstMoment, bias: new Float32Array(3) } };
  const backend = tfjsBackend({ device: 'cpu' });
  await expect(backend.createTrainer(run, short)).rejects.toThrow(ShapeError);
  await expect(backend.createTrainer(run, { ...state, step: new Uint32Array(1) })).rejects.toThrow(
    /step has 1 numbers; there are 4 models/,
  );
});
