/** The claims on learned dictionaries, on matches made by hand. */

import { expect, test } from 'vitest';
import { claims } from '../src/figures/overcomplete-basis/claims.js';
import type { DictionaryStart } from '../src/figures/overcomplete-basis/run.js';
import { verdicts } from './made.js';

const start = (
  featureProbability: number,
  mean: number,
  random: number,
  represented = 20,
): DictionaryStart => ({
  featureProbability,
  represented,
  cosines: [mean],
  mean,
  random,
  explained: 0.9,
});
const of = (...starts: DictionaryStart[]): Record<string, string> =>
  verdicts(claims({ nFeatures: 20, nHidden: 8, starts }));

test('features that are found where they are sparse hold in everything', () => {
  expect(of(start(0.3, 0.8, 0.6), start(0.01, 0.99, 0.6))).toEqual({
    'features-recovered': 'holds',
    'easier-when-sparser': 'holds',
    'not-by-chance': 'holds',
  });
});

test('a dictionary no better than a random one recovers nothing', () => {
  expect(of(start(0.3, 0.65, 0.6), start(0.01, 0.65, 0.6))).toEqual({
    'features-recovered': 'fails',
    'easier-when-sparser': 'fails',
    'not-by-chance': 'fails',
  });
});

test('eight features in eight dimensions are no overcomplete basis', () => {
  expect(of(start(0.3, 0.8, 0.6), start(0.01, 0.99, 0.6, 8))['features-recovered']).toBe('fails');
});

test('medians stand with the range of single starts', () => {
  const starts = [
    start(0.3, 0.8, 0.6),
    start(0.3, 0.9, 0.6),
    start(0.01, 0.99, 0.6),
    start(0.01, 0.97, 0.9, 18),
  ];
  const found = claims({ nFeatures: 20, nHidden: 8, starts });
  const measured = (id: string): string => found.find((each) => each.id === id)!.measured;
  expect(measured('features-recovered')).toContain(
    '(0.97 to 0.99 over 2 starts) with 20 (18 to 20) features',
  );
  expect(measured('not-by-chance')).toContain('(0.07 to 0.2 over 2 starts)');
});
