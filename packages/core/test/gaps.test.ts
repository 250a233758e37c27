// Samples drawn by the gaps between active features: the law of the gaps and of x, the rule, the edges.

import { describe, expect, test } from 'vitest';
import {
  activityOf,
  BatchSampler,
  drawScheme,
  gapRuleOf,
  GAPS_BELOW,
  logFloat32,
  resolveRun,
  type ResolvedRun,
  type RunSpec,
} from '@toymodels/core';
import { smallRun } from './helpers.js';

/** A run of one instance; more than the 256 samples of a chunk in every batch below. */
function runOf(
  featureProbability: number | readonly number[],
  data: Partial<RunSpec['data']> = {},
  training: RunSpec['training'] = {},
): ResolvedRun {
  const nFeatures = typeof featureProbability === 'number' ? 4 : featureProbability.length;
  return resolveRun(
    smallRun({
      model: { nFeatures },
      data: { featureProbability: featureProbability, ...data },
      training,
    }),
  );
}

describe('logFloat32', () => {
  test('has relative error below 1e-7 on the draws, the largest and the smallest included', () => {
    for (let k = 1; k < 2 ** 24; k += k < 1000 || k > 2 ** 24 - 2000 ? 2 : 1998) {
      const u = k * 2 ** -24;
      expect(Math.abs(logFloat32(u) / Math.log(u) - 1)).toBeLessThan(1e-7);
    }
  });

  test('is a float32 number and exact at 1', () => {
    expect(logFloat32(1)).toBe(0);
    expect(Math.fround(logFloat32(0.3))).toBe(logFloat32(0.3));
  });
});

describe('the rule', () => {
  test('draws gaps for iid samples of independent features below the threshold', () => {
    const below = GAPS_BELOW * (1 - 1e-9);
    expect(drawScheme(runOf(below), 0)).toBe('gaps');
    expect(drawScheme(runOf(0), 0)).toBe('gaps');
    expect(drawScheme(runOf(GAPS_BELOW), 0)).toBe('per-feature');
    expect(drawScheme(runOf([below, below, GAPS_BELOW]), 0)).toBe('per-feature');
    expect(drawScheme(runOf(below, { sets: [{ kind: 'correlated', features: [0, 1] }] }), 0)).toBe(
      'per-feature',
    );
  });

  test('asks of non-empty samples how often a feature is active in those', () => {
    const scheme = (p: readonly number[]): string => drawScheme(runOf(p, {}, { sampling: 'non-empty' }), 0);
    const equal = (n: number, p: number): number[] => Array<number>(n).fill(p);
    // One of eight is active at least.
    expect(scheme(equal(8, 0.001))).toBe('per-feature');
    expect(scheme(equal(9, 0.001))).toBe('gaps');
    // p / (1 - (1 - p)^20) is 0.12 at p = 0.1077.
    expect(scheme(equal(20, 0.107))).toBe('gaps');
    expect(scheme(equal(20, 0.109))).toBe('per-feature');
    expect(scheme([...equal(100, 0.001), 0.012])).toBe('gaps');
    expect(scheme([...equal(100, 0.001), 0.02])).toBe('per-feature');
    // Gaps that float32 would have to cut.
    expect(scheme(equal(20, 2 ** -15))).toBe('gaps');
    expect(scheme(equal(20, 2 ** -15 - 1e-12))).toBe('per-feature');
    expect(() => scheme(equal(20, 0))).toThrow('no non-empty samples');
  });

  test('is applied instance by instance, and evaluation samples are drawn feature by feature', () => {
    const run = resolveRun(
      smallRun({
        instances: { count: 2, featureProbability: [0.5, 0.05] },
        training: { restarts: { count: 2 } },
      }),
    );
    expect([0, 1, 2, 3].map((index) => new BatchSampler(run, index).scheme)).toEqual([
      'per-feature',
      'per-feature',
      'gaps',
      'gaps',
    ]);
    expect(new BatchSampler(run, 2, 'evaluation').scheme).toBe('per-feature');
  });
});

