import { describe, expect, it } from 'vitest';

import { RandomStream, streamKey, UnsupportedError } from '@toymodels/core';
import {
  attackGains,
  biasCurvature,
  digonAttackGrowth,
  featureDimensionalities,
  fixedAttack,
  fixedAttackVulnerability,
  gramMatrix,
  kgonCurvature,
  kgonLoss,
  namedPolytope,
  optimalKgon,
  optimiseFrom,
  reluOutputLossAndGradient,
  regularPolygon,
  sampledWorstAttackGrowth,
  scaled,
  sparseKgonVulnerability,
  strongestGain,
  type ExactInput,
} from '@toymodels/theory';
import { randomInput } from './sampling.js';

const uniform = (n: number, value: number): number[] => new Array<number>(n).fill(value);

const digon = (p: number): ExactInput => ({
  nFeatures: 2,
  nHidden: 1,
  weights: [1, -1],
  bias: [0, 0],
  importance: [1, 1],
  featureProbability: [p, p],
});

describe('the curvature of the loss in its biases', () => {
  it('is half the slope of the exact gradient, sets and unequal densities included', () => {
    for (const [seed, n, m] of [
      [501, 1, 1],
      [502, 3, 2],
      [503, 5, 2],
      [504, 6, 3],
    ] as const) {
      const plain = randomInput(seed, n, m);
      const input =
        n < 5
          ? plain
          : { ...plain, groups: [{ kind: 'correlated' as const, features: [0, 3], probability: 0.4 }] };
      const curvature = biasCurvature(input);
      const step = 1e-5;
      for (let j = 0; j < n; j++) {
        const slopeAt = (by: number): number => {
          const bias = Float64Array.from(input.bias);
          bias[j]! += by;
          return reluOutputLossAndGradient({ ...input, bias }).biasGradient[j]!;
        };
        expect(curvature[j]).toBeCloseTo((slopeAt(step) - slopeAt(-step)) / (4 * step), 5);
      }
    }
  });

  it('predicts a short fixed attack on an optimum: no first order is left', () => {
    const problem = {
      nFeatures: 5,
      nHidden: 2,
      importance: uniform(5, 1),
      featureProbability: uniform(5, 0.05),
    };
    const start = scaled(namedPolytope('pentagon'), 1.14);
    const { weights, bias } = optimiseFrom(problem, { weights: start.weights, bias: uniform(5, -0.2) });
    const input = { ...problem, weights, bias };
    const gram = gramMatrix(input);
    const curvature = biasCurvature(input);
    const direction = gram.subarray(0, 5);
    const length = Math.hypot(...direction);
    let predicted = 0;
    for (let j = 0; j < 5; j++) {
      let shift = 0;
      for (let i = 0; i < 5; i++) shift += (gram[5 * j + i]! * direction[i]!) / length;
      predicted += curvature[j]! * shift * shift;
    }
    const epsilon = 1e-4;
    const { attackedLoss, cleanLoss } = fixedAttack(input, epsilon);
    expect((attackedLoss[0]! - cleanLoss) / epsilon ** 2 / predicted).toBeCloseTo(1, 3);
    // the limit that the exact loss was extrapolated to, elsewhere and before this formula was coded
    expect(predicted).toBeCloseTo(0.6596365, 6);
  });

  it('is 0 where the ReLU never opens, I where it never closes, whatever the size of the weights', () => {
    const tiny = { ...digon(0.3), weights: [1e-9, -1e-9] };
    const [closed, open] = biasCurvature({ ...tiny, bias: [-0.2, 0.2] });
    expect(closed).toBe(0);
    expect(open).toBeCloseTo(1, 14);
    const [none, all] = biasCurvature({ ...tiny, weights: [0, 0], bias: [-0.2, 0.2] });
    expect(none).toBe(0);
    expect(all).toBeCloseTo(1, 14);
  });

  it('refuses sizes that would take hours', () => {
    expect(() => biasCurvature(randomInput(1, 9, 2))).toThrow(UnsupportedError);
  });
});

