/** Finds the optimum; losses with one and two active features; readouts of random models. */

import { RandomStream, streamKey } from '@toymodels/core';
import { findOptimaSync, gramMatrix, splitByActiveCount } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { mapStaged, stage } from '../../shared/stages.js';
import type { InterferenceSpec } from './spec.js';

export interface InterferenceData {
  /** W_i . W_j of the optimum, [feature, feature]; the features go around the circle. */
  readonly gram: readonly number[];
  readonly bias: readonly number[];
  /** Mean loss of inputs with exactly k active features, k = 0, 1, 2. */
  readonly lossOfActive: readonly number[];
  /** Random unit vectors: mean over features of sum_{j != i} (W_i . W_j)^2, [model]. */
  readonly randomInterference: readonly number[];
}

export async function run(spec: InterferenceSpec, context: FigureContext): Promise<InterferenceData> {
  const { nFeatures: n, nHidden: m, featureProbability, starts, seed, nRandom } = spec;
  const law = {
    nFeatures: n,
    nHidden: m,
    importance: Array.from({ length: n }, () => 1),
    featureProbability: Array.from({ length: n }, () => featureProbability),
  };
  const [best] = await mapStaged(
    stage(context, 0, 0.8),
    'exact optimum',
    [0],
    () => findOptimaSync(law, { starts, seed }).optima[0]!,
  );
  const { weights, bias } = best!;
  const angle = (i: number): number => Math.atan2(weights[i * m + 1]!, weights[i * m]!);
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => angle(a) - angle(b));
  const { lossSum } = splitByActiveCount({ ...law, weights, bias });
  const random = await mapStaged(
    stage(context, 0.8, 1),
    'random directions',
    Array.from({ length: nRandom }, (_, k) => k),
    (k) => randomInterference(n, m, new RandomStream(streamKey(seed, 'general', k))),
  );
  return {
    gram: order.flatMap((i) => order.map((j) => best!.gram[i * n + j]!)),
    bias: order.map((i) => bias[i]!),
    lossOfActive: [lossSum[0]!, lossSum[1]! / n, lossSum[2]! / ((n * (n - 1)) / 2)],
    randomInterference: random,
  };
}

function randomInterference(n: number, m: number, random: RandomStream): number {
  const weights = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    const row = Array.from({ length: m }, () => random.normal());
    const norm = Math.hypot(...row);
    row.forEach((each, h) => (weights[i * m + h] = each / norm));
  }
  return gramMatrix({ nFeatures: n, nHidden: m, weights }).reduce((sum, dot) => sum + dot * dot, 0) / n - 1;
}
