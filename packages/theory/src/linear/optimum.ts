/**
 * What a linear model can reach at best: no superposition.
 *
 * THEOREM. For independent features min over (W, b) of L is the sum of all I_i v_i but the m largest,
 * reached by representing those m features on axes of their own (with b = b*); unique if the m-th and
 * (m+1)-th differ.
 *
 * PROOF. L* = | D_I^{1/2} D_v^{1/2} - D_I^{1/2} M D_v^{1/2} |_F^2 and the second matrix has rank at most m,
 * so Eckart-Young bounds L* by the smallest n - m squared singular values I_i v_i of the first; the
 * projector on coordinates attains it. The proof does not use that encoder and decoder are tied. With
 * equal I_i v_i every orthogonal projector of rank m ties: such optima may look like superposition, but
 * are never better.
 *
 * THEOREM (equal v, distinct I_i > 0). Every stationary point of L* has M = P_S, the projector on the
 * coordinates of a set S of at most m features; all but the top m by importance are strict saddles, so
 * there is no bad local minimum. Directions of descent: (i) if |S| < m and j is outside S, growing j along a
 * free direction changes L by -2 v I_j e^2; (ii) for i in S, j outside with I_j > I_i, turning i into j by an
 * angle changes L by -v (I_j - I_i) sin^2.
 *
 * PROOF. grad = -2 v W (D C + C D), D = diag(I), C = I - M. With N = M C: M D C = -N D and its transpose
 * C D M = -D N; subtracting, [M + N, D] = 0, so C^2 is diagonal and M is block diagonal on its level
 * sets C^2 = s^2. If s != 1, M is invertible there, D C + C D = 0, and the trace against C gives
 * 2 s^2 tr D = 0: s = 0, M = I. If s = 1, M = 2P and P D P = 0, so P = 0.
 *
 * Source: the paper, "Mathematical Understanding" and "Is a linear model enough?"; proofs derived here.
 */

import { InvalidArgumentError, UnsupportedError } from '@toymodels/core';

import { checkCount, checkLaw, type ExactProblem } from '../input.js';
import { featureVariance } from './moments.js';

/** The best a linear model can do. */
export interface LinearOptimum {
  /** L at the optimum */
  readonly loss: number;
  /** The features represented, ascending; min(m, n) of them */
  readonly kept: readonly number[];
  /** False if the last feature kept ties with one left out: then the optimum is not unique */
  readonly unique: boolean;
  /** W of the optimum, [feature, hidden]: axes of their own */
  readonly weights: Float64Array;
  /** b of the optimum, [feature]: p_i/2 for features left out */
  readonly bias: Float64Array;
}

/**
 * The global optimum of the linear model over W and b. Independent features only.
 *
 * @throws UnsupportedError if the data have feature sets: their covariance is not diagonal
 */
export function linearOptimum(problem: ExactProblem): LinearOptimum {
  const law = independent(problem);
  const { nFeatures: n, nHidden: m } = problem;
  const worth = law.importance.map((weight, i) => weight * featureVariance(law.activeProbability[i]!));
  const order = [...worth.keys()].sort((a, b) => worth[b]! - worth[a]! || a - b);
  const kept = order.slice(0, m).sort((a, b) => a - b);
  const dropped = order.slice(m);
  const weights = new Float64Array(n * m);
  kept.forEach((i, h) => (weights[i * m + h] = 1));
  const bias = new Float64Array(n);
  for (const i of dropped) bias[i] = law.activeProbability[i]! / 2;
  return {
    loss: dropped.reduce((sum, i) => sum + worth[i]!, 0),
    kept,
    unique: dropped.length === 0 || worth[order[m - 1]!]! > worth[dropped[0]!]!,
    weights,
    bias,
  };
}

/** One stationary point of the linear model at its best bias. */
export interface LinearStationaryPoint {
  /** Features represented (M = projector on them), ascending */
  readonly kept: readonly number[];
  /** L* there */
  readonly loss: number;
  readonly kind: 'minimum' | 'saddle';
  /**
   * The most negative second derivative of L* along a curve through the point, divided by v: the least of
   * -4 I_j (a free direction) and -2 (I_j - I_i) (a turn); 0 at the minimum, where only rotations of
   * the hidden space are flat
   */
  readonly steepestDescent: number;
}

/** The largest n of {@link linearStationaryPoints}: 2^16 subsets. */
export const MAX_STATIONARY_FEATURES = 16;

/**
 * All stationary points for equal feature probabilities and distinct positive importances, the minimum
 * first, then by loss.
 *
 * @throws UnsupportedError for unequal probabilities, feature sets or n above {@link MAX_STATIONARY_FEATURES};
 *   InvalidArgumentError for importances that repeat or vanish (then whole manifolds are stationary)
 */
export function linearStationaryPoints(problem: ExactProblem): LinearStationaryPoint[] {
  const law = independent(problem);
  const { nFeatures: n, nHidden: m } = problem;
  if (n > MAX_STATIONARY_FEATURES) {
    throw new UnsupportedError(
      `stationary points are listed up to ${MAX_STATIONARY_FEATURES} features; ${n} would have up to 2^${n} of them`,
    );
  }
  const p = law.activeProbability[0]!;
  if (law.activeProbability.some((value) => value !== p)) {
    throw new UnsupportedError(
      'the classification of stationary points is proved for equal featureProbability only; linearOptimum takes any',
    );
  }
  if (new Set(law.importance).size !== n || law.importance.some((value) => value === 0)) {
    throw new InvalidArgumentError(
      'importance must be positive and pairwise distinct here: features of equal importance make whole manifolds of stationary points',
    );
  }
  const v = featureVariance(p);
  const points: LinearStationaryPoint[] = [];
  for (let mask = 0; mask < 1 << n; mask++) {
    const kept: number[] = [];
    const left: number[] = [];
    for (let i = 0; i < n; i++) ((mask >> i) & 1 ? kept : left).push(i);
    if (kept.length > m) continue;
    const best = Math.max(0, ...left.map((i) => law.importance[i]!));
    const least = Math.min(...kept.map((i) => law.importance[i]!));
    const free = kept.length < m && left.length > 0 ? -4 * best : 0;
    const turn = kept.length > 0 && best > least ? -2 * (best - least) : 0;
    const steepestDescent = Math.min(0, free, turn);
    points.push({
      kept,
      loss: left.reduce((sum, i) => sum + law.importance[i]! * v, 0),
      kind: steepestDescent < 0 ? 'saddle' : 'minimum',
      steepestDescent,
    });
  }
  return points.sort((a, b) => (a.kind === b.kind ? a.loss - b.loss : a.kind === 'minimum' ? -1 : 1));
}

function independent(problem: ExactProblem): ReturnType<typeof checkLaw> {
  checkCount(problem.nHidden, 'nHidden');
  const law = checkLaw(problem);
  if (law.groups.length > 0) {
    throw new UnsupportedError(
      'this theorem needs independent features; leave groups out, or minimise linearLoss numerically',
    );
  }
  return law;
}
