/** The exact loss as benefit and interference of each feature. */
import { reluOutputLoss, splitByBlame } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { sampled, SIGMAS } from '../numerical.js';
import { density, exactInput, IMPORTANCE, sharedBias, THREE_VECTORS, threeFeatures } from './shared.js';

export const check: Check = {
  title: 'Benefit and interference with any number of active features',
  leftIs:
    'output 1 of the model itself on 3000 random inputs, with feature 1 and without; then, the exact loss',
  rightIs: 'the exact split; then, its parts put together',
  sliders: [density(0.3), sharedBias(-0.1)],
  vectors: THREE_VECTORS,
  rows({ values: { p = 0, b = 0 }, weights }) {
    const model = threeFeatures('relu-output', weights, b);
    const first = { ...model, importance: Float64Array.of(1, 0, 0) };
    const own = sampled(first, p, { part: (x) => x[0]! > 0 });
    const other = sampled(first, p, { part: (x) => x[0] === 0 });
    const input = exactInput(model, p);
    const { benefit, interference } = splitByBlame(input);
    const total = IMPORTANCE.reduce(
      (sum, weight, j) => sum + weight * (p / 3 - benefit[j]! + interference[j]!),
      0,
    );
    return [
      {
        of: '\\text{benefit}_1',
        left: p / 3 - own.mean,
        right: benefit[0]!,
        within: SIGMAS * own.standardError + 2e-4,
      },
      {
        of: '\\text{interference}_1',
        left: other.mean,
        right: interference[0]!,
        within: SIGMAS * other.standardError + 2e-4,
      },
      { of: 'L', left: reluOutputLoss(input), right: total, within: rounding(total, 12) },
    ];
  },
};
