/**
 * The population loss of x' = f(W^T W x + b), n = 2, m = 1, for any activation f, by Gauss-Legendre quadrature
 * over active features, and its minimum.
 *
 * For kinked activations the quadrature is off by about 1e-3 of the loss; borders between phases move by less than a
 * cell. For the ReLU itself `@toymodels/theory` is exact.
 */

import { RandomStream, streamKey } from '@toymodels/core';
import { minimise } from '@toymodels/theory';
import type { Activation } from './activations.js';

/** Inputs with weights that sum to 1. */
export interface Quadrature {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: Float64Array;
}

/** Nodes and weights on [0, 1], by Newton's method on Legendre polynomials. */
export function gaussLegendre(count: number): { readonly node: number; readonly weight: number }[] {
  return Array.from({ length: count }, (_, k) => {
    let t = Math.cos((Math.PI * (k + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 60; step++) {
      let [before, value] = [1, t];
      for (let n = 2; n <= count; n++)
        [before, value] = [value, ((2 * n - 1) * t * value - (n - 1) * before) / n];
      slope = (count * (t * value - before)) / (t * t - 1);
      t -= value / slope;
    }
    return { node: (1 + t) / 2, weight: 1 / ((1 - t * t) * slope * slope) };
  });
}

/** The law of two features that are active with probability p: none, one, or both. */
export function quadrature(p: number, count: number): Quadrature {
  const nodes = gaussLegendre(count);
  const points: [number, number, number][] = [[0, 0, (1 - p) ** 2]];
  for (const { node, weight } of nodes) {
    points.push([node, 0, p * (1 - p) * weight], [0, node, p * (1 - p) * weight]);
    for (const other of nodes) points.push([node, other.node, p * p * weight * other.weight]);
  }
  const column = (c: 0 | 1 | 2): Float64Array => Float64Array.from(points, (point) => point[c]);
  return { x: column(0), y: column(1), weight: column(2) };
}

/** L at (W_1, W_2, b_1, b_2) for importances (1, r), and its gradient. */
export function lossAndGradient(
  activation: Activation,
  { x, y, weight }: Quadrature,
  r: number,
  at: Float64Array,
  gradient: Float64Array,
): number {
  const [u, w, b, c] = at as unknown as [number, number, number, number];
  gradient.fill(0);
  let loss = 0;
  for (let s = 0; s < x.length; s++) {
    const h = u * x[s]! + w * y[s]!;
    const [first, firstSlope] = activation.at(u * h + b);
    const [second, secondSlope] = activation.at(w * h + c);
    const offFirst = first - x[s]!;
    const offSecond = second - y[s]!;
    loss += weight[s]! * (offFirst * offFirst + r * offSecond * offSecond);
    const d = 2 * weight[s]! * offFirst * firstSlope;
    const e = 2 * weight[s]! * r * offSecond * secondSlope;
    const byHidden = d * u + e * w;
    gradient[0]! += d * h + byHidden * x[s]!;
    gradient[1]! += e * h + byHidden * y[s]!;
    gradient[2]! += d;
    gradient[3]! += e;
  }
  return loss;
}

const STARTS: readonly (readonly number[])[] = [
  [1, 0.02, 0, 0.1],
  [0.02, 1, 0.1, 0],
  [1, -1, 0, 0],
  [1, -0.3, 0, 0.1],
  [0.7, 0.7, 0, 0],
];

/** The lowest minimum found from given and random starts: W and its loss. */
export function optimum(
  activation: Activation,
  law: Quadrature,
  r: number,
  seed: number,
  randomStarts: number,
): { readonly weights: readonly [number, number]; readonly loss: number } {
  const random = new RandomStream(streamKey(seed, 'search'));
  const drawn = Array.from({ length: randomStarts }, () => [random.normal(), random.normal(), 0, 0]);
  let best: { weights: readonly [number, number]; loss: number } | undefined;
  for (const start of [...STARTS, ...drawn]) {
    const end = minimise(
      (at, gradient) => lossAndGradient(activation, law, r, at, gradient),
      Float64Array.from(start),
      {
        gradientTolerance: 1e-8,
        maxIterations: 200,
      },
    );
    if (best === undefined || end.value < best.loss)
      best = { weights: [end.x[0]!, end.x[1]!], loss: end.value };
  }
  return best!;
}
