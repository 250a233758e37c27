/** The best of several starts, and how many single ones bear a claim out. */
import { expect, test } from 'vitest';
import { allKept, bestAndAll } from '../src/shared/best-start.js';
import { claim } from '../src/shared/claim.js';
import { ofMostStarts, overStarts } from '../src/shared/over-starts.js';
import { overStartsInWords, withRange } from '../src/shared/spread.js';
import { axis, made } from './made.js';

const texts = { id: 'long', statement: 'It is long.', method: 'Its length.', expected: 'above 1' };
const about = (length: number) => claim(texts, length > 1, String(length));

test('the verdict is that of the best start, single starts are counted beside it', () => {
  const all = [2, 0.5, 3].map(about);
  expect(overStarts(about(2), all)).toMatchObject({ verdict: 'holds', measured: '2; so in 2 of 3 starts' });
  expect(overStarts(about(0.5), all)).toMatchObject({
    verdict: 'fails',
    measured: '0.5; so in 2 of 3 starts',
  });
});

test('where none is selected, the verdict is that of more than half of the starts', () => {
  expect(ofMostStarts([0.5, 2, 3].map(about))).toMatchObject({
    verdict: 'holds',
    measured: '0.5 in the first; so in 2 of 3 starts',
  });
  expect(ofMostStarts([2, 0.5].map(about)).verdict).toBe('fails');
  expect(ofMostStarts([about(2)])).toMatchObject({
    verdict: 'holds',
    measured: '2 in the first; so in 1 of 1 start',
  });
});

test('the best start has the lowest loss of its instance, with its own history', () => {
  const start = (instance: number, restart: number, loss: number) =>
    made([axis(0, 2)], { instance, restart, loss });
  const models = [start(0, 0, 3), start(0, 1, 2), start(1, 0, 1), start(1, 1, 4)];
  const history = { step: [5], loss: [[30], [20], [10], [40]] };
  const { best, starts } = bestAndAll({ models, history });
  expect(best.models).toEqual([models[1], models[2]]);
  expect(best.history.loss).toEqual([[20], [10]]);
  expect(starts).toEqual([
    [models[0], models[2]],
    [models[1], models[3]],
  ]);
});

test('keeping all starts changes nothing else of a run', () => {
  const run = {
    model: { kind: 'linear', nFeatures: 2, nHidden: 1 },
    data: { featureProbability: 1 },
    training: { steps: 3, restarts: { count: 4, keep: 'best' } },
  } as const;
  expect(allKept(run)).toEqual({ ...run, training: { steps: 3, restarts: { count: 4, keep: 'all' } } });
});

test('a range is given where there are several starts', () => {
  expect(withRange(0.35, [0.4, 0.3])).toBe('0.35 (0.3 to 0.4)');
  expect(withRange(0.35, [0.35])).toBe('0.35');
  expect(overStartsInWords(2, [1, -3, 2])).toBe('2 (−3 to 2 over 3 starts)');
});
