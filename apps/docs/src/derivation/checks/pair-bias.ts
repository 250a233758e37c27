/** The antipodal pair with a bias. */
import { antipodalPairBias, antipodalPairLoss, reluOutputLossAndGradient } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { density } from './shared.js';

/** W = [1, -1], both biases b. */
const pair = (b: number, p: number) =>
  reluOutputLossAndGradient({
    nFeatures: 2,
    nHidden: 1,
    weights: [1, -1],
    bias: [b, b],
    importance: [1, 1],
    featureProbability: [p, p],
  });

export const check: Check = {
  title: 'An antipodal pair with a bias',
  leftIs: 'the exact loss, by the recursion, and where its slope in b vanishes',
  rightIs: 'the formulas',
  sliders: [density(0.5), { key: 'b', label: 'bias b', min: 0, max: 0.98, step: 0.02, start: 0.2 }],
  rows({ values: { p = 0, b = 0 } }) {
    let [low, high] = [0, 1];
    for (let k = 0; k < 60; k++) {
      const middle = (low + high) / 2;
      if (pair(middle, p).biasGradient[0]! < 0) low = middle;
      else high = middle;
    }
    return [
      { of: '\\ell(b)', left: pair(b, p).loss / 2, right: antipodalPairLoss(p, b), within: rounding(0, 13) },
      { of: 'b^*', left: low, right: antipodalPairBias(p), within: rounding(0, 9) },
    ];
  },
};
