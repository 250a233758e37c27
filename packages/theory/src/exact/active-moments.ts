/**
 * Several active features: moments of ReLU(b + a . x) without a single subtraction.
 *
 * THEOREM. Let x_i ~ U[0,1] be independent for i in S, k = |S|, beta a number, and
 *
 *   H_r(S, beta) = E (beta + a_S . x_S)_+^r / r!,     K_i = E x_i (beta + a_S . x_S)_+^r / r!.
 *
 * With lo and hi the smallest and largest value of beta + a_S . x_S: if hi <= 0 everything is 0; if
 * lo >= 0 the ReLU does nothing and H, K are polynomials; else with tau = -lo / (hi - lo) in (0, 1)
 * and sigma_i = 1 - tau for a_i > 0, tau otherwise,
 *
 *   (r + k) H_r(S, beta)   = sum_i [ sigma_i H_r(S\i, beta + a_i) + (1 - sigma_i) H_r(S\i, beta) ]
 *   (r + k + 1) K_i(S, beta) = sum_{l != i} [ sigma_l K_i(S\l, beta + a_l) + (1 - sigma_l) K_i(S\l, beta) ]
 *                            + sigma_i H_r(S\i, beta + a_i) + (1 - sigma_i) H_r(S, beta).
 *
 * PROOF. H_r is homogeneous of degree r in (beta, a). Euler's identity with
 * a_i d/da_i E f(a_i x_i) = f(a_i) - E f gives (r + k) H_r = beta H_{r-1} + sum_i H_r(S\i, beta + a_i)
 * when all a_i > 0 (reflect x_i -> 1 - x_i otherwise), and a_i H_{r-1}(S) = H_r(S\i, beta + a_i) -
 * H_r(S\i, beta). Put beta = -tau sum a_i. K_i is d/da_i H_{r+1}.
 *
 * Every term is non-negative: nothing cancels, nothing is divided by a_i, a_i = 0 is an ordinary
 * value. The textbook vertex formula, a signed sum over the 2^k corners divided by prod a_i, loses all
 * digits as soon as a few a_i are small, which orthogonal features always make happen.
 *
 * Source: derived for this project; it is a relative of the box-spline recurrence of de Boor and Höllig (1982).
 *
 * This file is the plain reading of the theorem, for any a; `row-kernel.ts` is the fast one.
 */

import { InvalidArgumentError } from '@toymodels/core';

import { checkFinite, checkSupported, type Numbers } from '../input.js';

/** Moments of R = ReLU(bias + a . x) with every x_i ~ U[0,1] active. */
export interface ActiveMoments {
  /** P(R > 0) */
  readonly probabilityPositive: number;
  /** E R */
  readonly mean: number;
  /** E R^2 */
  readonly meanSquare: number;
  /** E x_i R, [feature] */
  readonly meanTimesFeature: Float64Array;
  /** E x_i [R > 0], [feature] */
  readonly featureWhilePositive: Float64Array;
}

/** The largest number of active features {@link activeMoments} takes: 3^12 states of 12 values. */
export const MAX_ACTIVE = 12;

/**
 * Exact moments of ReLU(bias + a . x), x uniform on the unit cube.
 *
 * @param a coefficients, [active feature], 1 to {@link MAX_ACTIVE} of them, any finite values
 * @param bias any finite value
 * @throws InvalidArgumentError for values that are not finite, UnsupportedError for too many features
 */
