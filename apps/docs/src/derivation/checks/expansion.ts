/** The loss sorted by how many features are active. */
import { activeMoments, gramMatrix, reluOutputLoss } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { sampled, SIGMAS, type Model } from '../numerical.js';
import { density, exactInput, sharedBias, THREE_VECTORS, threeFeatures } from './shared.js';

/** L_T: the mean loss when exactly the features of T, a bit mask, are active. */
export function lossOfSupport(
  { nFeatures: n, nHidden, weights, bias, importance }: Model,
  support: number,
): number {
  const gram = gramMatrix({ nFeatures: n, nHidden, weights });
  const active = Array.from({ length: n }, (_, i) => i).filter((i) => (support >> i) & 1);
  let loss = 0;
  for (let j = 0; j < n; j++) {
    const moments = activeMoments(
      active.map((i) => gram[j * n + i]!),
      bias[j]!,
    );
    const place = active.indexOf(j);
    const own = place < 0 ? 0 : 1 / 3 - 2 * moments.meanTimesFeature[place]!;
    loss += importance[j]! * (moments.meanSquare + own);
  }
  return loss;
}

export const check: Check = {
  title: 'The expansion in the number of active features',
  leftIs: 'the model itself on 3000 random inputs; then, the exact loss in one go',
  rightIs: 'the sum over k',
  sliders: [density(0.2), sharedBias(-0.1)],
  vectors: THREE_VECTORS,
  rows({ values: { p = 0, b = 0 }, weights }) {
    const model = threeFeatures('relu-output', weights, b);
    const byCount = [0, 0, 0, 0];
    for (let support = 0; support < 8; support++) {
      const k = [0, 1, 2].filter((i) => (support >> i) & 1).length;
      byCount[k]! += lossOfSupport(model, support);
    }
    const right = byCount.reduce((sum, loss, k) => sum + p ** k * (1 - p) ** (3 - k) * loss, 0);
    const { mean, standardError } = sampled(model, p);
    return [
      { of: 'L', left: mean, right, within: SIGMAS * standardError + 1e-4 },
      { of: 'L', left: reluOutputLoss(exactInput(model, p)), right, within: rounding(right, 12) },
    ];
  },
};
