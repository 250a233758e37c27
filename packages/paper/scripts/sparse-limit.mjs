/**
 * The lowest minima of L_1, the exact loss with one active feature at a time (the limit S -> 1): the
 * numbers in the notes of `basic-results` and `basic-results-large`.
 *
 *   node scripts/sparse-limit.mjs 20 5 0.7 400 5000     n, m, I_i = 0.7^i, starts, steps: 2 minutes
 *   node scripts/sparse-limit.mjs 80 20 0.9 2 2500
 *
 * L_1 = sum_j I_j [ B(|W_j|^2, b_j) + sum_{i != j} N(W_i . W_j, b_j) ],
 * N(a, b) = int_0^1 (a x + b)_+^2 dx, B(a, b) = int_0^1 (x - (a x + b)_+)^2 dx.
 * Empty samples forbid b > 0, by a penalty. Adam from Xavier starts; not a proof of a global minimum.
 */

import { RandomStream, streamKey } from '@toymodels/core';

const [n = 20, m = 5, ratio = 0.7, starts = 400, steps = 5000] = process.argv.slice(2).map(Number);
const importance = Array.from({ length: n }, (_, i) => ratio ** i);
const PENALTY = 1000;

/** int (a x + b)_+^k x^j dx over [0, 1] for (k, j) = (2, 0), (1, 1), (1, 0), and of x^2, x where a x + b > 0. */
function moments(a, b) {
  const from = a > 0 && b < 0 ? Math.min(1, -b / a) : 0;
  const to = a < 0 ? Math.max(0, Math.min(1, -b / a)) : a === 0 && b <= 0 ? 0 : 1;
  if (!(to > from)) return { square: 0, product: 0, value: 0, xx: 0, x: 0 };
  const [one, x, xx] = [1, 2, 3].map((power) => (to ** power - from ** power) / power);
  return {
    square: a * a * xx + 2 * a * b * x + b * b * one,
    product: a * xx + b * x,
    value: a * x + b * one,
    xx,
    x,
  };
}

/** L_1 and its gradient over (W, b), written into `gradient`. */
function loss(w, gradient) {
  let total = 0;
  gradient.fill(0);
  for (let j = 0; j < n; j++) {
    const b = w[n * m + j];
    const weight = importance[j];
    for (let i = 0; i < n; i++) {
      let dot = 0;
      for (let h = 0; h < m; h++) dot += w[i * m + h] * w[j * m + h];
      const { square, product, value, xx, x } = moments(dot, b);
      const own = i === j ? 1 : 0;
      total += weight * (own * (1 / 3 - 2 * product) + square);
      const byDot = 2 * weight * (product - own * xx);
      gradient[n * m + j] += 2 * weight * (value - own * x);
      for (let h = 0; h < m; h++) {
        gradient[i * m + h] += byDot * w[j * m + h];
        gradient[j * m + h] += byDot * w[i * m + h];
      }
    }
    if (b > 0) gradient[n * m + j] += 2 * PENALTY * weight * b;
  }
  return total;
}

const results = [];
for (let start = 0; start < starts; start++) {
  const random = new RandomStream(streamKey(0, 'search', start));
  const size = n * m + n;
  const w = Float64Array.from({ length: size }, (_, q) =>
    q < n * m ? Math.sqrt(2 / (n + m)) * random.normal() : 0,
  );
  const [gradient, first, second] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let t = 1; t <= steps; t++) {
    loss(w, gradient);
    const rate = 5e-3 * (1 - t / steps);
    for (let q = 0; q < size; q++) {
      first[q] = 0.9 * first[q] + 0.1 * gradient[q];
      second[q] = 0.999 * second[q] + 0.001 * gradient[q] ** 2;
      w[q] -= (rate * (first[q] / (1 - 0.9 ** t))) / (Math.sqrt(second[q] / (1 - 0.999 ** t)) + 1e-12);
    }
  }
  const norms = Array.from({ length: n }, (_, i) => Math.hypot(...w.subarray(i * m, (i + 1) * m)));
  results.push({ loss: loss(w, gradient), norms, bias: [...w.subarray(n * m)] });
}
results.sort((a, b) => a.loss - b.loss);
for (const { loss: least, norms, bias } of results.slice(0, 3)) {
  const above = (threshold) => norms.filter((norm) => norm > threshold).length;
  console.log(`L1 = ${least.toFixed(5)}: ${above(0.5)} norms above 0.5, ${above(0.1)} above 0.1`);
  console.log(`  norms  ${norms.map((norm) => norm.toFixed(2)).join(' ')}`);
  console.log(`  biases ${bias.map((b) => b.toFixed(2)).join(' ')}`);
}
