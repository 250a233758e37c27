import { describe, expect, it } from 'vitest';

import { RandomStream, streamKey } from '@toymodels/core';
import {
  LINEAR_COMPRESSION_ERROR,
  absoluteOneSidedLoss,
  absoluteUnrepresentedLoss,
  absoluteValueLoss,
  asymmetricMotif,
  bestSharingAsymmetry,
  compressPair,
  compressedSensingDimensions,
  compressedSensingFeaturesPerDimension,
  decompressPair,
  inhibitedNeuronLoss,
  nonlinearCompressionError,
  reluHiddenLoss,
  reluOutputLoss,
  sharedNeuronLoss,
  type HiddenInput,
} from '@toymodels/theory';
import { randomInput, sampleMean } from './sampling.js';

/** Squared error of ReLU(D ReLU(E x) + b) against `target`. */
function hiddenError(input: HiddenInput, target: (x: number) => number): (x: Float64Array) => number {
  const { nFeatures: n, nHidden: m, encoder, decoder, bias, importance } = input;
  return (x) => {
    let error = 0;
    const h = new Float64Array(m);
    for (let i = 0; i < n; i++) for (let k = 0; k < m; k++) h[k]! += encoder[i * m + k]! * x[i]!;
    for (let j = 0; j < n; j++) {
      let t = bias[j]!;
      for (let k = 0; k < m; k++) t += decoder[j * m + k]! * Math.max(h[k]!, 0);
      error += importance[j]! * (target(x[j]!) - Math.max(t, 0)) ** 2;
    }
    return error;
  };
}

const randomHidden = (seed: number, n: number, m: number): HiddenInput => {
  const { weights, ...law } = randomInput(seed, n, m);
  return { ...law, encoder: weights, decoder: randomInput(seed + 1, n, m).weights };
};

describe('compressed sensing', () => {
  it('has the printed scales', () => {
    expect(compressedSensingDimensions(1000, 0.01)).toBeCloseTo(46.05, 2);
    for (const [p, features] of [
      [0.1, 4.3],
      [0.01, 21.7],
      [0.001, 144.8],
    ] as const) {
      expect(compressedSensingFeaturesPerDimension(p)).toBeCloseTo(features, 1);
    }
    expect(compressedSensingDimensions(10, 1)).toBe(0);
  });
});

describe('nonlinear compression', () => {
  it('has the error of 1e6 samples within 4 standard errors, Z = 2, 3 and 7', () => {
    for (const [steps, ramp] of [
      [2, 0.3],
      [3, 0.1],
      [7, 1],
    ] as const) {
      const random = new RandomStream(streamKey(41, 'evaluation'));
      let [sum, squares] = [0, 0];
      const samples = steps === 3 ? 1_000_000 : 200_000;
      for (let s = 0; s < samples; s++) {
        const [x, y] = [random.uniform(), random.uniform()];
        const [a, b] = decompressPair(compressPair(x, y, steps, ramp), steps, ramp);
        const error = (x - a) ** 2 + (y - b) ** 2;
        sum += error;
        squares += error * error;
      }
      const mean = sum / samples;
      const standardError = Math.sqrt((squares / samples - mean * mean) / samples);
      expect(Math.abs(mean - nonlinearCompressionError(steps, ramp)) / standardError).toBeLessThan(4);
    }
  });

  it('beats linear codes at Z = 3 with ramps of a tenth of a step, not of a tenth of the range', () => {
    expect(nonlinearCompressionError(3, 0.1)).toBeCloseTo(0.042182, 6);
    expect(nonlinearCompressionError(3, 0.3)).toBeCloseTo(0.094323, 6);
    expect(nonlinearCompressionError(3, 0.3)).toBeGreaterThan(LINEAR_COMPRESSION_ERROR);
  });
});

