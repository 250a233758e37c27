/**
 * One output of the ReLU-output model, averaged over all supports at once: value and gradient.
 *
 * For output j with pre-activation t = b + sum_{i in T} a_i x_i, a = row j of W^T W, it gives
 *
 *   row = sum_T P(T) E[ (t)_+^2 - [j in T] (2 x_j (t)_+ - x_j^2) ]
 *
 * and d row / d a_i, d row / d b, by the recursion of `active-moments.ts` run the other way round.
 *
 * METHOD. Reflect x_i -> 1 - x_i where a_i < 0, so that every feature is low, high or random: 3^n
 * states serve all 2^n supports (a feature outside T stands at x = 0, which is low or, if reflected,
 * high). The weights P(T) enter at the supports and are handed down the recursion:
 *
 *   down  a state holds a weight for H_2 (for H_2 - K_j while feature j is random: both recursions divide
 *         by k + 2) and one for -H_1. It hands them to its children, or, where the ReLU is inactive
 *         (hi <= 0) or does nothing (lo >= 0), turns them into loss and stops.
 *   up    over the states reached, H_1 (H_1 - E x_j [t > 0] while j is random) and H_0 are built again
 *         from below, because
 *         (r + k) dH_r(S) = sum over children of dH_r + H_{r-1}(S) [ (1 - tau) d lo + tau d hi ]
 *         and likewise for K_j: the gradient of the whole row is a set of weights on the 2^n corners of
 *         the cube, plus the quadratic terms of the leaves.
 *
 * All weights and moments are sums of non-negative terms, except the two differences named, whose
 * absolute error is that of their parts; the loss takes its own difference once, at the end. The lone
 * support T = {j} goes by the closed form of `one-sparse.ts`, where 1/3 - 2C + N would cancel.
 *
 * Cost: at most n 3^n steps of four additions a row; what lies below an inactive or a linear state is
 * never visited. Arguments are not checked here, but in `relu-output.ts`.
 */

import {
  activeErrorOneSparse,
  activeMeanOneSparse,
  activeSquareOneSparse,
  meanOutputOneSparse,
  overlapOneSparse,
} from './one-sparse.js';
import { rowTables, type RowTables } from './row-tables.js';

/** What a row is worked out in. */
interface Buffers {
  /** weights of H_2 (- K_j) and of -H_1, [state, 2]; all zero between calls */
  readonly weight: Float64Array;
  /** H_1 (- E x_j [t > 0]) and H_0, [state, 2] */
  readonly moment: Float64Array;
  /** mixed states reached, with their tau */
  readonly reached: Int32Array;
  readonly taus: Float64Array;
  /** b + sum of a_i, and sum of a_i^2, [mask] */
  readonly vertex: Float64Array;
  readonly squares: Float64Array;
  /** d row / d (corner value), [mask], and the leaves' quadratic terms, [mask of random features]; zero between calls */
  readonly corner: Float64Array;
  readonly quadratic: Float64Array;
}

/** Buffers for n features; one instance serves any number of rows, one after another. */
export class RowKernel {
  readonly nFeatures: number;
  readonly #tables: RowTables;
  readonly #buffers: Buffers;

