import {
  coherence,
  fitGrowth,
  largestPacking,
  optimisePacking,
  randomPacking,
  rejectionPacking,
  welchBound,
  welchCount,
  type Packing,
} from '@toymodels/analysis';
import { InvalidArgumentError, RandomStream, ShapeError, streamKey } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import { polygon, simplex, viewOf } from './sets.js';

const stream = (seed: number): RandomStream => new RandomStream(streamKey(seed, 'general'));

const expectUnit = ({ weights, nFeatures, nHidden }: Packing): void => {
  expect(weights.length).toBe(nFeatures * nHidden);
  for (let i = 0; i < nFeatures; i++) {
    expect(Math.hypot(...weights.subarray(i * nHidden, (i + 1) * nHidden))).toBeCloseTo(1, 12);
  }
};

describe('coherence', () => {
  test('of simplices is the Welch bound, of a pentagon cos 36 degrees', () => {
    for (const k of [2, 3, 6])
      expect(coherence(viewOf(simplex(k))).value).toBeCloseTo(welchBound(k + 1, k), 12);
    const found = coherence(
      viewOf([
        [0, 0],
        [0.1, 0],
        [5, 5],
        [0, 2],
      ]),
    );
    expect(found.value).toBeCloseTo(Math.SQRT1_2, 12);
    expect(found.pair).toEqual([1, 2]);
    expect(coherence(viewOf(polygon(5))).value).toBeCloseTo(Math.cos(Math.PI / 5), 12);
  });

  test('of fewer than two vectors is 0 without a pair', () => {
    expect(coherence(viewOf([[1]]))).toEqual({ value: 0 });
    expect(coherence(viewOf([[1], [0]]))).toEqual({ value: 0, pair: [0, 1] });
  });

  test('the Welch count is the largest n whose bound is within epsilon', () => {
    for (const [d, epsilon] of [
      [2, 0.5],
      [3, 1 / 3],
      [10, 0.25],
      [50, 0.1],
      [7, 0.3],
    ] as const) {
      const n = welchCount(d, epsilon);
      expect(welchBound(n, d)).toBeLessThanOrEqual(epsilon + 1e-9);
      expect(welchBound(n + 1, d)).toBeGreaterThan(epsilon + 1e-9);
    }
    expect(welchCount(2, 0.5)).toBe(3);
    expect(welchCount(4, 0.5)).toBe(Infinity);
    expect(welchCount(5, 0)).toBe(5);
    expect(welchBound(3, 5)).toBe(0);
    for (const bad of [-0.1, 1, Number.NaN]) expect(() => welchCount(2, bad)).toThrow(InvalidArgumentError);
    expect(() => welchBound(0, 1)).toThrow(InvalidArgumentError);
  });
});

describe('random packings', () => {
  test('are unit vectors whose squared cosines average 1/d', () => {
    const packing = randomPacking(200, 25, stream(1));
    expectUnit(packing);
    let sum = 0;
    for (let i = 1; i < 200; i++) {
      let dot = 0;
      for (let h = 0; h < 25; h++) dot += packing.weights[h]! * packing.weights[i * 25 + h]!;
      sum += dot * dot;
    }
    // var(cos^2) = 2 (d - 1) / (d^2 (d + 2)): 0.0022 a pair, sigma of the mean 0.0038.
    expect(Math.abs(sum / 199 - 1 / 25)).toBeLessThan(4 * 0.0038);
    expect(randomPacking(3, 4, stream(2)).weights).toEqual(randomPacking(3, 4, stream(2)).weights);
  });

  test('by rejection keep to epsilon, never pass the Welch count, and stop at their limit', () => {
    for (const [d, epsilon] of [
      [3, 0.5],
      [8, 0.3],
      [20, 0.3],
      [60, 0.3],
    ] as const) {
      const packing = rejectionPacking(d, epsilon, stream(d));
      expectUnit(packing);
      expect(coherence(packing).value).toBeLessThan(epsilon);
      expect(packing.nFeatures).toBeLessThanOrEqual(welchCount(d, epsilon));
      expect(packing.ended).toBe('full');
    }
    const limited = rejectionPacking(60, 0.3, stream(60), { maxVectors: 7 });
    expect([limited.nFeatures, limited.ended]).toEqual([7, 'limit']);
    expect(rejectionPacking(1, 1, stream(1), { patience: 3 }).nFeatures).toBe(1);
  });

  test('hold more with patience, and exponentially more in more dimensions', () => {
    const dimensions = [15, 30, 45, 60, 75];
    const impatient = dimensions.map((d) => rejectionPacking(d, 0.35, stream(d), { patience: 1 }).nFeatures);
    const counts = dimensions.map((d) => rejectionPacking(d, 0.35, stream(d), { patience: 30 }).nFeatures);
    counts.forEach((count, k) => expect(count).toBeGreaterThan(impatient[k]!));
    const { exponential, better } = fitGrowth(dimensions, counts);
    expect(better).toBe('exponential');
    expect(exponential.rSquared).toBeGreaterThan(0.97);
    // Above exp(d eps^2 / 4), the first collision; a packing holds about 1 / P(|cos| > eps) vectors, which grows like
    // sqrt(d) (1 - eps^2)^(-d/2): a rate of -log(1 - eps^2) / 2 + 1 / (2 d), here at the middle d.
    expect(exponential.rate).toBeGreaterThan(0.35 ** 2 / 4);
    expect(Math.abs(exponential.rate - (-Math.log(1 - 0.35 ** 2) / 2 + 1 / 90))).toBeLessThan(0.01);
  });

  test('refuse sizes that are none', () => {
    for (const bad of [0, 1.5, Number.NaN]) {
      expect(() => randomPacking(bad, 2, stream(1))).toThrow(InvalidArgumentError);
      expect(() => rejectionPacking(bad, 0.5, stream(1))).toThrow(InvalidArgumentError);
      expect(() => rejectionPacking(2, 0.5, stream(1), { patience: bad })).toThrow(InvalidArgumentError);
    }
    for (const epsilon of [0, -1, Number.NaN, 1.1])
      expect(() => rejectionPacking(2, epsilon, stream(1))).toThrow(InvalidArgumentError);
    expect(() => rejectionPacking(2, 0.5, stream(1), { limit: 1 } as object)).toThrow(InvalidArgumentError);
  });
});

