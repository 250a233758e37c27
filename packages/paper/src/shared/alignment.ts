/**
 * Whether features lie along the axes of the hidden space, against what chance gives.
 *
 *   alignment = sum_i max_h W_ih^2 / sum_i |W_i|^2,   1 if every W_i lies on an axis
 *
 * Chance is the same model turned: alignments of O W for random orthogonal O.
 */

import type { WeightView } from '@toymodels/analysis';
import type { RandomStream } from '@toymodels/core';

/** In (0, 1]; 0 for zero weights. */
export function alignment({ weights, nFeatures, nHidden }: WeightView): number {
  let [along, all] = [0, 0];
  for (let i = 0; i < nFeatures; i++) {
    let most = 0;
    for (let h = 0; h < nHidden; h++) {
      const square = weights[i * nHidden + h]! ** 2;
      most = Math.max(most, square);
      all += square;
    }
    along += most;
  }
  return all > 0 ? along / all : 0;
}

/** Alignments of the view under `count` random turns, ascending. Impure: advances `random`. */
export function turnedAlignments(view: WeightView, count: number, random: RandomStream): number[] {
  return Array.from({ length: count }, () => alignment(turned(view, random))).sort((a, b) => a - b);
}

function turned({ weights, nFeatures, nHidden: m }: WeightView, random: RandomStream): WeightView {
  const axes = orthogonal(m, random);
  const out = new Float64Array(nFeatures * m);
  for (let i = 0; i < nFeatures; i++)
    for (let h = 0; h < m; h++)
      for (let k = 0; k < m; k++) out[i * m + h]! += axes[h]![k]! * weights[i * m + k]!;
  return { weights: out, nFeatures, nHidden: m };
}

/** Uniform over rotations and reflections: Gram-Schmidt on normal vectors. */
function orthogonal(m: number, random: RandomStream): number[][] {
  const rows: number[][] = [];
  while (rows.length < m) {
    const row = Array.from({ length: m }, () => random.normal());
    for (const before of rows) {
      const dot = before.reduce((sum, b, k) => sum + b * row[k]!, 0);
      before.forEach((b, k) => (row[k]! -= dot * b));
    }
    const norm = Math.hypot(...row);
    // A vector almost within the span of those before has lost its digits: draw another.
    if (norm > 1e-3) rows.push(row.map((each) => each / norm));
  }
  return rows;
}

/** The value below which a share of the ascending numbers lies. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))]!;
}

export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