const N = 60_000;

/** 4.5 standard errors of a mean of N draws with this variance. */
const bound = (variance: number): number => 4.5 * Math.sqrt(variance / N);

/** Each feature of x, [sample, feature], is active with its probability and then uniform in [0, 1]: E x^k = p / (k + 1). */
function expectUniformWhenActive(x: Float32Array, p: readonly number[]): void {
  p.forEach((probability, i) => {
    const moments = [0, 0, 0];
    for (let s = 0; s < N; s++) {
      const value = x[s * p.length + i]!;
      moments[0]! += value !== 0 ? 1 / N : 0;
      moments[1]! += value / N;
      moments[2]! += value ** 2 / N;
      expect(value >= 0 && value <= 1).toBe(true);
    }
    moments.forEach((moment, k) => {
      const expected = probability / (k + 1);
      const variance = probability / (2 * k + 1) - expected ** 2;
      expect(Math.abs(moment - expected)).toBeLessThanOrEqual(bound(variance));
    });
  });
}

describe('samples drawn by gaps', () => {
  test.each([
    ['equal', [0.06, 0.06, 0.06, 0.06, 0.06]],
    ['unequal', [0.09, 0.004, 0.03, 0, 0.0899]],
  ])('are active with probability p and uniform then, feature by feature: %s probabilities', (_, p) => {
    const x = new BatchSampler(runOf(p), 0).batch(0, N);
    expectUniformWhenActive(x, p);
  });

  test('are uniform on [-1, 1] in the signed range', () => {
    const x = new BatchSampler(runOf(0.08, { range: 'signed' }), 0).batch(3, N);
    let [sum, squares] = [0, 0];
    for (const value of x) {
      sum += value / x.length;
      squares += value ** 2 / x.length;
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
    }
    expect(Math.abs(sum)).toBeLessThan(bound(0.08 / 3) / 2);
    expect(Math.abs(squares - 0.08 / 3)).toBeLessThan(bound(0.08 / 5) / 2);
  });

  test('of different features are independent, and so are neighbouring samples', () => {
    const p = 0.09;
    const x = new BatchSampler(runOf([p, p, p]), 0).batch(1, N);
    // The same sample; the next sample of the chunk; the next sample of the same lane.
    for (const apart of [2, 3, 5, 12]) {
      let both = 0;
      for (let at = 0; at + apart < x.length; at += 3) both += x[at] !== 0 && x[at + apart] !== 0 ? 1 / N : 0;
      expect(Math.abs(both - p * p)).toBeLessThan(bound(p * p * (1 - p * p)));
    }
  });

  test('leave gaps of geometric length along a lane: chi-square within 4.5 standard deviations', () => {
    const p = 0.05;
    const n = 7;
    const x = new BatchSampler(runOf(Array<number>(n).fill(p)), 0).batch(2, N);
    const bins = new Float64Array(60);
    let total = 0;
    for (let start = 0; start + 256 <= N; start += 256) {
      for (let lane = 0; lane < 4; lane++) {
        let last = -1;
        for (let cell = 0; cell < 64 * n; cell++) {
          const sample = start + lane + 4 * Math.floor(cell / n);
          if (x[sample * n + (cell % n)] === 0) continue;
          // Only gaps that every position of their beginning could have shown.
          if (last + 1 <= 64 * n - bins.length) {
            bins[Math.min(bins.length - 1, cell - last - 1)]! += 1;
            total++;
          }
          last = cell;
        }
        if (last + 1 <= 64 * n - bins.length) {
          bins[bins.length - 1]! += 1;
          total++;
        }
      }
    }
    const expected = (g: number): number => (g < bins.length - 1 ? p * (1 - p) ** g : (1 - p) ** g) * total;
    const chiSquare = bins.reduce((sum, count, g) => sum + (count - expected(g)) ** 2 / expected(g), 0);
    const freedom = bins.length - 1;
    expect(Math.abs(chiSquare - freedom)).toBeLessThan(4.5 * Math.sqrt(2 * freedom));
  });

  test('are as often empty as independent features are', () => {
    const p = 0.02;
    const n = 20;
    const x = new BatchSampler(runOf(Array<number>(n).fill(p)), 0).batch(0, N);
    let empty = 0;
    for (let s = 0; s < N; s++)
      empty += x.subarray(s * n, s * n + n).every((value) => value === 0) ? 1 / N : 0;
    const expected = (1 - p) ** n;
    expect(Math.abs(empty - expected)).toBeLessThan(bound(expected * (1 - expected)));
  });

  test('of a smaller batch are the beginning of a larger one, chunks and lanes included', () => {
    const sampler = new BatchSampler(runOf(0.05), 0);
    for (const size of [1, 2, 3, 255, 257, 299]) {
      expect(sampler.batch(0, 300).subarray(0, 4 * size)).toEqual(sampler.batch(0, size));
    }
  });

  test('are another stream for each step, instance and restart', () => {
    const run = resolveRun(
      smallRun({
        data: { featureProbability: 0.05 },
        instances: { count: 2 },
        training: { restarts: { count: 2 } },
      }),
    );
    const batches = [
      [0, 0],
      [0, 1],
      [1, 0],
      [2, 0],
    ].map(([index, step]) => String(new BatchSampler(run, index!).batch(step!, 300)));
    expect(new Set(batches).size).toBe(4);
  });
});

