import { describe, expect, it } from 'vitest';

import { RandomStream, streamKey } from '@toymodels/core';
import {
  ReluOutputLoss,
  activeErrorOneSparse,
  activeMoments,
  interferenceOneSparse,
  oneSparseLoss,
  reluOutputLoss,
  reluOutputLossAndGradient,
  splitByActiveCount,
  splitByBlame,
  supportProbabilities,
  type ExactInput,
} from '@toymodels/theory';
import { centralDifferences, randomInput, sampleMean, tiedError } from './sampling.js';

const GROUPS = [
  { kind: 'correlated', features: [0, 2], probability: 0.3 },
  { kind: 'anticorrelated', features: [1, 3, 4], probability: 0.7 },
] as const;

/** L by its definition: a sum over supports of the moments of each output, no shared states. */
function plainLoss(input: ExactInput): number {
  const { nFeatures: n, nHidden: m, weights: w, bias, importance } = input;
  let loss = 0;
  supportProbabilities(input).forEach((probability, mask) => {
    const active = Array.from({ length: n }, (_, i) => i).filter((i) => (mask >> i) & 1);
    for (let j = 0; j < n; j++) {
      const a = active.map((i) => {
        let dot = 0;
        for (let h = 0; h < m; h++) dot += w[i * m + h]! * w[j * m + h]!;
        return dot;
      });
      const moments = activeMoments(a, bias[j]!);
      const own = active.indexOf(j);
      const error = moments.meanSquare + (own < 0 ? 0 : 1 / 3 - 2 * moments.meanTimesFeature[own]!);
      loss += probability * importance[j]! * error;
    }
  });
  return loss;
}

