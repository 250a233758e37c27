/** The claims of `nonlinear-compression`, `compressed-sensing-bound` and `compressed-sensing` on data made by hand. */

import { RandomStream, referenceBackend, streamKey } from '@toymodels/core';
import { compressedSensingDimensions, nonlinearCompressionError } from '@toymodels/theory';
import { describe, expect, test } from 'vitest';
import { binomialTail, claims as boundClaims } from '../src/figures/compressed-sensing-bound/claims.js';
import { matchingPursuit } from '../src/figures/compressed-sensing-bound/pursuit.js';
import { run as runBound } from '../src/figures/compressed-sensing-bound/run.js';
import { presets as boundPresets } from '../src/figures/compressed-sensing-bound/spec.js';
import { claims as sensingClaims } from '../src/figures/compressed-sensing/claims.js';
import type { SensedModel } from '../src/figures/compressed-sensing/run.js';
import { breakEven, claims as compressionClaims } from '../src/figures/nonlinear-compression/claims.js';
import type { NonlinearCompressionData } from '../src/figures/nonlinear-compression/run.js';
import { presets as compressionPresets } from '../src/figures/nonlinear-compression/spec.js';
import { verdicts } from './made.js';

describe('nonlinear compression', () => {
  const about = (value: number): number[] => [-2, -1, 0, 1, 2].map((k) => value + 1e-4 * k);
  const good: NonlinearCompressionData = {
    sampled: [{ steps: 3, ramp: 0.1, error: about(nonlinearCompressionError(3, 0.1)) }],
    linear: about(1 / 12),
  };
  const verdictsOf = (change: Partial<NonlinearCompressionData> = {}): Record<string, string> =>
    verdicts(compressionClaims({ ...good, ...change }, compressionPresets.quick));

  test('errors of the closed form hold; the other unit differs', () => {
    const { 'whatever-the-unit': unit, ...rest } = verdictsOf();
    expect(unit).toBe('differs');
    expect(new Set(Object.values(rest))).toEqual(new Set(['holds']));
  });

  test('other errors fail', () => {
    const found = verdictsOf({ sampled: [{ steps: 3, ramp: 0.1, error: about(0.09) }] });
    expect(found['beats-linear']).toBe('fails');
    expect(found['closed-form']).toBe('fails');
    expect(verdictsOf({ linear: about(0.09) })['linear-reference']).toBe('fails');
  });

  test('at the break-even ramp the code is as good as a linear one', () => {
    for (const steps of [2, 3, 10])
      expect(nonlinearCompressionError(steps, breakEven(steps))).toBeCloseTo(1 / 12, 10);
  });
});

describe('the bound of compressed sensing', () => {
  const spec = boundPresets.quick;
  const pointsOf = (dimensions: (k: number) => number) => ({
    points: [2, 8, 40].map((nActive) => ({
      featureProbability: nActive / spec.nFeatures,
      nActive,
      dimensions: [dimensions(nActive)],
    })),
  });
  const bound = (k: number): number => 1.5 * compressedSensingDimensions(spec.nFeatures, k / spec.nFeatures);
  const verdictsOf = (dimensions: (k: number) => number): Record<string, string> =>
    verdicts(boundClaims(pointsOf(dimensions), spec));

  test('a decoder that needs a constant times the bound holds', () => {
    expect(new Set(Object.values(verdictsOf(bound)))).toEqual(new Set(['holds']));
  });

  test('one that needs all dimensions, or the same for each active feature, fails', () => {
    expect(verdictsOf(() => 150)['decoder-scales-like-bound']).toBe('fails');
    expect(verdictsOf((k) => 3 * k)['logarithm-matters']).toBe('fails');
  });

  test('a binomial tail is that of the closed form', () => {
    // P(K > 1) for n = 3, p = 1/2
    expect(binomialTail(3, 0.5, 1)).toBeCloseTo(0.5, 12);
    expect(binomialTail(10, 0.1, 10)).toBeCloseTo(0, 12);
  });

  test('matching pursuit finds a sparse vector from enough dimensions, and not from too few', () => {
    const random = new RandomStream(streamKey(3, 'general'));
    const recover = (m: number): { support: number[]; exact: boolean } => {
      const columns = Float64Array.from({ length: 100 * m }, () => random.normal());
      const h = Float64Array.from({ length: m }, (_, j) => columns[7 * m + j]! + 0.5 * columns[42 * m + j]!);
      return matchingPursuit(columns, 100, h);
    };
    const found = recover(30);
    expect(found.exact).toBe(true);
    expect(found.support.toSorted((a, b) => a - b)).toEqual([7, 42]);
    expect(recover(2).support.toSorted((a, b) => a - b)).not.toEqual([7, 42]);
  });

  test('other columns that explain a vector are no recovery of it', async () => {
    // 30 of 100 are active. 35 dimensions are nearly always explained by 34 columns, which seldom are the right ones.
    const small = { seed: 0, nFeatures: 100, featureProbabilities: [0.3], trials: 12, nSeeds: 2 };
    const { points } = await runBound(small, { backend: referenceBackend() });
    for (const dimensions of points[0]!.dimensions)
      expect(dimensions).toBeGreaterThan(1.5 * points[0]!.nActive);
  });
});

describe('features against compressed sensing', () => {
  const model = (featureProbability: number, represented: number): SensedModel => ({
    featureProbability,
    nFeatures: 100,
    nHidden: 4,
    norms: Array.from({ length: 100 }, (_, i) => (i < represented ? 1 : 0)),
  });
  // 1/(-p ln p) is 2.77, 4.34 and 21.7 for each dimension
  const verdictsOf = (counts: readonly number[]): Record<string, string> =>
    verdicts(sensingClaims({ models: [0.3, 0.1, 0.01].map((p, k) => model(p, counts[k]!)) }));

  test('counts at half the bound hold', () => {
    expect(new Set(Object.values(verdictsOf([6, 9, 43])))).toEqual(new Set(['holds']));
  });

  test('more than the bound, a fall, all features, and another slope fail', () => {
    expect(verdictsOf([6, 18, 43])['below-bound']).toBe('fails');
    expect(verdictsOf([9, 6, 43])['grows-with-sparsity']).toBe('fails');
    expect(verdictsOf([6, 9, 100])['more-features-than-needed']).toBe('fails');
    expect(verdictsOf([6, 9, 10])['scales-like-bound']).toBe('fails');
  });
});
