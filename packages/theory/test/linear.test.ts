import { describe, expect, it } from 'vitest';

import {
  dataMoments,
  linearFlow,
  linearLearningTime,
  linearLoss,
  linearLossAndGradient,
  linearLossAtOptimalBias,
  linearModeStrength,
  linearOptimalBias,
  linearOptimum,
  linearStationaryPoints,
  minimise,
  whitenedLinearLoss,
} from '@toymodels/theory';
import { centralDifferences, randomInput, sampleMean, tiedError } from './sampling.js';

const GROUPS = [
  { kind: 'correlated', features: [0, 2], probability: 0.3 },
  { kind: 'anticorrelated', features: [1, 3, 4], probability: 0.7 },
] as const;

describe('linear loss', () => {
  it('agrees with 1e6 samples within 4 standard errors, sets included', () => {
    for (const [seed, n, m] of [
      [201, 2, 1],
      [202, 6, 3],
    ] as const) {
      const input = { ...randomInput(seed, n, m), groups: n === 6 ? GROUPS : [] };
      const { mean, standardError } = sampleMean(input, tiedError(input, false), seed);
      expect(Math.abs(mean - linearLoss(input)) / standardError).toBeLessThan(4);
    }
  });

  it('has the gradient of central differences to 1e-6, sets included', () => {
    const input = { ...randomInput(203, 6, 2), groups: GROUPS };
    const { weightGradient, biasGradient } = linearLossAndGradient(input);
    const byWeights = centralDifferences((weights) => linearLoss({ ...input, weights }), input.weights, 1e-5);
    const byBias = centralDifferences((bias) => linearLoss({ ...input, bias }), input.bias, 1e-5);
    const scale = Math.max(...byWeights.map(Math.abs));
    weightGradient.forEach((g, i) => expect(Math.abs(g - byWeights[i]!)).toBeLessThan(1e-6 * scale));
    biasGradient.forEach((g, i) => expect(Math.abs(g - byBias[i]!)).toBeLessThan(1e-6 * scale));
  });

  it('has no gradient in b at the optimal bias', () => {
    const input = { ...randomInput(204, 5, 2), groups: GROUPS };
    const { biasGradient } = linearLossAndGradient({ ...input, bias: linearOptimalBias(input) });
    for (const g of biasGradient) expect(Math.abs(g)).toBeLessThan(1e-15);
  });

  it("is the paper's form times v = p/3 - p^2/4 at the optimal bias and equal p", () => {
    const p = 0.3;
    const input = { ...randomInput(205, 5, 2), featureProbability: new Float64Array(5).fill(p) };
    expect(linearLossAtOptimalBias(input)).toBeCloseTo(
      (p / 3 - (p * p) / 4) * whitenedLinearLoss(input, input.importance),
      13,
    );
  });

  it('takes n = 400', () => {
    const input = randomInput(206, 400, 30);
    expect(linearLoss(input)).toBeGreaterThan(linearLossAtOptimalBias(input));
  });

  it('knows the covariance of sets', () => {
    const law = {
      nFeatures: 5,
      importance: [1, 1, 1, 1, 1],
      featureProbability: [0, 0, 0, 0, 0],
      groups: GROUPS,
    };
    const { covariance, mean } = dataMoments(law);
    const product = sampleMean(law, (x) => x[0]! * x[2]!, 207);
    const never = sampleMean(law, (x) => x[1]! * x[3]!, 208, 1000);
    expect(
      Math.abs(product.mean - mean[0]! * mean[2]! - covariance[2]!) / product.standardError,
    ).toBeLessThan(4);
    expect(never.mean).toBe(0);
    expect(covariance[1 * 5 + 3]).toBeCloseTo(-mean[1]! * mean[3]!, 15);
  });
});