describe('gains of attacks', () => {
  it('on one output are |W|^4 / D: own share plus interference', () => {
    const model = randomInput(511, 6, 3);
    const dimensionality = featureDimensionalities(model);
    const gram = gramMatrix(model);
    attackGains(model).ownOutput.forEach((gain, i) => {
      const own = gram[i * 6 + i]! ** 2;
      let interference = 0;
      for (let j = 0; j < 6; j++) if (j !== i) interference += gram[i * 6 + j]! ** 2;
      expect(gain).toBeCloseTo(own / dimensionality[i]!, 12);
      expect(gain).toBeCloseTo(own + interference, 12);
    });
  });

  it('on all outputs are at most the square of the largest eigenvalue, which tight frames reach', () => {
    const model = randomInput(512, 6, 3);
    const most = strongestGain(model);
    const { allOutputs } = attackGains(model);
    for (const gain of allOutputs) expect(gain).toBeLessThanOrEqual(most * (1 + 1e-12));
    expect(Math.max(...allOutputs)).toBeLessThan(most * 0.999);
    expect(strongestGain(namedPolytope('pentagon'))).toBeCloseTo(6.25, 12);
    expect(attackGains(namedPolytope('pentagon')).allOutputs[2]).toBeCloseTo(6.25, 12);
    expect(strongestGain({ nFeatures: 2, nHidden: 1, weights: [0, 0] })).toBe(0);
  });
});

describe('an attacked digon', () => {
  it('loses what the formula says to one attack for all inputs, up to third order', () => {
    for (const p of [0.01, 0.3, 0.9, 1])
      for (const epsilon of [1e-2, 1e-3]) {
        const { cleanLoss, attackedLoss } = fixedAttack(digon(p), epsilon);
        for (const loss of attackedLoss)
          expect(Math.abs(loss - cleanLoss - digonAttackGrowth(p, epsilon).fixed)).toBeLessThan(
            4 * p * epsilon ** 3 + 1e-15,
          );
      }
  });

  it('loses what the formula says to the worse sign for each input, within 4 standard errors', () => {
    for (const [p, epsilon] of [
      [0.1, 0.02],
      [0.5, 0.02],
      [1, 0.05],
    ] as const) {
      const random = new RandomStream(streamKey(31, 'evaluation'));
      const { mean, standardError } = sampledWorstAttackGrowth(digon(p), epsilon, 400_000, random);
      const { perExample } = digonAttackGrowth(p, epsilon);
      expect(Math.abs(mean - perExample)).toBeLessThan(4 * standardError + 4 * p * p * epsilon ** 3);
      expect(standardError / mean).toBeLessThan(0.01);
    }
  });
});

describe('attacked polygons', () => {
  it('have the curvature of their one-sparse loss in all biases together', () => {
    for (const [k, g, b] of [
      [2, 1, -0.1],
      [5, 1.37, -0.28],
      [7, 2.08, -0.96],
      [8, 0.5, -0.7],
    ] as const) {
      const step = 1e-4;
      const second =
        (kgonLoss(k, g, b + step) + kgonLoss(k, g, b - step) - 2 * kgonLoss(k, g, b)) / step ** 2;
      expect(kgonCurvature(k, g, b)).toBeCloseTo(second / 2, 4);
    }
  });

  it('are vulnerable in proportion to p on sparse data, the pentagon 15 times p', () => {
    const { squaredNorm, bias } = optimalKgon(5);
    const slope = sparseKgonVulnerability(5, squaredNorm, bias);
    expect(slope).toBeCloseTo(15.37, 2);
    const p = 1e-4;
    const pentagon = {
      ...scaled(regularPolygon(5), Math.sqrt(squaredNorm)),
      bias: uniform(5, bias),
      importance: uniform(5, 1),
      featureProbability: uniform(5, p),
    };
    expect(fixedAttackVulnerability(pentagon).relative / (slope * p)).toBeCloseTo(1, 1);
  });
});
