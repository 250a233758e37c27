import { describe, expect, it } from 'vitest';

import {
  ReluOutputLoss,
  findOptima,
  findOptimaSync,
  minimise,
  optimalKgon,
  optimiseFrom,
  reluOutputLoss,
} from '@toymodels/theory';

const uniform = (nFeatures: number, nHidden: number, p: number) => ({
  nFeatures,
  nHidden,
  importance: new Array<number>(nFeatures).fill(1),
  featureProbability: new Array<number>(nFeatures).fill(p),
});

describe('minimise', () => {
  it('finds the minimum of the Rosenbrock function to 1e-9', () => {
    const { x, status } = minimise(
      (v, gradient) => {
        const [a, b] = [v[0]!, v[1]!];
        gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a);
        gradient[1] = 200 * (b - a * a);
        return (1 - a) ** 2 + 100 * (b - a * a) ** 2;
      },
      Float64Array.of(-1.2, 1),
    );

    expect(status).toBe('converged');
    expect(Math.hypot(x[0]! - 1, x[1]! - 1)).toBeLessThan(1e-9);
  });

  it('stops where it was told to', () => {
    const square = (x: Float64Array, gradient: Float64Array): number => {
      gradient[0] = 4 * x[0]! ** 3;
      return x[0]! ** 4;
    };
    expect(minimise(square, Float64Array.of(3), { maxIterations: 2 })).toMatchObject({
      iterations: 2,
      status: 'max-iterations',
    });
  });
});

