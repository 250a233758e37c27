/** The exact gradient against differences of the loss. */
import { reluOutputLoss, reluOutputLossAndGradient } from '@toymodels/theory';
import type { Check } from '../check.js';
import { density, exactInput, sharedBias, THREE_VECTORS, threeFeatures } from './shared.js';

const H = 1e-5;

export const check: Check = {
  title: 'The gradient',
  leftIs: 'the difference of two losses, a little to either side',
  rightIs: 'the exact gradient',
  sliders: [density(0.3), sharedBias(-0.1)],
  vectors: THREE_VECTORS,
  rows({ values: { p = 0, b = 0 }, weights }) {
    const input = exactInput(threeFeatures('relu-output', weights, b), p);
    const { weightGradient, biasGradient } = reluOutputLossAndGradient(input);
    const moved = (values: Float64Array, k: number, by: number): Float64Array =>
      values.map((value, i) => (i === k ? value + by : value));
    const byWeight = (k: number): number =>
      (reluOutputLoss({ ...input, weights: moved(weights, k, H) }) -
        reluOutputLoss({ ...input, weights: moved(weights, k, -H) })) /
      (2 * H);
    const byBias =
      (reluOutputLoss({ ...input, bias: moved(input.bias, 0, H) }) -
        reluOutputLoss({ ...input, bias: moved(input.bias, 0, -H) })) /
      (2 * H);
    // Second derivatives jump where a corner crosses zero, such as at b = 0.
    const within = 2 * H;
    return [
      { of: '\\partial L/\\partial W_{1x}', left: byWeight(0), right: weightGradient[0]!, within },
      { of: '\\partial L/\\partial W_{1y}', left: byWeight(1), right: weightGradient[1]!, within },
      { of: '\\partial L/\\partial b_1', left: byBias, right: biasGradient[0]!, within },
    ];
  },
};
