// Which models each worker gets.

import { expect, test } from 'vitest';
import { costOf, splitByCost } from '../src/engine/split.js';
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
