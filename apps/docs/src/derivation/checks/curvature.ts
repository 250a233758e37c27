/** The second order of a fixed attack. */
import { attackShift, biasCurvature, reluOutputLoss } from '@toymodels/theory';
import type { Check } from '../check.js';
import { density, exactInput, THREE_VECTORS, threeFeatures } from './shared.js';

const STEP = 1e-4;

export const check: Check = {
  title: 'A short attack and its opposite',
  leftIs: 'the mean growth of the exact loss under ±δ along row 1, at ε = 0.0001, over ε²',
  rightIs: 'the formula',
  sliders: [
    density(0.3),
    // Never 0, where the empty input has its bend.
    { key: 'b', label: 'bias of all outputs', min: -0.57, max: 0.59, step: 0.04, start: -0.09 },
  ],
  vectors: THREE_VECTORS,
  rows({ values: { p = 0, b = 0 }, weights }) {
    const model = threeFeatures('relu-output', weights, b);
    const input = exactInput(model, p);
    const shift = attackShift(model, 0);
    const lossAt = (epsilon: number): number =>
      reluOutputLoss({ ...input, bias: model.bias.map((each, j) => each + epsilon * shift[j]!) });
    const left = (lossAt(STEP) + lossAt(-STEP) - 2 * lossAt(0)) / (2 * STEP ** 2);
    const right = biasCurvature(input).reduce((sum, k, j) => sum + k * shift[j]! ** 2, 0);
    return [{ of: '\\Delta L/\\varepsilon^2', left, right, within: 2e-3 * (1 + Math.abs(right)) }];
  },
};
