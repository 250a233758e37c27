/** The claims on the penalty, on counts made by hand. */

import { expect, test } from 'vitest';
import { claims, threshold } from '../src/figures/l1-removes-superposition/claims.js';
import type { AtPenalty, PenaltyData } from '../src/figures/l1-removes-superposition/run.js';
import { verdicts } from './made.js';

const at = (
  penalty: number,
  represented: number,
  sharing: number,
  loss: number,
  alignment: number,
): AtPenalty => ({
  penalty,
  starts: [{ represented, sharing, loss, alignment }],
});
const data = (...penalties: AtPenalty[]): PenaltyData => ({ nHidden: 5, penalties });

const free = at(0, 12, 12, 1, 0.5);

test('digons on axes, then dropped features, hold in everything', () => {
  const found = data(free, at(0.01, 10, 10, 1.2, 0.95), at(0.1, 5, 0, 1.5, 1));
  expect(new Set(Object.values(verdicts(claims(found))))).toEqual(new Set(['holds']));
  expect(threshold(found)!.penalty).toBe(0.1);
});

test('superposition that comes back has not ended', () => {
  const found = data(free, at(0.01, 5, 0, 1.2, 1), at(0.1, 6, 2, 1.5, 1));
  expect(threshold(found)).toBeUndefined();
  expect(verdicts(claims(found))['superposition-ends']).toBe('fails');
});

test('a model in which nothing is left has no superposition to speak of', () => {
  const found = data(free, at(0.01, 10, 10, 1.2, 0.6), at(0.1, 0, 0, 3, 0));
  expect(verdicts(claims(found))).toEqual({
    'superposition-ends': 'fails',
    'at-a-higher-loss': 'fails',
    'by-dropping-features': 'fails',
    'first-onto-axes': 'fails',
  });
});

test('a loss within a tenth is not higher, and more features than dimensions are not dropped', () => {
  const found = verdicts(claims(data(free, at(0.1, 6, 0, 1.05, 1))));
  expect(found['superposition-ends']).toBe('holds');
  expect(found['at-a-higher-loss']).toBe('fails');
  expect(found['by-dropping-features']).toBe('fails');
});

test('each start by itself is the spread of where superposition ends', () => {
  const both = (penalty: number, ...sharing: readonly number[]): AtPenalty => ({
    penalty,
    starts: sharing.map((each) => ({ represented: 4, sharing: each, loss: 1, alignment: 0.5 })),
  });
  const found = claims(data(both(0, 4, 4, 4), both(0.1, 0, 4, 0), both(0.2, 0, 0, 0), both(0.3, 0, 4, 0)));
  const { measured, verdict } = found.find(({ id }) => id === 'superposition-ends')!;
  expect(verdict).toBe('holds');
  expect(measured).toContain('none from λ = 0.1 on (in 2 of 3 starts from 0.1 to 0.1 on)');
  expect(measured).toContain('0 (0 to 4) at λ = 0.3');
});
