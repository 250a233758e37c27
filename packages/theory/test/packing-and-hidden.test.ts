import { describe, expect, it } from 'vitest';

import { InvalidArgumentError } from '@toymodels/core';
import {
  absoluteValueLoss,
  asymmetricMotif,
  hiddenSlopes,
  oneSparseAbsoluteValueLoss,
  oneSparseLoss,
  oneSparseReluHiddenLoss,
  reluHiddenLoss,
  sparsePackingLog,
  stableRecoveryDimensions,
  type HiddenInput,
} from '@toymodels/theory';
import { randomInput } from './sampling.js';

/** All k-sets of n, as bit masks, in order. */
function subsets(n: number, k: number): number[] {
  const size = (mask: number): number => (mask === 0 ? 0 : (mask & 1) + size(mask >> 1));
  return Array.from({ length: 2 ** n }, (_, mask) => mask).filter((mask) => size(mask) === k);
}

/** Takes sets as long as one is left that shares at most k/2 with all taken. */
function greedy(n: number, k: number): number {
  const taken: number[] = [];
  const shared = (mask: number): number => (mask === 0 ? 0 : (mask & 1) + shared(mask >> 1));
  for (const each of subsets(n, k))
    if (taken.every((other) => shared(each & other) <= k / 2)) taken.push(each);
  return taken.length;
}

describe('packings of sparse vectors', () => {
  it('built greedily are at least as large as guaranteed, n up to 12', () => {
    let tight = 0;
    for (const [n, k] of [
      [4, 1],
      [6, 2],
      [8, 3],
      [10, 4],
      [12, 4],
      [9, 9],
    ] as const) {
      const guaranteed = Math.exp(sparsePackingLog(n, k));
      expect(greedy(n, k)).toBeGreaterThanOrEqual(guaranteed * (1 - 1e-12));
      if (greedy(n, k) < guaranteed * 1.000001) tight++;
    }
    // one active feature: all n are far from each other; all features active: there is one vector
    expect(tight).toBeGreaterThanOrEqual(2);
    expect(sparsePackingLog(4, 1)).toBeCloseTo(Math.log(4), 14);
    expect(sparsePackingLog(9, 9)).toBe(0);
  });

  it('need dimensions in proportion to k ln(n/k), within a factor of 2 over six decades of n', () => {
    const ratios = [1e3, 1e4, 1e5, 1e6, 1e9].map(
      (n) => stableRecoveryDimensions(n, 10, 0.5) / (10 * Math.log(n / 10)),
    );
    expect(Math.min(...ratios)).toBeGreaterThan(0.1);
    expect(Math.max(...ratios) / Math.min(...ratios)).toBeLessThan(2);
  });

  it('need more dimensions of a W that distorts less, and refuse distortions that keep nothing', () => {
    expect(stableRecoveryDimensions(1000, 10, 0)).toBeCloseTo(sparsePackingLog(1000, 10) / Math.log(3), 12);
    expect(stableRecoveryDimensions(1000, 10, 0.9)).toBeLessThan(stableRecoveryDimensions(1000, 10, 0.1));
    for (const bad of [1, -0.1, NaN])
      expect(() => stableRecoveryDimensions(10, 2, bad)).toThrow(InvalidArgumentError);
    expect(() => sparsePackingLog(4, 5)).toThrow(InvalidArgumentError);
  });
});

const withRare = (input: HiddenInput, p: number): HiddenInput => ({
  ...input,
  featureProbability: new Array<number>(input.nFeatures).fill(p),
});

describe('one active feature behind a ReLU hidden layer', () => {
  const hidden: HiddenInput = {
    ...randomInput(601, 3, 4),
    encoder: randomInput(602, 3, 4).weights,
    decoder: randomInput(603, 3, 4).weights,
    bias: [-0.1, -0.2, -0.05],
  };

  it('costs what the exact loss of any number of features tends to, over p', () => {
    const p = 1e-7;
    expect(reluHiddenLoss(withRare(hidden, p)) / p / oneSparseReluHiddenLoss(hidden)).toBeCloseTo(1, 5);
    expect(absoluteValueLoss(withRare(hidden, p)) / p / oneSparseAbsoluteValueLoss(hidden)).toBeCloseTo(1, 5);
  });

  it('is the ReLU-output model where the encoder is not negative', () => {
    const input = randomInput(604, 4, 3);
    const weights = input.weights.map(Math.abs);
    const model = { ...input, encoder: weights, decoder: weights };
    expect(oneSparseReluHiddenLoss(model)).toBeCloseTo(oneSparseLoss({ ...input, weights }), 13);
  });

  it('reads the slopes of the asymmetric motif: what spills, and what inhibits', () => {
    const motif = asymmetricMotif(2);
    expect([...hiddenSlopes(motif)]).toEqual([1, 0, 0, 1]);
    expect([...hiddenSlopes(motif, -1)]).toEqual([1, 0, 0.25, 1]);
  });
});
