/** Gradient flow of the linear model, solved. */
import { gramMatrix, linearFlow } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';

const STEPS = 1500;

/** dW/dt = 4 W (I - M), [feature, 2]: row i is 4 (W_i - sum_j M_ij W_j). */
function velocity(weights: Float64Array): Float64Array {
  const gram = gramMatrix({ nFeatures: 3, nHidden: 2, weights });
  return weights.map((value, k) => {
    const [i, h] = [k >> 1, k & 1];
    let sum = value;
    for (let j = 0; j < 3; j++) sum -= gram[i * 3 + j]! * weights[2 * j + h]!;
    return 4 * sum;
  });
}

/** Runge and Kutta's fourth-order method. */
function integrate(start: Float64Array, time: number): Float64Array {
  let w = start;
  const step = time / STEPS;
  const moved = (by: Float64Array, factor: number): Float64Array =>
    w.map((value, k) => value + factor * by[k]!);
  for (let s = 0; s < STEPS; s++) {
    const a = velocity(w);
    const b = velocity(moved(a, step / 2));
    const c = velocity(moved(b, step / 2));
    const d = velocity(moved(c, step));
    w = w.map((value, k) => value + (step / 6) * (a[k]! + 2 * b[k]! + 2 * c[k]! + d[k]!));
  }
  return w;
}

export const check: Check = {
  title: 'Where gradient flow is after a time',
  leftIs: 'the flow of W, followed in 1500 small steps',
  rightIs: 'the formula for M(t)',
  sliders: [{ key: 't', label: 'time t', min: 0, max: 0.6, step: 0.01, start: 0.12 }],
  vectors: {
    start: [
      [0.05, 0.3],
      [0.35, -0.1],
      [-0.2, -0.25],
    ],
  },
  rows({ values: { t = 0 }, weights }) {
    const left = gramMatrix({ nFeatures: 3, nHidden: 2, weights: integrate(weights, t) });
    const right = linearFlow({ nFeatures: 3, nHidden: 2, weights }, t);
    return [
      { of: '|W_1|^2', left: left[0]!, right: right[0]!, within: rounding(0, 7) },
      { of: '|W_2|^2', left: left[4]!, right: right[4]!, within: rounding(0, 7) },
      { of: 'W_1 \\cdot W_2', left: left[1]!, right: right[1]!, within: rounding(0, 7) },
    ];
  },
};
