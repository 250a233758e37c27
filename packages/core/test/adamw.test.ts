import { describe, expect, test } from 'vitest';
import { adamwUpdate, completeSpec, learningRateAt } from '@toymodels/core';
import { smallRun } from './helpers.js';

test('AdamW follows PyTorch 2.13 over five steps to 1e-15', () => {
  // test/oracles/pytorch.py, line "adamw"
  const expected = [0.9499084657943742, -0.4730228694023852, 0.20059821561334518];
  const { optimiser } = completeSpec(smallRun({ training: { optimiser: { learningRate: 0.01 } } })).training;
  const theta = Float64Array.of(1, -0.5, 0.25);
  const [first, second] = [new Float64Array(3), new Float64Array(3)];
  for (let t = 0; t < 5; t++) {
    const gradient = theta.map((value, i) => 2 * (i + 1) * value + t);
    adamwUpdate(theta, gradient, first, second, 0.01, t + 1, optimiser);
  }
  theta.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-15));
});

test('without a gradient, weight decay alone shrinks a parameter by (1 - rate * decay) a step', () => {
  const { optimiser } = completeSpec(smallRun({ training: { optimiser: { weightDecay: 0.5 } } })).training;
  const theta = Float64Array.of(2);
  for (let t = 1; t <= 3; t++)
    adamwUpdate(theta, Float64Array.of(0), new Float64Array(1), new Float64Array(1), 0.1, t, optimiser);
  expect(theta[0]).toBeCloseTo(2 * 0.95 ** 3, 15);
});

describe('the learning rate', () => {
  const rates = (schedule: 'constant' | 'linear' | 'cosine', finalRate: number): number[] => {
    const { training } = completeSpec(
      smallRun({ training: { steps: 4, optimiser: { learningRate: 2, schedule, finalRate } } }),
    );
    return [0, 1, 2, 3, 4].map((step) => learningRateAt(training, step));
  };
  test('is constant, falls on a line, or on half a cosine', () => {
    expect(rates('constant', 0.5)).toEqual([2, 2, 2, 2, 2]);
    expect(rates('linear', 0.5)).toEqual([2, 1.75, 1.5, 1.25, 1]);
    rates('cosine', 0).forEach((rate, t) => expect(rate).toBeCloseTo(1 + Math.cos((Math.PI * t) / 4), 14));
    expect(rates('cosine', 0.25).at(-1)).toBe(0.5);
  });
});