describe('non-empty samples drawn by gaps', () => {
  const cases: [string, readonly number[]][] = [
    ['equal', Array<number>(20).fill(0.03)],
    ['very small', Array<number>(14).fill(2 ** -14)],
    ['unequal', [0.004, ...Array.from({ length: 29 }, (_, i) => (i === 7 ? 0 : 0.02 / (1 + (i % 5)))), 0.01]],
  ];
  const sampled = (p: readonly number[], data: Partial<RunSpec['data']> = {}): Float32Array => {
    const sampler = new BatchSampler(runOf(p, data, { sampling: 'non-empty' }), 0);
    expect(sampler.scheme).toBe('gaps');
    return sampler.batch(0, N);
  };
  const someActive = (p: readonly number[]): number => p.reduce((some, each) => some + (1 - some) * each, 0);

  test.each(cases)('are active with probability p / P(x != 0) and uniform then: %s probabilities', (_, p) => {
    expectUniformWhenActive(
      sampled(p),
      p.map((each) => each / someActive(p)),
    );
  });

  test.each(cases)(
    'have as many active features as they should, and never none: %s probabilities',
    (_, p) => {
      const x = sampled(p);
      const counts = Array<number>(p.length + 1).fill(0);
      for (let s = 0; s < N; s++) {
        counts[x.subarray(s * p.length, (s + 1) * p.length).filter((value) => value !== 0).length]! += 1 / N;
      }
      // The law of the number of active features, feature after feature; then given that it is not 0.
      let law = [1];
      for (const each of p) {
        law = [...law, 0].map((share, k) => share * (1 - each) + (law[k - 1] ?? 0) * each);
      }
      counts.forEach((share, k) => {
        const expected = k === 0 ? 0 : law[k]! / someActive(p);
        expect(Math.abs(share - expected)).toBeLessThanOrEqual(
          bound(expected * (1 - expected)) + (k > 2 ? 1 / N : 0),
        );
      });
    },
  );

  test.each(cases)('have the first active feature where it should be: %s probabilities', (_, p) => {
    const x = sampled(p);
    const first = Array<number>(p.length).fill(0);
    for (let s = 0; s < N; s++) {
      first[x.subarray(s * p.length, (s + 1) * p.length).findIndex((value) => value !== 0)]! += 1 / N;
    }
    let none = 1;
    p.forEach((each, i) => {
      const expected = (none * each) / someActive(p);
      none *= 1 - each;
      expect(Math.abs(first[i]! - expected)).toBeLessThanOrEqual(bound(expected * (1 - expected)));
    });
  });

  test('do not depend on their neighbours in the batch and in their lane', () => {
    const p = 0.03;
    const n = 20;
    const x = sampled(Array<number>(n).fill(p));
    const probability = p / someActive(Array<number>(n).fill(p));
    for (const apart of [1, 4]) {
      for (const feature of [0, 1, n - 1]) {
        let both = 0;
        for (let s = 0; s + apart < N; s++) {
          both += x[s * n + n - 1] !== 0 && x[(s + apart) * n + feature] !== 0 ? 1 / N : 0;
        }
        expect(Math.abs(both - probability ** 2)).toBeLessThan(bound(probability ** 2));
      }
    }
  });

  test('are uniform on [-1, 1] in the signed range', () => {
    const p = Array<number>(12).fill(0.01);
    const x = sampled(p, { range: 'signed' });
    const mean = x.reduce((sum, value) => sum + value / x.length, 0);
    const squares = x.reduce((sum, value) => sum + value ** 2 / x.length, 0);
    const share = 0.01 / someActive(p);
    expect(Math.abs(mean)).toBeLessThan(bound(share / 3));
    expect(Math.abs(squares - share / 3)).toBeLessThan(bound(share / 5));
    expect(x.some((value) => value < 0)).toBe(true);
  });

  test.each(cases)('of a smaller batch are the beginning of a larger one: %s probabilities', (_, p) => {
    const sampler = new BatchSampler(runOf(p, {}, { sampling: 'non-empty' }), 0);
    for (const size of [1, 2, 3, 255, 257, 299]) {
      expect(sampler.batch(0, 300).subarray(0, p.length * size)).toEqual(sampler.batch(0, size));
    }
  });
});

