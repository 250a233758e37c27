/**
 * How a linear model learns: in closed form.
 *
 * THEOREM. Uniform importance, white data, dW/dt = -grad |I - W^T W|_F^2 = 4 W (I - M). Then
 * dM/dt = 8 M (I - M), whose solution from ANY start is
 *
 *   M(t) = e^{8t} M_0 [ I + (e^{8t} - 1) M_0 ]^{-1},      a(t) = 1 / (1 + (1/a_0 - 1) e^{-8t})
 *
 * for each eigenvalue a of M: modes do not compete, and the limit is the projector on the row space of
 * W_0, which need not be aligned with features. On the paper's sparse data with b = b* the rate is 8 I v;
 * for M_0 diagonal with distinct I_i v_i, da_i/dt = 8 I_i v_i a_i (1 - a_i), so that feature i is learnt
 * after about ln(1/a_0) / (8 I_i v_i). A loss that is a mean over n features divides the rate by n.
 *
 * Relative to Saxe et al. (2014): their untied balanced network has
 * a(t) = s e^{2st/tau} / (e^{2st/tau} - 1 + s/a_0), the same logistic for s = 1 and rate 2/tau.
 *
 * Source: Saxe, McClelland & Ganguli (2014), eq. 8; the tied case derived here.
 */

import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

import { InvalidArgumentError } from '@toymodels/core';

import { checkFinite, checkPositive, checkWeights, type TiedWeights } from '../input.js';

/**
 * a(t) = 1 / (1 + (1/a_0 - 1) e^{-rate t}).
 *
 * @param initial a_0, above 0 (above 1 is allowed: the mode then shrinks)
 * @param rate 8 for white data, 8 I v for sparse ones; any finite number
 * @param time t, any finite number
 */
export function linearModeStrength(initial: number, rate: number, time: number): number {
  checkPositive(initial, 'initial strength');
  checkFinite(rate, 'rate');
  checkFinite(time, 'time');
  return 1 / (1 + (1 / initial - 1) * Math.exp(-rate * time));
}

/**
 * The time at which a mode reaches `strength`: ln( strength (1 - a_0) / (a_0 (1 - strength)) ) / rate.
 *
 * @param initial a_0 in (0, 1)
 * @param rate above 0
 * @param strength in (0, 1); default 1/2
 */
export function linearLearningTime(initial: number, rate: number, strength = 0.5): number {
  for (const value of [initial, strength]) {
    if (!(value > 0 && value < 1)) {
      throw new InvalidArgumentError(
        `invalid mode strength: ${value}; allowed are numbers between 0 and 1, both excluded`,
      );
    }
  }
  checkPositive(rate, 'rate');
  return Math.log((strength * (1 - initial)) / (initial * (1 - strength))) / rate;
}

/**
 * M(t) = W(t)^T W(t) under gradient flow from the weights given, [feature, feature].
 *
 * @param rate 8 (default) for white data and loss |I - W^T W|^2
 * @param time t >= 0
 */
export function linearFlow(start: TiedWeights, time: number, rate = 8): Float64Array {
  checkWeights(start);
  checkFinite(rate, 'rate');
  if (!(time >= 0 && Number.isFinite(time))) {
    throw new InvalidArgumentError(`invalid time: ${time}; allowed are finite numbers from 0`);
  }
  const { nFeatures: n, nHidden: m, weights: w } = start;
  const frame = Matrix.zeros(m, m); // S = W W^T has the eigenvalues of M, without the n - m zeros
  for (let i = 0; i < n; i++) {
    for (let h = 0; h < m; h++) {
      for (let k = 0; k < m; k++) frame.set(h, k, frame.get(h, k) + w[i * m + h]! * w[i * m + k]!);
    }
  }
  const eigen = new EigenvalueDecomposition(frame, { assumeSymmetric: true });
  const vectors = eigen.eigenvectorMatrix;
  const largest = Math.max(...eigen.realEigenvalues);
  const decay = Math.exp(-rate * time);
  const out = new Float64Array(n * n);
  eigen.realEigenvalues.forEach((value, e) => {
    // Rounding of a zero eigenvalue would grow like e^{rate t}.
    if (!(value > 4e-16 * m * largest)) return;
    // a(t)/a_0 = 1 / (a_0 + (1 - a_0) e^{-rate t})
    const growth = 1 / (value + (1 - value) * decay);
    const mode = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let h = 0; h < m; h++) mode[i]! += w[i * m + h]! * vectors.get(h, e);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) out[i * n + j]! += growth * mode[i]! * mode[j]!;
    }
  });
  return out;
}
