import { describe, expect, test } from 'vitest';
import { activityOf, BatchSampler, resolveRun } from '@toymodels/core';
import { smallRun } from './helpers.js';

const N = 60_000;
/** 4.5 standard errors of a mean of N draws with this variance. */
const bound = (variance: number): number => 4.5 * Math.sqrt(variance / N);

function column(x: Float32Array, n: number, i: number): Float32Array {
  return x.filter((_, at) => at % n === i);
}

const mean = (values: Float32Array | readonly number[]): number =>
  (values as number[]).reduce((sum, v) => sum + v, 0) / values.length;

describe('iid samples', () => {
  test('are active with probability p and uniform on [0, 1] then, feature by feature', () => {
    const p = [1, 0.5, 0.03, 0];
    const run = resolveRun(smallRun({ data: { featureProbability: p } }));
    const x = new BatchSampler(run, 0).batch(0, N);
    p.forEach((probability, i) => {
      const values = column(x, 4, i);
      const active = values.filter((value) => value !== 0);
      expect(Math.abs(active.length / N - probability)).toBeLessThanOrEqual(
        bound(probability * (1 - probability)) + 2 ** -24,
      );
      expect(Math.abs(mean(values) - probability / 2)).toBeLessThanOrEqual(
        bound(probability / 3 - probability ** 2 / 4),
      );
      expect(Math.abs(mean(values.map((v) => v * v)) - probability / 3)).toBeLessThanOrEqual(
        bound(probability / 5),
      );
      expect(active.every((value) => value > 0 && value <= 1)).toBe(true);
    });
  });

  test('are uniform on [-1, 1] in the signed range', () => {
    const run = resolveRun(smallRun({ data: { featureProbability: 0.5, range: 'signed' } }));
    const values = column(new BatchSampler(run, 0).batch(3, N), 4, 2);
    expect(Math.abs(mean(values))).toBeLessThan(bound(0.5 / 3));
    expect(Math.abs(mean(values.map((v) => v * v)) - 0.5 / 3)).toBeLessThan(bound(0.5 / 5));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
  });

  test('of independent features are uncorrelated', () => {
    const run = resolveRun(smallRun({ data: { featureProbability: 0.3 } }));
    const x = new BatchSampler(run, 0).batch(1, N);
    const [a, b] = [column(x, 4, 0), column(x, 4, 3)];
    expect(Math.abs(mean(a.map((value, s) => (value - 0.15) * (b[s]! - 0.15))))).toBeLessThan(
      bound((0.1 - 0.0225) ** 2),
    );
  });
});

describe('sets', () => {
  test('correlated features are active together, with independent values', () => {
    const run = resolveRun(
      smallRun({ data: { featureProbability: 0.25, sets: [{ kind: 'correlated', features: [0, 2] }] } }),
    );
    const x = new BatchSampler(run, 0).batch(0, N);
    const [a, b] = [column(x, 4, 0), column(x, 4, 2)];
    const together = a.filter((value, s) => value !== 0 && b[s] !== 0).length;
    expect(a.filter((value) => value !== 0).length - together).toBeLessThan(10); // a value itself is 0 once in 2^24
    expect(Math.abs(together / N - 0.25)).toBeLessThan(bound(0.25 * 0.75));
    const products = a.map((value, s) => (value === 0 ? 0 : (value - 0.5) * (b[s]! - 0.5)));
    expect(Math.abs(mean(products))).toBeLessThan(bound(0.25 / 144));
  });

  test('of anticorrelated features exactly one is active, with probability p, each as often', () => {
    const run = resolveRun(
      smallRun({
        data: { featureProbability: 0.6, sets: [{ kind: 'anticorrelated', features: [1, 2, 3] }] },
      }),
    );
    const x = new BatchSampler(run, 0).batch(0, N);
    const counts = [0, 0, 0, 0];
    for (let s = 0; s < N; s++) {
      const active = [1, 2, 3].filter((i) => x[s * 4 + i] !== 0);
      counts[active.length]! += 1;
    }
    expect(counts[2]! + counts[3]!).toBe(0);
    expect(Math.abs(counts[1]! / N - 0.6)).toBeLessThan(bound(0.24));
    for (const i of [1, 2, 3]) {
      const values = column(x, 4, i).filter((value) => value !== 0);
      expect(Math.abs(values.length / N - 0.2)).toBeLessThan(bound(0.16));
      expect(Math.abs(mean(values) - 0.5)).toBeLessThan(4.5 * Math.sqrt(1 / 12 / values.length));
    }
  });
});

