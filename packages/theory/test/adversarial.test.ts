import { describe, expect, it } from 'vitest';

import { RandomStream, streamKey } from '@toymodels/core';
import {
  attackGains,
  attackShift,
  fixedAttack,
  fixedAttackVulnerability,
  meanInputNorm,
  namedPolytope,
  optimiseFrom,
  sampledWorstAttackGrowth,
  scaled,
  type ExactInput,
  type Polytope,
} from '@toymodels/theory';
import { randomInput, sampleMean, tiedError } from './sampling.js';

const optimised = (shape: Polytope, p: number, bias: number): ExactInput => {
  const n = shape.nFeatures;
  const problem = {
    nFeatures: n,
    nHidden: shape.nHidden,
    importance: new Array<number>(n).fill(1),
    featureProbability: new Array<number>(n).fill(p),
  };
  const { weights, bias: b } = optimiseFrom(problem, {
    weights: shape.weights,
    bias: new Array<number>(n).fill(bias),
  });
  return { ...problem, weights, bias: b };
};

describe('mean input norm', () => {
  it('agrees with 1e6 samples within 4 standard errors, sets included', () => {
    const norm = (x: Float64Array): number => Math.hypot(...x);
    const law = randomInput(301, 6, 1);
    const sets = {
      ...law,
      groups: [
        { kind: 'correlated' as const, features: [0, 2], probability: 0.3 },
        { kind: 'anticorrelated' as const, features: [1, 3, 4], probability: 0.7 },
      ],
    };
    for (const [seed, data] of [
      [302, law],
      [303, sets],
    ] as const) {
      const { mean, standardError } = sampleMean(data, norm, seed);
      expect(Math.abs(mean - meanInputNorm(data)) / standardError).toBeLessThan(4);
    }
  });

  it('is p/2 for one feature, 0 without any, and about sqrt(n p/3) for many', () => {
    const uniform = (n: number, p: number): number =>
      meanInputNorm({
        nFeatures: n,
        importance: new Array<number>(n).fill(1),
        featureProbability: new Array<number>(n).fill(p),
      });
    expect(uniform(1, 0.3)).toBeCloseTo(0.15, 13);
    expect(uniform(3, 0)).toBe(0);
    expect(uniform(10_000, 1) / Math.sqrt(10_000 / 3)).toBeCloseTo(1, 4);
  });
});

describe('fixed attacks', () => {
  it('have the loss of 1e6 attacked samples within 4 standard errors', () => {
    const input = randomInput(311, 5, 2);
    const epsilon = 0.2;
    const { attackedLoss, cleanLoss } = fixedAttack(input, epsilon);
    const shift = attackShift(input, 3);
    const attacked = { ...input, bias: input.bias.map((b, j) => b - epsilon * shift[j]!) };
    // the attack moves pre-activations only, so the sampled error has the shifted bias and the clean target
    const { mean, standardError } = sampleMean(input, tiedError(attacked, true), 311);
    expect(Math.abs(mean - attackedLoss[2 * 3 + 1]!) / standardError).toBeLessThan(4);
    expect(attackedLoss).toHaveLength(10);
    expect(cleanLoss).toBeGreaterThan(0);
  });

  it('cost an orthonormal model epsilon squared, exactly', () => {
    const input = {
      nFeatures: 2,
      nHidden: 2,
      weights: [1, 0, 0, 1],
      bias: [0, 0],
      importance: [1, 1],
      featureProbability: [0.3, 0.6],
    };
    const { worstLoss, cleanLoss } = fixedAttack(input, 0.05);
    expect(cleanLoss).toBeLessThan(1e-16);
    expect(worstLoss).toBeCloseTo(0.0025, 16);
  });

  it('leave a feature that is not represented alone', () => {
    const input = {
      nFeatures: 2,
      nHidden: 1,
      weights: [1, 0],
      bias: [0, 0.1],
      importance: [1, 1],
      featureProbability: [0.2, 0.2],
    };
    const { attackedLoss, cleanLoss } = fixedAttack(input, 0.1);
    expect([...attackedLoss.subarray(2)]).toEqual([cleanLoss, cleanLoss]);
  });

  it('gain 1/D on the attacked output of a unit tight frame, and the printed sums', () => {
    // at zero input, b = 0: 2, 1.5, 2.977; all outputs linear: (n/m)^2 = 4, 2.25, 6.25
    for (const [name, own, zero, all] of [
      ['digon', 2, 2, 4],
      ['triangle', 1.5, 1.5, 2.25],
      ['pentagon', 2.5, 2.977, 6.25],
    ] as const) {
      const gains = attackGains(namedPolytope(name));
      expect(gains.ownOutput[0]).toBeCloseTo(own, 12);
      expect(gains.atZeroInput[0]).toBeCloseTo(zero, 3);
      expect(gains.allOutputs[0]).toBeCloseTo(all, 12);
    }
  });

  it('on optimised models have the printed vulnerabilities: digons and triangles near 1/D, the pentagon masked', () => {
    // (L' - L)/eps^2, eps = .1 E|x|, one triangle, one pentagon
    for (const [p, triangle, pentagon] of [
      [0.01, 1.51, 0.149],
      [0.1, 1.62, 1.14],
      [0.3, 1.52, 1.93],
    ] as const) {
      const relative = (input: ExactInput): number => fixedAttackVulnerability(input).relative;
      expect(Math.abs(relative(optimised(namedPolytope('triangle'), p, 0.01)) - triangle)).toBeLessThan(
        0.006,
      );
      expect(
        Math.abs(relative(optimised(scaled(namedPolytope('pentagon'), 1.14), p, -0.2)) - pentagon),
      ).toBeLessThan(0.006);
    }
    const digons = { ...namedPolytope('square'), weights: Float64Array.of(1, 0, -1, 0, 0, 1, 0, -1) };
    expect(fixedAttackVulnerability(optimised(digons, 0.1, 0)).relative).toBeCloseTo(2.18, 2);
  });

  it('chosen per example do more harm than fixed ones, most to the pentagon', () => {
    const input = optimised(scaled(namedPolytope('pentagon'), 1.14), 0.1, -0.2);
    const { epsilon, relative } = fixedAttackVulnerability(input);
    const { mean, standardError } = sampledWorstAttackGrowth(
      input,
      epsilon,
      20_000,
      new RandomStream(streamKey(1, 'evaluation')),
    );
    expect(standardError / mean).toBeLessThan(0.05);
    expect(mean / epsilon ** 2).toBeGreaterThan(7 * relative);
    expect(Math.abs(mean / epsilon ** 2 - 8.8)).toBeLessThan(0.5);
  });
});
