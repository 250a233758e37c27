/** The claims on attacks, on sweeps made by hand. */

import { expect, test } from 'vitest';
import { claims } from '../src/figures/adversarial/claims.js';
import type { AdversarialData, AttackedStart } from '../src/figures/adversarial/run.js';
import { verdicts } from './made.js';

/** Densities with one start each: [features per dimension, fixed, per example]. */
function sweep(...rows: readonly (readonly [number, number, number])[]): AdversarialData {
  return {
    sweep: rows.map(([featuresPerDimension, fixed, perExample], k) => ({
      featureProbability: 0.1 ** k,
      epsilon: 0.1,
      starts: [{ featuresPerDimension, fixed, perExample } satisfies AttackedStart],
    })),
    polytopes: [
      { name: 'digon', featureProbability: 0.1, featuresPerDimension: 2, fixed: 2.3, perExample: 3.8 },
    ],
  };
}

test('vulnerability that rises fourfold with the features per dimension holds in everything', () => {
  const data = sweep([1, 1, 1], [2, 2.2, 2.5], [4, 4.4, 5]);
  expect(new Set(Object.values(verdicts(claims(data))))).toEqual(new Set(['holds']));
});

test('a rise of three exactly is not more than threefold', () => {
  const found = verdicts(claims(sweep([1, 1, 1], [3, 3, 3])));
  expect(found['rises-fixed']).toBe('fails');
  expect(found['rises-per-example']).toBe('fails');
});

test('vulnerability that departs from 1/D* differs, and exact values stand beside it', () => {
  const data = sweep([1, 1, 1], [4, 4, 4], [6, 0.5, 40]);
  const found = claims(data);
  expect(verdicts(found)).toMatchObject({ 'tracks-fixed': 'differs', 'tracks-per-example': 'differs' });
  expect(found.find(({ id }) => id === 'tracks-fixed')!.note).toContain('digon 2.3 at 1−S = 0.1 (2 features');
});

test('the spread of that is the factor of each start by itself', () => {
  const starts = (...fixed: readonly number[]): readonly AttackedStart[] =>
    fixed.map((each) => ({ featuresPerDimension: 1, fixed: each, perExample: each }));
  const { polytopes } = sweep();
  const [dense, sparse] = [1, 0.1].map((featureProbability) => ({ featureProbability, epsilon: 0.1 }));
  const found = claims({
    sweep: [
      { ...dense!, starts: starts(1, 1, 1) },
      { ...sparse!, starts: starts(1.2, 2, 1.1) },
    ],
    polytopes,
  }).find(({ id }) => id === 'tracks-fixed')!;
  expect(found.verdict).toBe('holds');
  expect(found.measured).toContain('1.2 (1.1 to 2 over 3 starts)');
});

test('the rise is taken at the density where it is largest', () => {
  const found = claims(sweep([1, 1, 1], [4, 5, 5], [5, 0.5, 2])).find(({ id }) => id === 'rises-fixed')!;
  expect(found.verdict).toBe('holds');
  expect(found.measured).toContain('1−S = 0.1');
});