describe('optimised packings', () => {
  // Equiangular tight frames reach the Welch bound: 3 lines in the plane, 6 in space, 16 in R^6, 28 in R^7.
  test.each([
    [3, 2],
    [4, 3],
    [6, 3],
    [16, 6],
    [28, 7],
  ])('%d lines in R^%d come within 0.001 of the Welch bound', (n, d) => {
    const packing = optimisePacking(n, d, stream(1));
    expectUnit(packing);
    expect(packing.coherence).toBeLessThan(welchBound(n, d) + 1e-3);
    expect(packing.coherence).toBeGreaterThan(welchBound(n, d) - 1e-12);
    expect(packing.coherence).toBe(coherence(packing).value);
  });

  test('of up to d vectors become orthogonal, single ones are left alone', () => {
    expect(optimisePacking(5, 8, stream(3)).coherence).toBeLessThan(2e-3);
    expect(optimisePacking(1, 3, stream(3)).coherence).toBe(0);
  });

  test('hold more vectors than random ones, all within epsilon', () => {
    const best = largestPacking(12, 0.3, stream(1), { steps: 200 });
    expectUnit(best);
    expect(coherence(best).value).toBeLessThan(0.3);
    expect(best.ended).toBe('full');
    expect(best.nFeatures).toBeGreaterThan(3 * rejectionPacking(12, 0.3, stream(1)).nFeatures);
    expect(largestPacking(12, 0.3, stream(1), { steps: 200, maxVectors: 20 })).toMatchObject({
      nFeatures: 20,
      ended: 'limit',
    });
  });

  test('in one dimension hold one vector, and stop at the Welch count', () => {
    expect(largestPacking(1, 0.5, stream(1)).nFeatures).toBe(1);
    expect(largestPacking(3, 0.34, stream(1)).nFeatures).toBe(welchCount(3, 0.34));
    for (const epsilon of [0, 1, Number.NaN])
      expect(() => largestPacking(3, epsilon, stream(1))).toThrow(InvalidArgumentError);
    expect(() => optimisePacking(2, 2, stream(1), { steps: 0 })).toThrow(InvalidArgumentError);
  });
});

describe('growth', () => {
  test('of exact laws is recovered: 3 exp(0.2 d) and 2 d^1.5', () => {
    const d = [10, 20, 35, 50];
    const { exponential, better } = fitGrowth(
      d,
      d.map((x) => 3 * Math.exp(0.2 * x)),
    );
    expect([exponential.rate, exponential.prefactor, exponential.rSquared, exponential.rateError]).toEqual([
      expect.closeTo(0.2, 10),
      expect.closeTo(3, 8),
      expect.closeTo(1, 10),
      expect.closeTo(0, 8),
    ]);
    expect(better).toBe('exponential');
    const other = fitGrowth(
      d,
      d.map((x) => 2 * x ** 1.5),
    );
    expect([other.power.rate, other.better]).toEqual([expect.closeTo(1.5, 10), 'power']);
  });

  test('the error of the rate is that of the textbook line', () => {
    // x = 0.., y = log N = 0, 1, 1: slope 1/2, residuals -1/6, 1/3, -1/6, s^2 = 1/6, sxx = 2.
    const { exponential } = fitGrowth([1, 2, 3], [1, Math.E, Math.E]);
    expect(exponential.rate).toBeCloseTo(0.5, 12);
    expect(exponential.rateError).toBeCloseTo(Math.sqrt(1 / 12), 12);
    expect(exponential.rSquared).toBeCloseTo(0.75, 12);
    expect(fitGrowth([1, 2], [5, 5]).exponential).toEqual({
      rate: 0,
      prefactor: expect.closeTo(5, 12),
      rSquared: 1,
      rateError: 0,
    });
  });

  test('lines through one dimension, or counts of 0, are refused', () => {
    expect(() => fitGrowth([3, 3], [1, 2])).toThrow(InvalidArgumentError);
    expect(() => fitGrowth([1, 2], [0, 2])).toThrow(InvalidArgumentError);
    expect(() => fitGrowth([1, 2], [1])).toThrow(ShapeError);
  });
});
