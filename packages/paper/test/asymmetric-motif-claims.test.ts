/** The claims on the asymmetric motif, on counts made by hand. */

import { expect, test } from 'vitest';
import { claims } from '../src/figures/asymmetric-motif/claims.js';
import type { MotifData, MotifShape } from '../src/figures/asymmetric-motif/run.js';
import { verdicts } from './made.js';

const motif: MotifShape = { asymmetry: 2, opposite: true, inhibition: 1 };
const costs = [
  { asymmetry: 1, inhibited: 1, sharing: 2 },
  { asymmetry: 2, inhibited: 1 / 16, sharing: 16 },
];

function data(motifs: readonly (readonly MotifShape[])[], change: Partial<MotifData> = {}): MotifData {
  const starts = motifs.map((each) => ({ featureProbability: 0.1, loss: 1, motifs: each, shuffled: 0.2 }));
  return { starts, costs, cutWithPairs: 15.8, ...change };
}

const of = (...given: Parameters<typeof data>): Record<string, string> => verdicts(claims(data(...given)));
const many = (shape: MotifShape): MotifShape[] => new Array<MotifShape>(6).fill(shape);

test('motifs as in the paper hold in everything', () => {
  expect(new Set(Object.values(of([many(motif), many(motif)])))).toEqual(new Set(['holds']));
});

test('models without a motif fail in all that asks for one', () => {
  expect(of([[], []])).toEqual({
    'motif-found': 'fails',
    'not-by-chance': 'fails',
    'asymmetry-of-two': 'fails',
    'opposite-sides': 'fails',
    'inhibition-makes-it-pay': 'holds',
  });
});

test('half of the motifs on opposite sides is what chance gives', () => {
  const same = { ...motif, opposite: false };
  expect(of([[...many(motif), ...many(same), motif]])['opposite-sides']).toBe('fails');
});

test('an asymmetry of three is not about two', () => {
  expect(of([many({ ...motif, asymmetry: 3 })])['asymmetry-of-two']).toBe('fails');
});

test('as many motifs in shuffled models are chance', () => {
  const shuffled = { starts: [{ featureProbability: 0.1, loss: 1, motifs: many(motif), shuffled: 3 }] };
  expect(of([], shuffled)['not-by-chance']).toBe('fails');
});

test('starts that have more motifs than chance by themselves are counted', () => {
  const found = claims(data([many(motif), [], [motif]])).find(({ id }) => id === 'not-by-chance')!;
  expect(found).toMatchObject({
    verdict: 'holds',
    measured: '7 motifs, 0.6 by chance, in 3 starts; so in 2 of them',
  });
});

test('a cut of fifteen is not sixteen', () => {
  const weak = [costs[0]!, { ...costs[1]!, inhibited: 1 / 15 }];
  expect(of([many(motif)], { costs: weak })['inhibition-makes-it-pay']).toBe('fails');
});