describe('non-empty samples', () => {
  const p = [0.02, 0.05, 0.01, 0.03];
  const run = resolveRun(smallRun({ data: { featureProbability: p }, training: { sampling: 'non-empty' } }));

  test('always have an active feature, and each with probability p / P(not empty)', () => {
    const x = new BatchSampler(run, 0).batch(0, N);
    const notEmpty = 1 - p.reduce((product, value) => product * (1 - value), 1);
    for (let s = 0; s < N; s++) expect(x.subarray(s * 4, s * 4 + 4).some((value) => value !== 0)).toBe(true);
    p.forEach((probability, i) => {
      const share = column(x, 4, i).filter((value) => value !== 0).length / N;
      const expected = probability / notEmpty;
      expect(Math.abs(share - expected)).toBeLessThan(bound(expected * (1 - expected)));
    });
  });

  test('carry weights that add up to one, exact where subtraction would not be', () => {
    const { emptyWeight, drawnWeight } = activityOf(run, 0, 'non-empty');
    expect(emptyWeight).toBeCloseTo(0.98 * 0.95 * 0.99 * 0.97, 15);
    expect(emptyWeight + drawnWeight).toBeCloseTo(1, 15);
    const rare = resolveRun(
      smallRun({ data: { featureProbability: 1e-17 }, training: { sampling: 'non-empty' } }),
    );
    expect(activityOf(rare, 0, 'non-empty').drawnWeight).toBeCloseTo(4e-17, 30);
  });

  test('are drawn from sets as from features', () => {
    const withSets = resolveRun(
      smallRun({
        data: {
          featureProbability: 0.01,
          sets: [
            { kind: 'correlated', features: [0, 1] },
            { kind: 'anticorrelated', features: [2, 3] },
          ],
        },
        training: { sampling: 'non-empty' },
      }),
    );
    const x = new BatchSampler(withSets, 0).batch(0, N);
    const shares = [0, 2, 3].map((i) => column(x, 4, i).filter((value) => value !== 0).length / N);
    const set = 0.01 / (0.01 + 0.99 * 0.01);
    expect(Math.abs(shares[0]! - set)).toBeLessThan(bound(set * (1 - set)));
    expect(Math.abs(shares[1]! - set / 2)).toBeLessThan(bound(set / 2));
    expect(Math.abs(shares[2]! - set / 2)).toBeLessThan(bound(set / 2));
  });
});

describe('streams', () => {
  const spec = smallRun({ instances: { count: 3 }, training: { restarts: { count: 2 } } });
  const run = resolveRun(spec);

  test('a batch is a function of seed, instance, restart and step alone', () => {
    const batch = new BatchSampler(run, 3).batch(7, 50);
    expect(new BatchSampler(run, 3).batch(7, 50)).toEqual(batch);
    const others = [
      new BatchSampler(run, 3).batch(8, 50),
      new BatchSampler(run, 2).batch(7, 50),
      new BatchSampler(run, 1).batch(7, 50),
    ];
    for (const other of others) expect(other).not.toEqual(batch);
  });

  test('instance 2 of 3 draws what a lone instance with first = 2 draws', () => {
    const alone = resolveRun({ ...spec, instances: { count: 1, first: 2 } });
    expect(new BatchSampler(alone, 1).batch(4, 30)).toEqual(new BatchSampler(run, 5).batch(4, 30));
  });

  test('a smaller batch is the beginning of a larger one, chunks included', () => {
    const sampler = new BatchSampler(run, 0);
    expect(sampler.batch(0, 300).subarray(0, 4 * 259)).toEqual(sampler.batch(0, 259));
  });

  test('restarts of an instance are evaluated on the same samples', () => {
    const [a, b, c] = [0, 1, 2].map((index) => new BatchSampler(run, index, 'evaluation').batch(0, 20));
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });
});
