/**
 * The exact optimum of three features in two dimensions, and the names of what becomes of the extra one.
 *
 * Names come from lengths and angles, so that no orientation matters, and are the same for trained and
 * exact weights. A vector below 0.1 is not represented; a cosine up to -0.9 is antipodal.
 */

import { RandomStream, streamKey } from '@toymodels/core';
import { gramMatrix, optimiseFrom, ReluOutputLoss } from '@toymodels/theory';
import { PhaseCode } from '../../shared/phase-grid.js';

/** What becomes of the extra feature, the third; by the direction that W leaves out. */
export type Phase32 =
  /** W ⟂ (0, 0, 1). */
  | 'extra-ignored'
  /** W ⟂ (1, 0, 0) or (0, 1, 0). */
  | 'other-ignored'
  /** W ⟂ (0, 1, 1) or (1, 0, 1). */
  | 'extra-paired'
  /** W ⟂ (1, 1, 0). */
  | 'others-paired'
  /** Anything else, such as three vectors at 120 degrees. */
  | 'mixed';

export const CODE: PhaseCode<Phase32> = new PhaseCode<Phase32>({
  'extra-ignored': 'i',
  'other-ignored': 'o',
  'extra-paired': 'p',
  'others-paired': 'd',
  mixed: 'x',
});

export const WORDS: Readonly<Record<Phase32, string>> = {
  'extra-ignored': 'extra ignored',
  'other-ignored': 'another ignored',
  'extra-paired': 'extra paired',
  'others-paired': 'the others paired',
  mixed: 'mixed',
};

const REPRESENTED_ABOVE = 0.1;
const ANTIPODAL = -0.9;

/** @param weights W, [feature, hidden] */
export function nameOf(weights: ArrayLike<number>): Phase32 {
  const gram = gramMatrix({ nFeatures: 3, nHidden: 2, weights });
  const norm = [0, 1, 2].map((i) => Math.sqrt(gram[4 * i]!)) as [number, number, number];
  if (norm[2] < REPRESENTED_ABOVE) return 'extra-ignored';
  if (Math.min(norm[0], norm[1]) < REPRESENTED_ABOVE) return 'other-ignored';
  const cosine = (i: 0 | 1 | 2, j: 0 | 1 | 2): number => gram[3 * i + j]! / (norm[i] * norm[j]);
  if (Math.min(cosine(0, 2), cosine(1, 2)) <= ANTIPODAL) return 'extra-paired';
  if (cosine(0, 1) <= ANTIPODAL) return 'others-paired';
  return 'mixed';
}

/** W of the candidates, [feature, hidden], and three vectors at 120 degrees. */
const STARTS: readonly (readonly number[])[] = [
  [1, 0, 0, 1, 0.05, 0.05],
  [0.05, 0.05, 1, 0, 0, 1],
  [1, 0, 0, 1, 0, -0.9],
  [1, 0, -0.9, 0, 0, 1],
  [1, 0, -0.5, 0.9, -0.5, -0.9],
];

export interface Optimum32 {
  readonly loss: number;
  readonly weights: readonly number[];
}

/**
 * The lowest minimum of the exact loss over W and b that descents reach from the candidates, from W of neighbours and
 * from random starts.
 */
export function exactOptimum(
  ratio: number,
  p: number,
  seed: number,
  randomStarts: number,
  hints: readonly (readonly number[])[] = [],
): Optimum32 {
  const problem = { nFeatures: 3, nHidden: 2, importance: [1, 1, ratio], featureProbability: [p, p, p] };
  const loss = new ReluOutputLoss(problem);
  const random = new RandomStream(streamKey(seed, 'search'));
  const drawn = Array.from({ length: randomStarts }, () =>
    Array.from({ length: 6 }, () => 0.7 * random.normal()),
  );
  let best: Optimum32 | undefined;
  for (const weights of [...STARTS, ...hints, ...drawn]) {
    const end = optimiseFrom(problem, { weights }, { loss });
    if (best === undefined || end.loss < best.loss)
      best = { loss: end.loss, weights: Array.from(end.weights) };
  }
  return best!;
}