describe('linear optimum', () => {
  const problem = {
    nFeatures: 4,
    nHidden: 2,
    importance: [1, 0.8, 0.6, 0.5],
    featureProbability: [0.5, 0.1, 0.9, 0.3],
  };

  it('attains its loss, and 30 descents find nothing lower', () => {
    const optimum = linearOptimum(problem);
    expect(optimum.kept).toEqual([0, 2]);
    expect(linearLoss({ ...problem, ...optimum })).toBeCloseTo(optimum.loss, 15);
    for (let seed = 0; seed < 30; seed++) {
      const { value } = minimise(
        (x, gradient) => {
          const found = linearLossAndGradient({ ...problem, weights: x.subarray(0, 8), bias: x.subarray(8) });
          gradient.set(found.weightGradient);
          gradient.set(found.biasGradient, 8);
          return found.loss;
        },
        Float64Array.from([...randomInput(seed, 4, 2).weights, 0, 0, 0, 0].map((w, i) => w + 0.01 * i)),
      );
      expect(value).toBeCloseTo(optimum.loss, 10);
    }
  });

  it('is not unique at equal importance, where a rotated projector ties', () => {
    const equal = { nFeatures: 2, nHidden: 1, importance: [1, 1], featureProbability: [0.4, 0.4] };
    expect(linearOptimum(equal).unique).toBe(false);
    expect(linearLossAtOptimalBias({ ...equal, weights: [Math.SQRT1_2, Math.SQRT1_2] })).toBeCloseTo(
      linearOptimum(equal).loss,
      15,
    );
  });

  it('with as many dimensions as features costs nothing', () => {
    expect(linearOptimum({ ...problem, nHidden: 5 })).toMatchObject({
      loss: 0,
      kept: [0, 1, 2, 3],
      unique: true,
    });
  });

  it('has 16 stationary points at n = 5, m = 2, all saddles but one, with the printed curvatures', () => {
    const importance = [1, 0.8, 0.6, 0.4, 0.2];
    const five = { nFeatures: 5, nHidden: 2, importance, featureProbability: new Array<number>(5).fill(0.4) };
    const points = linearStationaryPoints(five);
    expect(points).toHaveLength(16);
    expect(points.filter((point) => point.kind === 'minimum')).toEqual([points[0]]);
    expect(points[0]!.kept).toEqual([0, 1]);
    expect(points[0]!.loss).toBeCloseTo(linearOptimum(five).loss, 15);
    const v = 0.4 / 3 - 0.04;
    for (const { kept, loss, steepestDescent, kind } of points) {
      const weights = new Float64Array(10);
      kept.forEach((i, h) => (weights[2 * i + h] = 1));
      const at = (w: Float64Array): number => linearLossAtOptimalBias({ ...five, weights: w });
      expect(at(weights)).toBeCloseTo(loss, 15);
      for (const slope of centralDifferences(at, weights, 1e-4)) expect(Math.abs(slope)).toBeLessThan(1e-8);
      if (kind === 'minimum') continue;
      // the curve that goes down: a free direction for the best feature left out, or a turn towards it
      const best = [0, 1, 2].find((i) => !kept.includes(i))!;
      const down = weights.slice();
      const angle = 1e-3;
      const least = kept.at(-1);
      if (kept.length < 2) down[2 * best + kept.length] = angle;
      else {
        const h = kept.length - 1;
        down[2 * least! + h] = Math.cos(angle);
        down[2 * best + h] = Math.sin(angle);
      }
      const curvature = (2 * (at(down) - loss)) / (angle * angle * v);
      expect(curvature).toBeCloseTo(steepestDescent, 4);
    }
  });
});

describe('linear learning', () => {
  it('follows M(t): Runge-Kutta on the flow differs by less than 1e-9', () => {
    const start = {
      nFeatures: 4,
      nHidden: 2,
      weights: Float64Array.of(0.1, 0.2, 0.06, 0.09, -0.03, -0.1, 0.08, 0.1),
    };
    const flow = (w: Float64Array): Float64Array => {
      // dW/dt = -grad |I - W^T W|^2
      const input = {
        ...start,
        weights: w,
        importance: [1, 1, 1, 1],
        bias: [0, 0, 0, 0],
        featureProbability: [0, 0, 0, 0],
      };
      const out = new Float64Array(8);
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) {
          let m = i === j ? 1 : 0;
          for (let h = 0; h < 2; h++) m -= input.weights[2 * i + h]! * input.weights[2 * j + h]!;
          for (let h = 0; h < 2; h++) out[2 * i + h]! += 4 * m * w[2 * j + h]!;
        }
      }
      return out;
    };
    const add = (a: Float64Array, b: Float64Array, s: number): Float64Array => a.map((v, i) => v + s * b[i]!);
    let w = start.weights;
    const step = 1e-3;
    for (let t = 0; t < 350; t++) {
      const k1 = flow(w);
      const k2 = flow(add(w, k1, step / 2));
      const k3 = flow(add(w, k2, step / 2));
      const k4 = flow(add(w, k3, step));
      w = w.map((v, i) => v + (step / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
    }
    const exact = linearFlow(start, 0.35);
    exact.forEach((m, at) => {
      const [i, j] = [Math.floor(at / 4), at % 4];
      expect(Math.abs(m - (w[2 * i]! * w[2 * j]! + w[2 * i + 1]! * w[2 * j + 1]!))).toBeLessThan(1e-9);
    });
  });

  it('starts at M_0, ends at a projector of its rank, and reaches 1/2 at the learning time', () => {
    const start = randomInput(210, 5, 2);
    const late = linearFlow(start, 100);
    expect(late.reduce((sum, m, at) => sum + (at % 6 === 0 ? m : 0), 0)).toBeCloseTo(2, 12);
    expect(late.reduce((sum, m) => sum + m * m, 0)).toBeCloseTo(2, 12);
    expect(linearModeStrength(0.001, 8, linearLearningTime(0.001, 8))).toBeCloseTo(1 / 2, 14);
    expect(linearModeStrength(0.3, 8, 0)).toBeCloseTo(0.3, 15);
  });
});
