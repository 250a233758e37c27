/** The claims of the clean absolute-value circuit on starts made by hand. */

import { expect, test } from 'vitest';
import { claims } from '../src/figures/abs-clean/claims.js';
import type { AbsCleanData, AbsStart } from '../src/figures/abs-clean/run.js';
import { verdicts } from './made.js';

const clean: AbsStart = {
  exactLoss: 0,
  sides: [
    [1, 1],
    [1, 1],
    [1, 1],
  ],
  nMonosemantic: 6,
  nIdle: 0,
};
const doubled: AbsStart = {
  ...clean,
  exactLoss: 0.04,
  sides: [
    [2, 0],
    [1, 1],
    [1, 1],
  ],
};

const of = (...starts: AbsStart[]): Record<string, string> =>
  verdicts(claims({ best: {} as AbsCleanData['best'], starts, empty: 0.25 }));

test('clean starts hold in everything', () => {
  expect(new Set(Object.values(of(clean, clean, doubled)))).toEqual(new Set(['holds']));
});

test('two neurons for one side and none for the other are not clean', () => {
  expect(of(doubled)).toEqual({
    'one-neuron-a-side': 'fails',
    'no-error': 'fails',
    'in-most-starts': 'fails',
  });
});

test('the best start may be clean while most are not', () => {
  const found = of(clean, doubled, doubled);
  expect(found['one-neuron-a-side']).toBe('holds');
  expect(found['in-most-starts']).toBe('fails');
});

test('a loss above a thousandth of that without neurons is an error', () => {
  expect(of({ ...clean, exactLoss: 2.6e-4 })['no-error']).toBe('fails');
  expect(of({ ...clean, exactLoss: 2.4e-4 })['no-error']).toBe('holds');
});