describe('models with a ReLU hidden layer', () => {
  it('agree with 1e6 samples within 4 standard errors', () => {
    for (const [seed, n, m] of [
      [401, 2, 3],
      [403, 3, 4],
    ] as const) {
      const input = randomHidden(seed, n, m);
      const { mean, standardError } = sampleMean(
        input,
        hiddenError(input, (x) => x),
        seed,
      );
      expect(Math.abs(mean - reluHiddenLoss(input)) / standardError).toBeLessThan(4);
      const signed = sampleMean(input, hiddenError(input, Math.abs), seed + 50, 1_000_000, true);
      expect(Math.abs(signed.mean - absoluteValueLoss(input)) / signed.standardError).toBeLessThan(4);
    }
  });

  it('are the ReLU-output model where weights are not negative, n = 1 to 4', () => {
    for (const [n, m] of [
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 3],
    ] as const) {
      const input = randomInput(410 + n, n, m);
      const weights = input.weights.map(Math.abs);
      const exact = reluOutputLoss({ ...input, weights });
      expect(reluHiddenLoss({ ...input, encoder: weights, decoder: weights })).toBeCloseTo(exact, 13);
    }
  });

  it('compute |x| with two neurons a feature without error, and pay the printed price for one left out', () => {
    const clean = {
      nFeatures: 3,
      nHidden: 4,
      encoder: [1, -1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0],
      decoder: [1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0],
      bias: [0, 0, 0.15],
      importance: [1, 0.8, 0.6],
      featureProbability: [0.3, 0.3, 0.3],
    };
    expect(absoluteValueLoss(clean)).toBeCloseTo(absoluteUnrepresentedLoss(0.6, 0.3), 15);
  });

  it('with one neuron for one side cost the best affine readout', () => {
    const p = 0.4;
    // minimise over the readout weight w and bias b on a grid around the regression
    const covariance = p / 6 - (p * p) / 8;
    const variance = p / 6 - (p * p) / 16;
    const w = covariance / variance;
    const bias = p / 2 - (w * p) / 4;
    const input = {
      nFeatures: 1,
      nHidden: 1,
      encoder: [1],
      decoder: [w],
      bias: [bias],
      importance: [1],
      featureProbability: [p],
    };
    expect(absoluteValueLoss(input)).toBeCloseTo(absoluteOneSidedLoss(1, p), 14);
    expect(absoluteOneSidedLoss(2, 0.001) / (0.002 / 6)).toBeCloseTo(1, 2);
  });

  it('share a neuron at the printed costs in the sparse limit', () => {
    const p = 1e-6;
    const law = { bias: [0, 0], importance: [1, 0.8], featureProbability: [p, p] };
    for (const a of [1, 2, 3]) {
      const motif = asymmetricMotif(a);
      expect(absoluteValueLoss({ ...motif, ...law }) / inhibitedNeuronLoss(1, p, a)).toBeCloseTo(1, 3);
      const without = { ...motif, decoder: motif.decoder.map((d, at) => (at === 5 ? 0 : d)) };
      expect(absoluteValueLoss({ ...without, ...law }) / sharedNeuronLoss(1, 0.8, p, a)).toBeCloseTo(1, 4);
    }
    const best = bestSharingAsymmetry(1, 0.8);
    expect(sharedNeuronLoss(1, 0.8, p, best)).toBeCloseTo((p / 3) * Math.sqrt(0.8), 18);
    expect(sharedNeuronLoss(1, 0.8, p, best)).toBeGreaterThan((p / 6) * 0.8);
  });

  it('take correlated sets and p = 1', () => {
    const input = {
      ...randomHidden(421, 3, 2),
      featureProbability: [0, 0, 1],
      groups: [{ kind: 'correlated' as const, features: [0, 1], probability: 0.5 }],
    };
    const { mean, standardError } = sampleMean(
      input,
      hiddenError(input, (x) => x),
      421,
      200_000,
    );
    expect(Math.abs(mean - reluHiddenLoss(input)) / standardError).toBeLessThan(4);
  });
});
