/**
 * When two optima are one: equal up to what the loss cannot see.
 *
 * The loss depends on W through the Gram matrix W_i . W_j only (rotations and reflections of the hidden
 * space drop out), and does not change when features of equal importance, probability and group role are
 * exchanged together with their biases. Two optima are the same if such an exchange maps one Gram matrix
 * and bias onto the other within a tolerance. The search over exchanges is exact (backtracking; pairs
 * are compared as they are assigned, so that it ends early).
 *
 * Members of different groups are never exchanged, even if the groups are alike.
 */

import type { CheckedLaw } from '../input.js';

/** What identifies an optimum: Gram matrix [feature, feature] and bias [feature]. */
export interface Signature {
  readonly gram: Float64Array;
  readonly bias: Float64Array;
}

/** Class of each feature: features of one class may be exchanged, [feature]. */
export function exchangeClasses(law: CheckedLaw): Int32Array {
  const names = new Map<string, number>();
  const groupOf = new Int32Array(law.nFeatures).fill(-1);
  law.groups.forEach((group, g) => {
    for (const i of group.features) groupOf[i] = g;
  });
  return Int32Array.from({ length: law.nFeatures }, (_, i) => {
    const name = `${groupOf[i]} ${law.importance[i]} ${law.activeProbability[i]}`;
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name)!;
  });
}

/** True if an exchange within `classes` maps a onto b, entry by entry within `tolerance`. */
export function sameOptimum(a: Signature, b: Signature, classes: Int32Array, tolerance: number): boolean {
  const n = classes.length;
  const image = new Int32Array(n);
  const used = new Uint8Array(n);
  const close = (u: number, v: number): boolean => Math.abs(u - v) <= tolerance;
  const assign = (i: number): boolean => {
    if (i === n) return true;
    for (let j = 0; j < n; j++) {
      if (used[j] || classes[i] !== classes[j] || !close(a.bias[i]!, b.bias[j]!)) continue;
      if (!close(a.gram[i * n + i]!, b.gram[j * n + j]!)) continue;
      let fits = true;
      for (let k = 0; k < i && fits; k++) fits = close(a.gram[i * n + k]!, b.gram[j * n + image[k]!]!);
      if (!fits) continue;
      used[j] = 1;
      image[i] = j;
      if (assign(i + 1)) return true;
      used[j] = 0;
    }
    return false;
  };
  return assign(0);
}