describe('exact optima', () => {
  it('of n = 5, m = 2, p = .05: over 90 % of starts reach the pentagon, |gradient| below 1e-8', () => {
    const { optima, starts } = findOptimaSync(uniform(5, 2, 0.05), { starts: 100, seed: 7 });
    const [best] = optima;

    expect(starts).toBe(100);
    expect(best!.basinShare).toBeGreaterThan(0.9);
    expect(best!.gradientNorm).toBeLessThan(1e-8);
    // |W|, b of the pentagon at p = .05: 1.1346, -.2463
    for (let i = 0; i < 5; i++) {
      expect(Math.hypot(best!.weights[2 * i]!, best!.weights[2 * i + 1]!)).toBeCloseTo(1.1346, 4);
      expect(best!.bias[i]).toBeCloseTo(-0.2463, 4);
      expect(best!.dimensionality[i]).toBeCloseTo(0.4, 6);
    }
    expect(best!.factors).toEqual([[0, 1, 2, 3, 4]]);
    expect(optima.reduce((sum, optimum) => sum + optimum.basinShare, 0)).toBeCloseTo(1, 12);
  });

  it('of the pentagon at finite p come out to their printed digits', () => {
    // exact minima at p = .001, .01, .1, .2
    const table = [
      [0.001, 1.1697, -0.2816],
      [0.01, 1.1631, -0.2751],
      [0.1, 1.1004, -0.2099],
      [0.2, 1.0334, -0.132],
    ];
    const { radius, bias } = optimalKgon(5);
    for (const [p, norm, b] of table) {
      const weights = Array.from(
        { length: 10 },
        (_, i) => radius * (i % 2 ? Math.sin : Math.cos)((2 * Math.PI * (i >> 1)) / 5),
      );
      const optimum = optimiseFrom(
        uniform(5, 2, p!),
        { weights, bias: new Array<number>(5).fill(bias) },
        { gradientTolerance: 1e-11 },
      );
      expect(Math.hypot(optimum.weights[0]!, optimum.weights[1]!)).toBeCloseTo(norm!, 4);
      expect(optimum.bias[0]).toBeCloseTo(b!, 4);
    }
  });

  it('are the same whatever the number of starts, and with or without waiting', async () => {
    const problem = uniform(4, 2, 0.1);
    const one = findOptimaSync(problem, { starts: 1, seed: 3 });
    const three = await findOptima(problem, { starts: 3, seed: 3 });
    expect(await findOptima(problem, { starts: 1, seed: 3 })).toEqual(one);
    expect(three.optima.some((optimum) => Math.abs(optimum.loss - one.optima[0]!.loss) < 1e-12)).toBe(true);
    expect(findOptimaSync(problem, { starts: 3, seed: 3 })).toEqual(three);
  });

  it('merge what differs by rotation and exchange of equal features only', () => {
    const { optima } = findOptimaSync(uniform(4, 2, 0.1), { starts: 30, seed: 5 });
    // two digons: the same Gram matrix in any order
    expect(optima[0]!.basinShare).toBeGreaterThan(0.5);
    expect(optima[0]!.factors).toHaveLength(2);
    const losses = optima.map((optimum) => optimum.loss);
    expect(losses).toEqual([...losses].sort((a, b) => a - b));
  });

  it('keep features of different probability apart', () => {
    // The weak antipodal optimum favours one feature; its mirror image is the same only if the features are alike.
    const optimaOf = (second: number): number =>
      findOptimaSync(
        { nFeatures: 2, nHidden: 1, importance: [1, 1], featureProbability: [0.9, second] },
        { starts: 40, seed: 2 },
      ).optima.length;
    expect(optimaOf(0.9)).toBe(2);
    expect(optimaOf(0.89)).toBe(4);
  });

  it('revive a dead bias at P(active)/2', () => {
    const problem = uniform(2, 1, 0.9);
    const start = { weights: [1, 0], bias: [0, -0.2] };
    const stuck = optimiseFrom(problem, start, { reviveDeadBiases: false });
    const revived = optimiseFrom(problem, start);
    expect(stuck.bias[1]).toBe(-0.2);
    expect(revived.bias[1]).toBeGreaterThan(0.4);
    expect(stuck.loss - revived.loss).toBeGreaterThan(0.15); // p^2/4 = .2
  });

  it('keep b = 0 where that is asked for', () => {
    const optimum = optimiseFrom(uniform(2, 1, 0.3), { weights: [1, -0.5], bias: [1, 1] }, { bias: 'zero' });
    expect(optimum.bias).toEqual(new Float64Array(2));
    // antipodal, b = 0: u^2 = (8 - 5p)/(8 - 6p)
    expect(optimum.weights[0]! ** 2).toBeCloseTo((8 - 1.5) / (8 - 1.8), 9);
  });

  it('warm starts stay where they are', () => {
    const problem = uniform(5, 2, 0.05);
    const loss = new ReluOutputLoss(problem);
    const cold = optimiseFrom(
      problem,
      { weights: [1, 0, 0.3, 0.9, -0.8, 0.6, -0.8, -0.6, 0.3, -0.9] },
      { loss },
    );
    const warm = optimiseFrom(problem, cold, { loss, gradientTolerance: 1e-8 });
    expect(warm.iterations).toBe(0);
    expect(warm.loss).toBe(reluOutputLoss({ ...problem, weights: cold.weights, bias: cold.bias }));
  });

  it('report progress, and stop between starts when told to', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const search = await findOptima(
      uniform(3, 2, 0.1),
      { starts: 50 },
      {
        signal: controller.signal,
        onProgress: (done, of) => {
          seen.push(done);
          expect(of).toBe(50);
          if (done === 3) controller.abort();
        },
      },
    );
    expect(search).toMatchObject({ status: 'aborted', starts: 3 });
    expect(seen).toEqual([1, 2, 3]);
    expect(search.optima.length).toBeGreaterThan(0);
  });

  it('of sets put each anticorrelated pair on one line', () => {
    // Members never fire together, so each pair can share a dimension at no cost.
    const { optima } = findOptimaSync(
      {
        nFeatures: 4,
        nHidden: 2,
        importance: [1, 1, 1, 1],
        featureProbability: [0, 0, 0, 0],
        groups: [
          { kind: 'anticorrelated', features: [0, 1], probability: 0.6 },
          { kind: 'anticorrelated', features: [2, 3], probability: 0.6 },
        ],
      },
      { starts: 20 },
    );
    expect(optima[0]!.loss).toBeLessThan(1e-12);
    expect(optima[0]!.factors).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});