describe('exact ReLU-output loss', () => {
  it('agrees with the sum over supports of plain moments to 1e-13', () => {
    for (const [seed, n, m] of [
      [1, 2, 1],
      [2, 3, 2],
      [3, 5, 2],
      [4, 6, 3],
    ] as const) {
      const input = randomInput(seed, n, m);
      expect(Math.abs(reluOutputLoss(input) / plainLoss(input) - 1)).toBeLessThan(1e-13);
    }
  });

  it('agrees with 1e6 samples within 4 standard errors, for models and data drawn at random', () => {
    for (const [seed, n, m] of [
      [11, 1, 1],
      [12, 3, 1],
      [13, 5, 2],
      [14, 8, 3],
    ] as const) {
      const input = randomInput(seed, n, m);
      const { mean, standardError } = sampleMean(input, tiedError(input, true), seed);
      expect(Math.abs(mean - reluOutputLoss(input)) / standardError, `n = ${n}`).toBeLessThan(4);
    }
  });

  it('agrees with 1e6 samples within 4 standard errors on correlated and anticorrelated sets', () => {
    const input = { ...randomInput(21, 6, 2), groups: GROUPS };
    const { mean, standardError } = sampleMean(input, tiedError(input, true), 21);
    expect(Math.abs(mean - reluOutputLoss(input)) / standardError).toBeLessThan(4);
  });

  it('has the gradient of central differences to 1e-6, n = 1 to 8, zeros among the weights', () => {
    const sizes = [
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 2],
      [5, 2],
      [6, 3],
      [7, 2],
      [8, 3],
    ] as const;
    for (const [index, [n, m]] of sizes.entries()) {
      for (const groups of n === 5 ? [[], GROUPS] : [[]]) {
        const input = { ...randomInput(100 + index, n, m), groups };
        const { weightGradient, biasGradient } = reluOutputLossAndGradient(input);
        const loss = new ReluOutputLoss(input);
        const byWeights = centralDifferences((w) => loss.evaluate(w, input.bias), input.weights, 1e-5);
        const byBias = centralDifferences((b) => loss.evaluate(input.weights, b), input.bias, 1e-5);
        const scale = Math.max(...byWeights.map(Math.abs), ...byBias.map(Math.abs));
        weightGradient.forEach((g, i) => expect(Math.abs(g - byWeights[i]!)).toBeLessThan(1e-6 * scale));
        biasGradient.forEach((g, i) => expect(Math.abs(g - byBias[i]!)).toBeLessThan(1e-6 * scale));
      }
    }
  });

  it('has the gradient of central differences where features are orthogonal up to rounding', () => {
    const weights = Float64Array.from({ length: 16 }, (_, i) =>
      (i % 2 ? Math.sin : Math.cos)((2 * Math.PI * (i >> 1)) / 8),
    );
    const eight = new Float64Array(8);
    const input = {
      nFeatures: 8,
      nHidden: 2,
      weights,
      bias: eight.map((_, i) => -0.3 + 0.01 * i),
      importance: eight.map(() => 1),
      featureProbability: eight.map(() => 0.2),
    };
    const { weightGradient } = reluOutputLossAndGradient(input);
    const loss = new ReluOutputLoss(input);
    const differences = centralDifferences((w) => loss.evaluate(w, input.bias), weights, 1e-5);
    const scale = Math.max(...differences.map(Math.abs));
    weightGradient.forEach((g, i) => expect(Math.abs(g - differences[i]!)).toBeLessThan(1e-6 * scale));
  });

  it('does not depend on what its buffers held before', () => {
    const input = randomInput(31, 5, 2);
    const other = randomInput(32, 5, 2);
    const loss = new ReluOutputLoss(input);
    const gradient = new Float64Array(10);
    const fresh = loss.evaluate(input.weights, input.bias, gradient, new Float64Array(5));
    const first = gradient.slice();
    loss.evaluate(other.weights, other.bias, gradient, new Float64Array(5));
    loss.evaluate(other.weights, other.bias);
    expect(loss.evaluate(input.weights, input.bias, gradient, new Float64Array(5))).toBe(fresh);
    expect(gradient).toEqual(first);
    expect(loss.evaluate(input.weights, input.bias)).toBe(fresh);
  });

  it('is unchanged by a rotation of the hidden space and by exchanging features', () => {
    const input = randomInput(41, 5, 2);
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const rotated = input.weights.map((_, i) => {
      const [x, y] = [input.weights[i & ~1]!, input.weights[i | 1]!];
      return i % 2 ? s * x + c * y : c * x - s * y;
    });
    const order = [3, 1, 4, 0, 2];
    const move = (v: Float64Array): Float64Array => v.map((_, i) => v[order[i]!]!);
    const exchanged = {
      ...input,
      weights: input.weights.map((_, i) => input.weights[order[i >> 1]! * 2 + (i % 2)]!),
      bias: move(input.bias),
      importance: move(input.importance),
      featureProbability: move(input.featureProbability),
    };
    const loss = reluOutputLoss(input);
    expect(reluOutputLoss({ ...input, weights: rotated })).toBeCloseTo(loss, 14);
    expect(reluOutputLoss(exchanged)).toBeCloseTo(loss, 14);
  });

  it('is exact for n = 10 with 1 active feature at most: the one-sparse closed form', () => {
    const input = randomInput(51, 10, 3);
    const one = {
      ...input,
      groups: [{ kind: 'anticorrelated' as const, features: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], probability: 1 }],
    };
    expect(Math.abs((10 * reluOutputLoss(one)) / oneSparseLoss(input) - 1)).toBeLessThan(1e-13);
  });

  it('takes p = 0, p = 1, importance 0, one feature and more dimensions than features', () => {
    const base = { nFeatures: 1, nHidden: 3, weights: [1, 0, 0], bias: [0], importance: [1] };
    expect(reluOutputLoss({ ...base, featureProbability: [1] })).toBe(0);
    expect(reluOutputLoss({ ...base, featureProbability: [0], bias: [0.5] })).toBe(0.25);
    expect(reluOutputLoss({ ...base, featureProbability: [1], weights: [0, 0, 0] })).toBeCloseTo(1 / 3, 15);
    expect(reluOutputLoss({ ...base, featureProbability: [1], weights: [0, 0, 0], importance: [0] })).toBe(0);
  });

  it('keeps 1e-9 relative at p = 1e-9, where it is the one-sparse loss', () => {
    const input = {
      ...randomInput(61, 5, 2),
      featureProbability: new Float64Array(5).fill(1e-9),
      bias: new Float64Array(5).fill(-0.1),
    };
    expect(Math.abs(reluOutputLoss(input) / (1e-9 * oneSparseLoss(input)) - 1)).toBeLessThan(1e-7);
    expect(Math.abs(reluOutputLoss(input) / plainLoss(input) - 1)).toBeLessThan(1e-9);
  });
});

