/** The claims about the exact surface on data made by hand. */

import { expect, test } from 'vitest';
import { claims, distance } from '../src/figures/exact-2-1/claims.js';
import type { Exact21Data } from '../src/figures/exact-2-1/run.js';
import { presets } from '../src/figures/exact-2-1/spec.js';
import { verdicts } from './made.js';

const spec = {
  ...presets.quick,
  map: {
    importanceRatio: { from: 0.1, to: 1, count: 2 },
    featureProbability: { from: 0.1, to: 1, count: 2 },
  },
};
const half = Math.SQRT1_2;
const confused = { weights: [half, half], loss: 0.1 } as const;
const antipodal = { weights: [1, -1], loss: 0.2 } as const;

const good: Exact21Data = {
  surfaces: [
    {
      importanceRatio: 1,
      featureProbability: 0.9,
      sameSign: confused,
      antipodal,
      trained: [
        [-0.7, -0.71],
        [-1.02, 1.01],
      ],
    },
  ],
  // [r, p] with r = 0.1, 1 and p = 0.1, 1
  map: ['ii', 'sc'],
  nearlyEqual: { featureProbability: 1, importanceRatio: 1 },
  border: [
    { importanceRatio: 0.1, featureProbability: 0.2, weights: [1, 0.02] },
    { importanceRatio: 1, featureProbability: 0.58, weights: [half, half] },
  ],
  crossing: { found: 0.5821714, closedForm: 0.5821714 },
  confused: { found: confused, closedForm: confused },
  slopeAtDedicated: [{ found: 0, closedForm: 0 }],
  withBias: [{ featureProbability: 1, weights: [0.9, -0.4] }],
};

const verdictsOf = (change: Partial<Exact21Data> = {}): Record<string, string> =>
  verdicts(claims({ ...good, ...change }, spec));

test('distances do not see a common sign', () => {
  expect(distance([1, -1], [-1, 1])).toBe(0);
  expect(distance([1, -1], [1, 1])).toBe(2);
  expect(distance([1, 0.5], [1, 0])).toBe(0.5);
});

test('what is expected holds, and the border below p = 1 differs from the three candidates', () => {
  const { 'antipodal-up-to-dense': candidates, ...rest } = verdictsOf();
  expect(candidates).toBe('differs');
  expect(new Set(Object.values(rest))).toEqual(new Set(['holds']));
});

test('another confused minimum, or another border, fails', () => {
  const found = { weights: [0.708, half], loss: 0.1 } as const;
  expect(verdictsOf({ confused: { found, closedForm: confused } })['confused-feature']).toBe('fails');
  expect(verdictsOf({ crossing: { found: 0.5822, closedForm: 0.5821714 } })['confused-border']).toBe('fails');
});

test.each([
  ['sparse data', ['ii', 'cc']],
  ['an unimportant feature', ['ic', 'sc']],
  ['no cell at all', ['ii', 'ss']],
])('confused with %s is not dense and important', (_, map) => {
  expect(verdictsOf({ map })['dense-and-important']).toBe('fails');
});

test('a loss that falls at [1, 0] differs', () => {
  const slopeAtDedicated = [{ found: -0.4, closedForm: -0.4 }];
  expect(verdictsOf({ slopeAtDedicated })['dedicated-is-a-phase']).toBe('differs');
});

test('weights of one sign in spite of biases fail', () => {
  const withBias = [{ featureProbability: 0.9, weights: [0.9, 0.4] as const }];
  expect(verdictsOf({ withBias })['biases-end-confusion']).toBe('fails');
});

test('a trained model away from both minima fails', () => {
  const surfaces = [{ ...good.surfaces[0]!, trained: [[-1, 0] as const] }];
  expect(verdictsOf({ surfaces })['trained-at-minima']).toBe('fails');
});
