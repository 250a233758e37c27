/** Names of solutions in three features and two dimensions, and the claims of their phase diagram. */

import { describe, expect, test } from 'vitest';
import { candidatePhases, claims } from '../src/figures/phase-3-2/claims.js';
import type { Border32, Phase32Data } from '../src/figures/phase-3-2/run.js';
import { exactOptimum, nameOf } from '../src/figures/phase-3-2/solution.js';
import { presets } from '../src/figures/phase-3-2/spec.js';
import { at, verdicts } from './made.js';

describe('a solution is named by lengths and angles', () => {
  test.each([
    ['extra-ignored', [at(20), at(110), at(0, 0.05)]],
    ['other-ignored', [at(20), at(0, 0.05), at(110)]],
    ['extra-paired', [at(20), at(110), at(290, 0.7)]],
    ['extra-paired', [at(20), at(110), at(200)]],
    ['others-paired', [at(20), at(200), at(110)]],
    ['mixed', [at(0), at(120), at(240)]],
  ])('%s', (name, rows) => {
    expect(nameOf(rows.flat())).toBe(name);
  });
});

test('the exact optimum is at most each candidate, and the sparse one pairs the less important two', () => {
  const found = exactOptimum(0.5, 0.05, 0, 2);
  expect(nameOf(found.weights)).toBe('extra-paired');
  expect(found.loss).toBeLessThanOrEqual((1.5 * 0.05 ** 2) / 6);
  expect(nameOf(exactOptimum(4, 0.05, 0, 2).weights)).toBe('others-paired');
  expect(nameOf(exactOptimum(0.1, 0.9, 0, 2).weights)).toBe('extra-ignored');
});

const spec = {
  ...presets.quick,
  // r = 0.1 and 10, p = 0.1 and 0.9
  grid: {
    importanceRatio: { from: 0.1, to: 10, count: 2 },
    featureProbability: { from: 0.1, to: 0.9, count: 2 },
  },
};
const jump: Border32 = {
  importanceRatio: 0.1,
  featureProbability: 0.2,
  below: 'extra-paired',
  above: 'extra-ignored',
  lossJump: 1e-9,
  slopeJump: 0.3,
};
const good: Phase32Data = {
  trained: ['ppp', 'iii', 'ddd', 'ddd'],
  best: [0, 0, 0, 0],
  trainedLoss: [1, 1, 1, 1],
  exact: 'pidd',
  exactLoss: [1, 1, 1, 1],
  borders: [jump],
};
const verdictsOf = (change: Partial<Phase32Data> = {}): Record<string, string> =>
  verdicts(claims({ ...good, ...change }, spec));

test('the candidates win where their losses say', () => {
  expect(candidatePhases(spec)).toEqual(['extra-paired', 'extra-ignored', 'others-paired', 'others-paired']);
});

test('maps that agree hold; that one candidate never wins differs from the paper', () => {
  const { 'four-solutions': four, ...rest } = verdictsOf();
  expect(four).toBe('differs');
  expect(new Set(Object.values(rest))).toEqual(new Set(['holds']));
  expect(verdictsOf({ exact: 'pido' })['four-solutions']).toBe('holds');
});

test('a missing region, disagreeing maps and bad losses fail', () => {
  const found = verdictsOf({ trained: ['iii', 'iii', 'ddd', 'ddd'], trainedLoss: [2, 2, 2, 1] });
  expect(found['regions-trained']).toBe('fails');
  expect(found['trained-matches-exact']).toBe('fails');
  expect(found['trained-near-exact']).toBe('fails');
});

test('a trained model below the exact minimum shows that the minimum was not found', () => {
  expect(verdictsOf({ trainedLoss: [0.99, 1, 1, 1] })['trained-near-exact']).toBe('fails');
});

test('candidates that miss a quarter of the cells differ', () => {
  expect(verdictsOf({ exact: 'iidd' })['candidates-match-exact']).toBe('differs');
});

test('a smooth border differs, a torn loss or no border at all fails', () => {
  expect(verdictsOf({ borders: [jump, { ...jump, slopeJump: 1e-9 }] })['first-order']).toBe('differs');
  expect(verdictsOf({ borders: [{ ...jump, lossJump: 0.01 }] })['first-order']).toBe('fails');
  expect(verdictsOf({ borders: [] })['first-order']).toBe('fails');
});
