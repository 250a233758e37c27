/** The three solutions of two features in one dimension, without biases. */
import { reluOutputLoss, twoFeatureCandidates } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { density, importanceRatio } from './shared.js';

const loss = (weights: readonly number[], r: number, p: number): number =>
  reluOutputLoss({
    nFeatures: 2,
    nHidden: 1,
    weights,
    bias: [0, 0],
    importance: [1, r],
    featureProbability: [p, p],
  });

export const check: Check = {
  title: 'Three candidates',
  leftIs: 'the exact loss, by the recursion',
  rightIs: 'the formulas',
  sliders: [importanceRatio(0.6), density(0.5)],
  rows({ values: { r = 1, p = 0 } }) {
    const { extraIgnored, extraDedicated, antipodal } = twoFeatureCandidates(r, p);
    return [
      { of: 'L_{[1,0]}', left: loss([1, 0], r, p), right: extraIgnored, within: rounding(0, 13) },
      { of: 'L_{[0,1]}', left: loss([0, 1], r, p), right: extraDedicated, within: rounding(0, 13) },
      { of: 'L_{[1,-1]}', left: loss([1, -1], r, p), right: antipodal, within: rounding(0, 13) },
    ];
  },
  remark(_, rows) {
    const names = ['ignoring the second', 'ignoring the first', 'the antipodal pair'];
    const least = Math.min(...rows.map(({ right }) => right));
    return `Cheapest of the three: ${names[rows.findIndex(({ right }) => right === least)]}.`;
  },
};