export function activeMoments(a: Numbers, bias: number): ActiveMoments {
  const n = a.length;
  checkFinite(bias, 'bias');
  for (let i = 0; i < n; i++) checkFinite(a[i]!, `a[${i}]`);
  if (n === 0) {
    const r = Math.max(bias, 0);
    const none = new Float64Array(0);
    return {
      probabilityPositive: r > 0 ? 1 : 0,
      mean: r,
      meanSquare: r * r,
      meanTimesFeature: none,
      featureWhilePositive: none,
    };
  }
  checkSupported(n, MAX_ACTIVE, 'activeMoments', `It visits 3^n states of n values each.`);

  const vertex = vertexValues(a, bias);
  const full = 2 ** n - 1;
  let negative = 0;
  for (let i = 0; i < n; i++) if (a[i]! < 0) negative |= 1 << i;

  // [rank 0, 1, 2] -> (S, u) -> H_r followed by K_i
  const memo: Map<number, Float64Array>[] = [new Map(), new Map(), new Map()];

  /** H_r at 0 and K_i at 1 + i of the state: S random, u at one, the rest at zero. */
  const visit = (r: number, s: number, u: number): Float64Array => {
    const key = s * (full + 1) + u;
    const known = memo[r]!.get(key);
    if (known) return known;
    const out = new Float64Array(n + 1);
    memo[r]!.set(key, out);
    const lo = vertex[u | (s & negative)]!;
    const hi = vertex[u | (s & ~negative)]!;
    if (hi <= 0) return out;
    if (lo >= 0) return fillPolynomial(out, a, r, s, lo, hi);
    const tau = -lo / (hi - lo);
    let k = 0;
    for (let i = 0; i < n; i++) k += (s >> i) & 1;
    for (let l = 0; l < n; l++) {
      const bit = 1 << l;
      if (!(s & bit)) continue;
      const sigma = a[l]! > 0 ? 1 - tau : tau;
      const atOne = visit(r, s & ~bit, u | bit);
      const atZero = visit(r, s & ~bit, u);
      out[0]! += sigma * atOne[0]! + (1 - sigma) * atZero[0]!;
      for (let i = 0; i < n; i++) {
        if (i !== l && (s >> i) & 1) out[1 + i]! += sigma * atOne[1 + i]! + (1 - sigma) * atZero[1 + i]!;
      }
      out[1 + l]! += sigma * atOne[0]!;
    }
    out[0]! /= r + k;
    for (let i = 0; i < n; i++) {
      if (!((s >> i) & 1)) continue;
      const sigma = a[i]! > 0 ? 1 - tau : tau;
      out[1 + i] = (out[1 + i]! + (1 - sigma) * out[0]!) / (r + k + 1);
    }
    return out;
  };

  const h0 = visit(0, full, 0);
  const h1 = visit(1, full, 0);
  const h2 = visit(2, full, 0);
  return {
    probabilityPositive: h0[0]!,
    mean: h1[0]!,
    meanSquare: 2 * h2[0]!,
    meanTimesFeature: h1.slice(1),
    featureWhilePositive: h0.slice(1),
  };
}

/** Where the ReLU does nothing: H_2 = (m^2 + sum a^2/12)/2, H_1 = m, H_0 = 1, m the mean. */
function fillPolynomial(
  out: Float64Array,
  a: Numbers,
  r: number,
  s: number,
  lo: number,
  hi: number,
): Float64Array {
  const mean = (lo + hi) / 2;
  let squares = 0;
  for (let i = 0; i < a.length; i++) if ((s >> i) & 1) squares += a[i]! * a[i]!;
  out[0] = r === 0 ? 1 : r === 1 ? mean : (mean * mean + squares / 12) / 2;
  // K_i of rank 2 is a third moment that no loss needs, so it is left at zero.
  for (let i = 0; i < a.length; i++) {
    if ((s >> i) & 1) out[1 + i] = r === 0 ? 0.5 : r === 1 ? mean / 2 + a[i]! / 12 : 0;
  }
  return out;
}

/** bias + sum of a_i over each subset, [subset as bit mask]: corner values summed from the originals. */
function vertexValues(a: Numbers, bias: number): Float64Array {
  const n = a.length;
  if (n > 30) throw new InvalidArgumentError(`${n} coefficients given; subsets are bit masks, 30 at most`);
  const out = new Float64Array(2 ** n);
  out[0] = bias;
  for (let i = 0; i < n; i++) {
    const size = 1 << i;
    for (let mask = 0; mask < size; mask++) out[size + mask] = out[mask]! + a[i]!;
  }
  return out;
}
