/**
 * Who is active together: the probability of every support.
 *
 * THEOREM. Given the set T of active features the values are independent and uniform, so
 *
 *   L = sum_T P(T) L_T,
 *
 * and the law of the data enters only through P(T): a product of p_i and 1 - p_i for independent
 * features, all-or-none for a correlated set, one-at-a-time for an anticorrelated one. For equal p,
 * L = sum_k p^k (1 - p)^(n-k) L_k with L_k = sum over |T| = k of L_T.
 *
 * Source: the paper's synthetic data (experiment setup) and its correlated and anticorrelated sets.
 */

import { checkLaw, checkSupported, type CheckedLaw, type DataLaw } from '../input.js';

/** The largest n of {@link supportProbabilities}: 2^20 numbers. */
export const MAX_SUPPORT_FEATURES = 20;

/**
 * P(T) for every support T, [subset as bit mask, feature i is bit i]; sums to 1.
 *
 * @throws UnsupportedError above {@link MAX_SUPPORT_FEATURES} features
 */
export function supportProbabilities(law: DataLaw): Float64Array {
  return supportTable(checkLaw(law));
}

/** @internal the same for a law that has been checked */
export function supportTable(law: CheckedLaw): Float64Array {
  const n = law.nFeatures;
  checkSupported(n, MAX_SUPPORT_FEATURES, 'Enumerating supports', 'It holds 2^n probabilities.');
  const out = new Float64Array(2 ** n);
  out[0] = 1;
  // Multiply one block in at a time; blocks touch disjoint bits, so old entries only move upwards.
  const multiply = (
    outcomes: readonly (readonly [mask: number, probability: number])[],
    none: number,
  ): void => {
    const old = out.slice();
    for (let mask = 0; mask < out.length; mask++) out[mask] = old[mask]! * none;
    for (const [bits, probability] of outcomes) {
      if (probability === 0) continue;
      for (let mask = 0; mask < out.length; mask++) {
        if (old[mask]! > 0) out[mask | bits]! += old[mask]! * probability;
      }
    }
  };
  for (const i of law.ungrouped) {
    const p = law.activeProbability[i]!;
    multiply([[1 << i, p]], 1 - p);
  }
  for (const group of law.groups) {
    const p = group.probability;
    if (group.kind === 'correlated') {
      const bits = group.features.reduce((mask, i) => mask | (1 << i), 0);
      multiply([[bits, p]], 1 - p);
    } else {
      multiply(
        group.features.map((i) => [1 << i, p / group.features.length] as const),
        1 - p,
      );
    }
  }
  return out;
}

/** Number of features in a support. */
export function supportSize(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
