/** The claims on loss per dimension and per activation, on sums made by hand. */

import { expect, test } from 'vitest';
import { claims } from '../src/figures/activation-frequency/claims.js';
import type { FrequencyStart } from '../src/figures/activation-frequency/run.js';
import { verdicts } from './made.js';

const good: FrequencyStart = {
  featureProbability: 0.1,
  superposed: 9,
  perDimension: 0.06,
  alonePerDimension: 0.03,
  perActivation: 0.2,
  alonePerActivation: 0.3,
  use: 0.3,
};
const of = (...starts: FrequencyStart[]): Record<string, string> => verdicts(claims({ nHidden: 3, starts }));

test('more per dimension and less per activation hold in everything', () => {
  expect(new Set(Object.values(of(good)))).toEqual(new Set(['holds']));
});

test('one density at which it is otherwise is enough to fail', () => {
  const other = { ...good, featureProbability: 0.01, perDimension: 0.02, perActivation: 0.4, use: 0.01 };
  expect(new Set(Object.values(of(good, other)))).toEqual(new Set(['fails']));
});

test('models without superposition fail', () => {
  const none = {
    ...good,
    superposed: 0,
    perDimension: 0,
    alonePerDimension: 0,
    perActivation: 0,
    alonePerActivation: 0,
    use: 0,
  };
  expect(new Set(Object.values(of(none)))).toEqual(new Set(['fails']));
});