  constructor(nFeatures: number) {
    const masks = 2 ** nFeatures;
    const states = 3 ** nFeatures;
    this.nFeatures = nFeatures;
    this.#tables = rowTables(nFeatures);
    this.#buffers = {
      weight: new Float64Array(2 * states),
      moment: new Float64Array(2 * states),
      reached: new Int32Array(states),
      taus: new Float64Array(states),
      vertex: new Float64Array(masks),
      squares: new Float64Array(masks),
      corner: new Float64Array(masks),
      quadratic: new Float64Array(masks),
    };
  }

  /**
   * The row's value; with `gradient`, also its derivatives. Impure: overwrites its own buffers.
   *
   * @param a holds a_i at offset + i; a_j >= 0
   * @param offset where the row begins in `a`, and where its derivatives go in `gradient`
   * @param b bias of this output
   * @param j index of this output's own feature
   * @param probability P(T), [mask]; any non-negative weights do
   * @param gradient d/d a_i is written at offset + i
   * @param biasGradient d/d b is written at j
   */
  evaluate(
    a: Float64Array,
    offset: number,
    b: number,
    j: number,
    probability: Float64Array,
    gradient?: Float64Array,
    biasGradient?: Float64Array,
  ): number {
    const n = this.nFeatures;
    const own = 1 << j;
    const stepOwn = 2 * 3 ** j;
    const { ternary, randomOf, highOf, sizeOf, steps } = this.#tables;
    const { weight, moment, reached, taus, vertex, squares, corner, quadratic } = this.#buffers;
    const wantGradient = gradient !== undefined;
    const negative = this.#corners(a, offset, b);
    const aOwn = a[offset + j]!;

    let ownActive = 0;
    let top = 0;
    for (let mask = (1 << n) - 1; mask >= 0; mask--) {
      const p = probability[mask]!;
      if (p === 0 || mask === own) continue;
      const state = 2 * ternary[mask]! + ternary[negative & ~mask]!;
      weight[2 * state] = p;
      if (state > top) top = state;
      if (mask & own) ownActive += p;
    }

    let silent = 0;
    let overlap = 0;
    let ownGradient = 0;
    let nReached = 0;
    for (let state = top; state >= 0; state--) {
      const at = 2 * state;
      const w2 = weight[at]!;
      let w1 = weight[at + 1]!;
      if (w2 + w1 === 0) continue;
      const random = randomOf[state]!;
      const high = highOf[state]!;
      const lo = vertex[high ^ negative]!;
      const hi = vertex[(high | random) ^ negative]!;
      if (hi <= 0) {
        weight[at] = 0;
        weight[at + 1] = 0;
        moment[at] = 0;
        moment[at + 1] = 0;
        continue;
      }
      const wK = random & own ? w2 : 0;
      if (lo >= 0) {
        weight[at] = 0;
        weight[at + 1] = 0;
        const mean = (lo + hi) / 2;
        silent += w2 * (mean * mean + squares[random]! / 12);
        overlap += wK * (mean / 2 + aOwn / 12) + w1 * mean;
        if (wantGradient) {
          moment[at] = random & own ? mean - 0.5 : mean;
          moment[at + 1] = 1;
          const half = w2 * mean - wK / 2 - w1;
          corner[high ^ negative]! += half;
          corner[(high | random) ^ negative]! += half;
          quadratic[random]! += w2 / 6;
          ownGradient -= wK / 6;
        }
        continue;
      }
      const tau = -lo / (hi - lo);
      const up = 1 - tau;
      const k = sizeOf[state]!;
      if (k === 1) {
        // One random feature, t = lo + y (hi - lo), alive for y in [tau, 1]: the recursion ends in closed form.
        weight[at] = 0;
        weight[at + 1] = 0;
        const meanY = (up * (1 + tau)) / 2; // E y [t > 0]
        const outputY = hi * up * (up / 3 + tau / 2); // E y t_+
        const output = (up * hi) / 2; // E t_+
        silent += (w2 * up * hi * hi) / 3;
        overlap += wK * outputY + w1 * output;
        if (wantGradient) {
          moment[at] = random & own ? output - meanY : output;
          moment[at + 1] = up;
          // dt = (1 - y) d lo + y d hi
          const square = up * up;
          corner[high ^ negative]! += square * ((w2 * hi) / 3 - wK * (tau + up / 3) - w1);
          corner[(high | random) ^ negative]! +=
            2 * (w2 * outputY - (wK * up * (1 + tau + tau * tau)) / 3 - w1 * meanY);
        }
        continue;
      }
      const share2 = w2 / (k + 2);
      if (wK !== 0) {
        // K_j hands weight to H_1 of its own state and of the child with j high
        w1 += tau * share2;
        weight[at + 1] = w1;
        weight[at - stepOwn + 1]! += up * share2;
      }
      const share1 = w1 / (k + 1);
      const high2 = up * share2;
      const low2 = tau * share2;
      const high1 = up * share1;
      const low1 = tau * share1;
      const begin = random * n;
      for (let member = begin; member < begin + k; member++) {
        const step = steps[member]!;
        const atHigh = at - step;
        const atLow = atHigh - step;
        weight[atHigh]! += high2;
        weight[atHigh + 1]! += high1;
        weight[atLow]! += low2;
        weight[atLow + 1]! += low1;
      }
      if (wantGradient) {
        taus[nReached] = tau;
        reached[nReached++] = state;
      } else {
        weight[at] = 0;
        weight[at + 1] = 0;
      }
    }

    const alone = probability[own]!;
    const value =
      ownActive / 3 - 2 * overlap + silent + (alone === 0 ? 0 : alone * activeErrorOneSparse(aOwn, b));
    if (gradient !== undefined) {
      this.#climb(j, negative, nReached);
      let db = this.#collect(a, offset, gradient);
      gradient[offset + j]! += ownGradient;
      if (alone !== 0) {
        gradient[offset + j]! += 2 * alone * (overlapOneSparse(aOwn, b) - activeSquareOneSparse(aOwn, b));
        db += 2 * alone * (meanOutputOneSparse(aOwn, b) - activeMeanOneSparse(aOwn, b));
      }
      if (biasGradient !== undefined) biasGradient[j] = db;
    }
    return value;
  }

  /** Corner values and sums of squares, from the original numbers; returns the mask of a_i < 0. */
  #corners(a: Float64Array, offset: number, b: number): number {
    const { vertex, squares } = this.#buffers;
    let negative = 0;
    vertex[0] = b;
    for (let i = 0, size = 1; i < this.nFeatures; i++, size *= 2) {
      const ai = a[offset + i]!;
      if (ai < 0) negative |= size;
      const square = ai * ai;
      for (let mask = 0; mask < size; mask++) {
        vertex[size + mask] = vertex[mask]! + ai;
        squares[size + mask] = squares[mask]! + square;
      }
    }
    return negative;
  }

  /** Upward half: moments of the reached states from below, turned into weights on corners. */
  #climb(j: number, negative: number, nReached: number): void {
    const n = this.nFeatures;
    const own = 1 << j;
    const stepOwn = 2 * 3 ** j;
    const { randomOf, highOf, sizeOf, steps } = this.#tables;
    const { weight, moment, reached, taus, corner } = this.#buffers;
    for (let index = nReached - 1; index >= 0; index--) {
      const state = reached[index]!;
      const at = 2 * state;
      const tau = taus[index]!;
      const up = 1 - tau;
      const random = randomOf[state]!;
      const high = highOf[state]!;
      const k = sizeOf[state]!;
      let mean1 = 0;
      let mean0 = 0;
      let low1 = 0;
      let low0 = 0;
      const begin = random * n;
      for (let member = begin; member < begin + k; member++) {
        const step = steps[member]!;
        const atHigh = at - step;
        const atLow = atHigh - step;
        mean1 += moment[atHigh]!;
        mean0 += moment[atHigh + 1]!;
        low1 += moment[atLow]!;
        low0 += moment[atLow + 1]!;
      }
      mean1 = up * mean1 + tau * low1;
      mean0 = (up * mean0 + tau * low0) / k;
      if (random & own) mean1 -= up * moment[at - stepOwn + 1]! + tau * mean0;
      mean1 /= k + 1;
      moment[at] = mean1;
      moment[at + 1] = mean0;
      const slope = 2 * ((weight[at]! * mean1) / (k + 2) - (weight[at + 1]! * mean0) / (k + 1));
      corner[high ^ negative]! += up * slope;
      corner[(high | random) ^ negative]! += tau * slope;
      weight[at] = 0;
      weight[at + 1] = 0;
    }
  }

  /** Turns corner weights into derivatives by a_i, clears them, and returns the derivative by b. */
  #collect(a: Float64Array, offset: number, gradient: Float64Array): number {
    const { corner, quadratic } = this.#buffers;
    // Fold the highest feature away each time: what remains is summed over all settings of it.
    for (let i = this.nFeatures - 1, size = 1 << i; i >= 0; i--, size >>= 1) {
      let linear = 0;
      let square = 0;
      for (let mask = 0; mask < size; mask++) {
        const c = corner[size + mask]!;
        const q = quadratic[size + mask]!;
        linear += c;
        square += q;
        corner[mask]! += c;
        quadratic[mask]! += q;
        corner[size + mask] = 0;
        quadratic[size + mask] = 0;
      }
      gradient[offset + i] = linear + a[offset + i]! * square;
    }
    const db = corner[0]!;
    corner[0] = 0;
    quadratic[0] = 0;
    return db;
  }
}