describe('splits of the exact loss', () => {
  it('by active count add up to the loss, and L_1 is the one-sparse loss', () => {
    const input = randomInput(71, 6, 2);
    const { contribution, lossSum } = splitByActiveCount(input);
    expect(contribution.reduce((sum, part) => sum + part, 0)).toBeCloseTo(reluOutputLoss(input), 13);
    expect(Math.abs(lossSum[1]! / oneSparseLoss(input) - 1)).toBeLessThan(1e-13);
    expect(lossSum[0]).toBeCloseTo(
      input.bias.reduce((sum, b, i) => sum + input.importance[i]! * Math.max(b, 0) ** 2, 0),
      14,
    );
  });

  it('by blame add up to the loss, groups included', () => {
    const input = { ...randomInput(72, 5, 2), groups: GROUPS };
    const { ownError, benefit, interference } = splitByBlame(input);
    const active = [0.3, 0.7 / 3, 0.3, 0.7 / 3, 0.7 / 3];
    const total = ownError.reduce((sum, own, j) => sum + input.importance[j]! * (own + interference[j]!), 0);
    expect(total).toBeCloseTo(reluOutputLoss(input), 13);
    benefit.forEach((b, j) => expect(b).toBeCloseTo(active[j]! / 3 - ownError[j]!, 14));
  });
});

describe('support probabilities', () => {
  it('sum to 1 and know sets', () => {
    const law = {
      nFeatures: 6,
      importance: [1, 1, 1, 1, 1, 1],
      featureProbability: [0, 0, 0, 0, 0, 0.25],
      groups: GROUPS,
    };
    const supports = supportProbabilities(law);
    expect(supports.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 15);
    expect(supports[0b000001]).toBe(0); // half of a correlated set
    expect(supports[0b001010]).toBe(0); // two of an anticorrelated one
    expect(supports[0b100101 | 0b010000]).toBeCloseTo(0.3 * (0.7 / 3) * 0.25, 16);
  });
});

describe('one-sparse closed forms', () => {
  it('agree with 1e6 samples within 4 standard errors in all four branches', () => {
    const random = new RandomStream(streamKey(5, 'evaluation'));
    for (const [a, b] of [
      [0.7, 0.2],
      [0.9, -0.3],
      [-0.8, 0.4],
      [-0.2, 0.5],
      [1.4, -0.28],
    ] as const) {
      let [n1, n2, b1, b2] = [0, 0, 0, 0];
      const samples = 200_000;
      for (let s = 0; s < samples; s++) {
        const x = random.uniform();
        const r = Math.max(a * x + b, 0);
        n1 += r * r;
        n2 += r ** 4;
        b1 += (x - r) ** 2;
        b2 += (x - r) ** 4;
      }
      const z = (sum: number, squares: number, exact: number): number =>
        Math.abs(sum / samples - exact) / Math.sqrt((squares / samples - (sum / samples) ** 2) / samples);
      expect(z(n1, n2, interferenceOneSparse(a, b))).toBeLessThan(4);
      expect(z(b1, b2, activeErrorOneSparse(a, b))).toBeLessThan(4);
    }
  });
});
