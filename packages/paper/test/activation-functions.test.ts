/** Activations, the quadrature loss and the claims of `activation-functions`. */

import { biasFreeSurface } from '@toymodels/theory';
import { expect, test } from 'vitest';
import { ACTIVATIONS } from '../src/figures/activation-functions/activations.js';
import { antipodalShare, claims } from '../src/figures/activation-functions/claims.js';
import {
  gaussLegendre,
  lossAndGradient,
  optimum,
  quadrature,
} from '../src/figures/activation-functions/loss.js';
import type { ActivationMap } from '../src/figures/activation-functions/run.js';
import { verdicts } from './made.js';

test.each(Object.entries(ACTIVATIONS))('%s has the slope that its differences have', (_, { at }) => {
  for (const z of [-2.3, -0.4, -0.01, 0.02, 0.7, 1.9]) {
    const h = 1e-5;
    expect(at(z)[1]).toBeCloseTo((at(z + h)[0] - at(z - h)[0]) / (2 * h), 6);
  }
});

test('values are those of the formulas', () => {
  expect(ACTIVATIONS.tanh.at(0.5)[0]).toBeCloseTo(Math.tanh(0.5), 14);
  expect(ACTIVATIONS.softplus.at(0)[0]).toBeCloseTo(Math.log(2) / 10, 14);
  expect(ACTIVATIONS.softplus.at(-0.1)[0]).toBeCloseTo(Math.log1p(Math.exp(-1)) / 10, 14);
  expect(ACTIVATIONS.gelu.at(1)[0]).toBeCloseTo(0.8412, 4); // 1 * Phi(1) = 0.84134; tanh form 0.84119
});

test('Gauss-Legendre integrates polynomials of degree 2 n - 1', () => {
  const sum = gaussLegendre(5).reduce((total, { node, weight }) => total + weight * node ** 9, 0);
  expect(sum).toBeCloseTo(0.1, 14);
});

test('the quadrature is the exact bias-free loss of the ReLU where nothing has a kink, and near it elsewhere', () => {
  const loss = (u: number, w: number): number =>
    lossAndGradient(
      ACTIVATIONS.relu,
      quadrature(0.4, 16),
      0.7,
      Float64Array.of(u, w, 0, 0),
      new Float64Array(4),
    );
  expect(loss(0.8, 0.5)).toBeCloseTo(biasFreeSurface(0.8, 0.5, 0.7, 0.4), 13);
  expect(loss(1, -0.9)).toBeCloseTo(biasFreeSurface(1, -0.9, 0.7, 0.4), 3);
});

test('the gradient is that of differences', () => {
  const law = quadrature(0.3, 8);
  const at = Float64Array.of(0.9, -0.6, 0.05, -0.1);
  const gradient = new Float64Array(4);
  lossAndGradient(ACTIVATIONS.gelu, law, 2, at, gradient);
  at.forEach((_, q) => {
    const shifted = (h: number): number => {
      const other = at.slice();
      other[q]! += h;
      return lossAndGradient(ACTIVATIONS.gelu, law, 2, other, new Float64Array(4));
    };
    expect(gradient[q]).toBeCloseTo((shifted(1e-5) - shifted(-1e-5)) / 2e-5, 8);
  });
});

test('the linear optimum is the variance of the feature left out', () => {
  const { loss } = optimum(ACTIVATIONS.linear, quadrature(0.3, 6), 0.5, 0, 1);
  expect(loss).toBeCloseTo(0.5 * (0.3 / 3 - 0.09 / 4), 8);
});

const map = (activation: ActivationMap['activation'], phases: string): ActivationMap => ({
  activation,
  phases,
  loss: [],
});
const maps = [
  map('linear', 'iidd'),
  map('tanh', 'iidd'),
  map('leaky-relu', 'isdd'),
  map('relu', 'issd'),
  map('gelu', 'iswd'),
  map('softplus', 'issd'),
];

test('claims hold as expected and fail when one map is another', () => {
  expect(antipodalShare(maps[4]!)).toBe(0.5);
  expect(new Set(Object.values(verdicts(claims({ maps }))))).toEqual(new Set(['holds']));
  const without = (activation: string, phases: string): Record<string, string> =>
    verdicts(
      claims({ maps: maps.map((each) => (each.activation === activation ? { ...each, phases } : each)) }),
    );
  expect(without('gelu', 'iidd')['cut-off-gives-superposition']).toBe('fails');
  expect(without('tanh', 'isdd')['no-cut-off-no-superposition']).toBe('fails');
  expect(without('leaky-relu', 'issd')['leak-shrinks-superposition']).toBe('fails');
});
