// Monte Carlo counterparts of the exact functions, written from the definitions and sharing no code with them.

import { RandomStream, streamKey } from '@toymodels/core';
import type { DataLaw } from '@toymodels/theory';

/** The mean of f over `samples` inputs, with its standard error. */
export function sampleMean(
  law: DataLaw,
  f: (x: Float64Array) => number,
  seed: number,
  samples = 1_000_000,
  signed = false,
): { mean: number; standardError: number } {
  const random = new RandomStream(streamKey(seed, 'evaluation'));
  const x = new Float64Array(law.nFeatures);
  const grouped = new Set((law.groups ?? []).flatMap((group) => group.features));
  const value = (): number => (signed ? 2 * random.uniform() - 1 : random.uniform());
  let sum = 0;
  let squares = 0;
  for (let s = 0; s < samples; s++) {
    for (let i = 0; i < law.nFeatures; i++) {
      x[i] = !grouped.has(i) && random.uniform() < law.featureProbability[i]! ? value() : 0;
    }
    for (const group of law.groups ?? []) {
      if (random.uniform() >= group.probability) continue;
      if (group.kind === 'correlated') for (const i of group.features) x[i] = value();
      else x[group.features[random.integer(group.features.length)]!] = value();
    }
    const y = f(x);
    sum += y;
    squares += y * y;
  }
  const mean = sum / samples;
  return { mean, standardError: Math.sqrt((squares / samples - mean * mean) / (samples - 1)) };
}

/** Squared error of x' = act(W^T W x + b), weighted by importance. */
export function tiedError(
  model: {
    nFeatures: number;
    nHidden: number;
    weights: ArrayLike<number>;
    bias: ArrayLike<number>;
    importance: ArrayLike<number>;
  },
  relu: boolean,
): (x: Float64Array) => number {
  const { nFeatures: n, nHidden: m, weights: w, bias, importance } = model;
  const h = new Float64Array(m);
  return (x) => {
    h.fill(0);
    for (let i = 0; i < n; i++) for (let k = 0; k < m; k++) h[k]! += w[i * m + k]! * x[i]!;
    let error = 0;
    for (let j = 0; j < n; j++) {
      let t = bias[j]!;
      for (let k = 0; k < m; k++) t += w[j * m + k]! * h[k]!;
      if (relu) t = Math.max(t, 0);
      error += importance[j]! * (x[j]! - t) ** 2;
    }
    return error;
  };
}

/** A random model and data law; every fifth weight is exactly zero. */
export function randomInput(
  seed: number,
  nFeatures: number,
  nHidden: number,
): {
  nFeatures: number;
  nHidden: number;
  weights: Float64Array;
  bias: Float64Array;
  importance: Float64Array;
  featureProbability: Float64Array;
} {
  const random = new RandomStream(streamKey(seed, 'general'));
  const draw = (length: number, f: () => number): Float64Array => Float64Array.from({ length }, f);
  const weights = draw(nFeatures * nHidden, () => 0.7 * random.normal());
  for (let i = 0; i < weights.length; i += 5) weights[i] = 0;
  return {
    nFeatures,
    nHidden,
    weights,
    bias: draw(nFeatures, () => 0.3 * random.normal()),
    importance: draw(nFeatures, () => 0.2 + random.uniform()),
    featureProbability: draw(nFeatures, () => random.uniform()),
  };
}

/** The central difference of f by each entry of x, with a step h. */
export function centralDifferences(f: (x: Float64Array) => number, x: Float64Array, h: number): Float64Array {
  return x.map((_, i) => {
    const up = x.slice();
    const down = x.slice();
    up[i]! += h;
    down[i]! -= h;
    return (f(up) - f(down)) / (up[i]! - down[i]!);
  });
}