describe('probabilities that draws can hardly express', () => {
  test('below 2^-24 the rate of active features is still p', () => {
    const p = 2e-8;
    const n = 4096;
    const run = resolveRun(smallRun({ model: { nFeatures: n }, data: { featureProbability: p } }));
    const sampler = new BatchSampler(run, 0);
    let active = 0;
    const nSteps = 60;
    for (let step = 0; step < nSteps; step++)
      active += sampler.batch(step, 1024).filter((value) => value !== 0).length;
    const expected = nSteps * 1024 * n * p;
    expect(Math.abs(active - expected)).toBeLessThan(4.5 * Math.sqrt(expected));
  });

  test.each([0, 5e-324, 1e-39, 1e-30, 1e-17])(
    'features of probability %d are never active, and never NaN',
    (p) => {
      for (const range of ['unit', 'signed'] as const) {
        const x = new BatchSampler(runOf(p, { range }), 0).batch(0, 4096);
        expect(x.every((value) => value === 0)).toBe(true);
        const beside = new BatchSampler(runOf([p, 0.5], { range }), 0).batch(0, 4096);
        expect(beside.every((value, at) => (at % 2 === 0 ? value === 0 : Math.abs(value) <= 1))).toBe(true);
      }
    },
  );

  test.each([5e-324, 1e-39, 2 ** -26, 2 ** -25, 2 ** -24, 1e-7])(
    'all numbers that come of p = %d are finite',
    (p) => {
      const run = runOf([p, 0.01]);
      const { scale, threshold, inverse } = gapRuleOf(run, 0);
      const rules = [activityOf(run, 0, 'iid'), activityOf(run, 0, 'non-empty')];
      const numbers = [scale, ...threshold, ...inverse].concat(
        ...rules.map((rule) => [
          ...rule.threshold,
          ...rule.scale,
          ...rule.firstThreshold,
          ...rule.firstScale,
        ]),
      );
      expect(numbers.every((value) => Number.isFinite(value))).toBe(true);
      // 2^-24 is one draw of 2^24, half of it rounds up to that, less is never.
      expect(rules[0]!.threshold[0]! > 0).toBe(p >= 2 ** -25);
    },
  );
});
