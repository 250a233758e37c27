/** The claims on training with attacks, on numbers made by hand. */

import { expect, test } from 'vitest';
import { claims, end } from '../src/figures/adversarial-training/claims.js';
import type { AdversarialTrainingData, RobustStart } from '../src/figures/adversarial-training/run.js';
import { rankCorrelation } from '../src/shared/rank-correlation.js';
import { verdicts } from './made.js';

type Row = readonly [
  length: number,
  featuresPerDimension: number,
  represented: number,
  sharing: number,
  loss: number,
  vulnerability: number,
];

/** Lengths with starts that are alike, but for the last two starts if others are given for them. */
function data(rows: readonly Row[], last: readonly Row[] = rows): AdversarialTrainingData {
  const start = (row: Row): RobustStart => {
    const [, featuresPerDimension, represented, sharing, loss, vulnerability] = row;
    return {
      featuresPerDimension,
      represented,
      sharing,
      loss,
      fixed: vulnerability,
      perExample: 5 * vulnerability,
    };
  };
  return {
    nHidden: 5,
    meanInputNorm: 1,
    lengths: rows.map((row, k) => ({
      length: row[0],
      starts: [row, row, row, last[k]!, last[k]!].map(start),
    })),
  };
}

const GOES: readonly Row[] = [
  [0, 4, 20, 20, 1, 3],
  [0.4, 2, 10, 10, 1.2, 1.5],
  [0.8, 1, 5, 0, 1.5, 0.8],
  [1.6, 0.5, 0, 0, 2, 0.3],
];

test('superposition that falls, goes at 0.8 and leaves five features holds in everything', () => {
  const found = data(GOES);
  expect(Object.values(verdicts(claims(found)))).toEqual(new Array(6).fill('holds'));
  expect(end(found)!.length).toBe(0.8);
});

test('superposition that goes at small attacks, or never, does not go at very large ones', () => {
  const early = data(GOES.map((row, k): Row => (k === 1 ? [0.4, 2, 5, 0, 1.2, 1.5] : row)));
  expect(end(early)!.length).toBe(0.4);
  expect(verdicts(claims(early))['goes-when-very-large']).toBe('fails');
  const never = data(GOES.map(([length, , , , loss]): Row => [length, 4, 20, 20, loss, 3]));
  expect(end(never)).toBeUndefined();
  expect(verdicts(claims(never))).toEqual({
    'superposition-falls': 'fails',
    'goes-when-very-large': 'fails',
    'leaves-features': 'fails',
    'at-a-price': 'holds',
    'robust-fixed': 'fails',
    'robust-per-example': 'fails',
  });
});

test('superposition that takes every feature with it leaves none', () => {
  const found = data(GOES.map((row, k): Row => (k === 2 ? [0.8, 1, 0, 0, 1.5, 0.8] : row)));
  expect(verdicts(claims(found))['leaves-features']).toBe('fails');
});

test('a loss within a tenth is no price', () => {
  const found = data(GOES.map((row): Row => [row[0], row[1], row[2], row[3], 1 + row[0] / 10, row[5]]));
  expect(verdicts(claims(found))['at-a-price']).toBe('fails');
});

test('models that get more vulnerable the less superposition they have are not robust', () => {
  const found = data(GOES.map((row): Row => [row[0], row[1], row[2], row[3], row[4], 1 + row[0]]));
  expect(verdicts(claims(found))).toMatchObject({ 'robust-fixed': 'fails', 'robust-per-example': 'fails' });
});

test('the median of the starts decides, and the others are told', () => {
  const late = GOES.map((row, k): Row => (k === 2 ? [0.8, 1, 8, 4, 1.5, 0.8] : row));
  const found = claims(data(GOES, late)).find(({ id }) => id === 'goes-when-very-large')!;
  expect(found.verdict).toBe('holds');
  expect(found.measured).toContain('it ends in 5 of 5 starts, from 0.8 to 1.6');
});

test('the rank correlation is 1 and -1 for any rising and falling curve, 0 for none, and shares ranks of ties', () => {
  expect(rankCorrelation([1, 2, 3, 4], [1, 10, 11, 1000])).toBe(1);
  expect(rankCorrelation([1, 2, 3, 4], [0.1, -1, -1.5, -9])).toBe(-1);
  expect(rankCorrelation([1, 2, 3], [5, 5, 5])).toBe(0);
  // Ranks 1, 2.5, 2.5, 4 and 2, 1, 3, 4: 3 / sqrt(4.5 * 5).
  expect(rankCorrelation([1, 2, 2, 4], [3, 1, 4, 5])).toBeCloseTo(3 / Math.sqrt(22.5), 14);
});
