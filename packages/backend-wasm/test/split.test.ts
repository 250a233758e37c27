// Which models each worker gets.

import type { ResolvedRun } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import { slotBytesOf } from '../src/engine/group.js';
import { FLAG, Kernel } from '../src/engine/kernel.js';
import { costOf, kernelPath } from '../src/engine/paths.js';
import { sharesOf, splitByCost, WORTH_SHARING } from '../src/engine/split.js';
import { kernelModule } from '../src/simd.js';
import { runOf } from './support.js';

test('models of one cost are split evenly, each to one worker, and none is left without', () => {
  expect(splitByCost([1, 1, 1, 1, 1, 1], 3)).toEqual([
    [0, 3],
    [1, 4],
    [2, 5],
  ]);
  expect(splitByCost([5], 1)).toEqual([[0]]);
  for (let models = 1; models <= 12; models++) {
    for (let parts = 1; parts <= models; parts++) {
      const split = splitByCost(Array<number>(models).fill(2), parts);
      const sizes = split.map(({ length }) => length);
      expect(sizes.length).toBe(parts);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(split.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: models }, (_, k) => k));
    }
  }
});

test('cheap models weigh less: a worker gets more of them', () => {
  expect(splitByCost([100, 1, 1, 1], 2)).toEqual([[0], [1, 2, 3]]);
  expect(splitByCost([4, 4, 4, 3, 2, 1], 2)).toEqual([
    [0, 2, 5],
    [1, 3, 4],
  ]);
});

test('a sparse instance costs less than a dense one', () => {
  const run = runOf(
    { nFeatures: 20, nHidden: 5 },
    { instances: { count: 4, featureProbability: [1, 0.12, 0.05, 0.001] } },
  );
  const costs = [0, 1, 2, 3].map((k) => costOf(run, k));
  expect(costs[0]).toBe(costs[1]);
  expect(costs[2]).toBeLessThan(costs[1]! / 1.5);
  expect(costs[3]).toBeLessThan(costs[2]! / 4);
});

describe('sharing batches', () => {
  const big = runOf({ nFeatures: 400, nHidden: 30 });
  const models = (count: number): ResolvedRun =>
    runOf({ nFeatures: 80, nHidden: 20 }, { instances: { count } });

  test('one large model is shared by as many workers as there are chunks, and not without shared memory', () => {
    expect(sharesOf(big, 2, WORTH_SHARING)).toEqual([{ models: [0], members: 2 }]);
    expect(sharesOf(big, 8, WORTH_SHARING)).toEqual([{ models: [0], members: 4 }]);
    expect(sharesOf(big, 2, 0)).toEqual([{ models: [0], members: 1 }]);
    expect(sharesOf(big, 1, Infinity)).toEqual([{ models: [0], members: 1 }]);
  });

  test('a model so small that meeting takes longer than training is not shared', () => {
    const small = runOf({ nFeatures: 5, nHidden: 2 });
    expect(sharesOf(small, 2, WORTH_SHARING)).toEqual([{ models: [0], members: 1 }]);
    expect(sharesOf(small, 2, Infinity)).toEqual([{ models: [0], members: 2 }]);
  });

  test('as many models as workers are not shared, but an odd one is', () => {
    expect(sharesOf(models(2), 2, WORTH_SHARING)).toEqual([
      { models: [0], members: 1 },
      { models: [1], members: 1 },
    ]);
    expect(sharesOf(models(3), 2, WORTH_SHARING)).toEqual([{ models: [0, 1, 2], members: 2 }]);
    expect(sharesOf(models(2), 4, WORTH_SHARING)).toEqual([
      { models: [0], members: 2 },
      { models: [1], members: 2 },
    ]);
  });

  test('every model is in one share, and there are no more workers than allowed', () => {
    for (let count = 1; count <= 9; count++) {
      const run = runOf(
        { nFeatures: 80, nHidden: 20 },
        {
          instances: { count, featureProbability: Array.from({ length: count }, (_, k) => 1 / (1 + 3 * k)) },
        },
      );
      for (let workers = 1; workers <= 9; workers++) {
        for (const sharedBelow of [0, WORTH_SHARING, Infinity]) {
          const shares = sharesOf(run, workers, sharedBelow);
          const all = shares.flatMap((share) => share.models).toSorted((a, b) => a - b);
          expect(all).toEqual(Array.from({ length: count }, (_, k) => k));
          expect(shares.reduce((sum, { members }) => sum + members, 0)).toBeLessThanOrEqual(workers);
          const ways = shares.flatMap((share) => (share.members > 1 ? share.models : []));
          expect(
            ways.map((k) => kernelPath(run, k)).filter((way) => way !== 'dense' && way !== 'packed'),
          ).toEqual([]);
        }
      }
    }
  });

  test('models that are drawn by gaps get workers of their own', () => {
    const run = runOf(
      { nFeatures: 80, nHidden: 20 },
      { instances: { count: 2, featureProbability: [0.01, 1] } },
    );
    expect(sharesOf(run, 3, WORTH_SHARING)).toEqual([
      { models: [0], members: 1 },
      { models: [1], members: 2 },
    ]);
  });

  test('gradients too large to be in flight are not shared', () => {
    expect(sharesOf(runOf({ nFeatures: 4096, nHidden: 2100 }), 2, Infinity)).toEqual([
      { models: [0], members: 1 },
    ]);
  });

  test('a slot has the bytes that the kernel says', async () => {
    const kernel = new Kernel({ main: await kernelModule(), straight: undefined });
    kernel.exports.configure(400, 30, 1, 400, 1024, 100, FLAG.outputBias);
    expect(kernel.exports.slotBytes()).toBe(slotBytesOf(big));
  });
});
