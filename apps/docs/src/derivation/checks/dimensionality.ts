/** Feature dimensionality and its bound. */
import { dimensionalityBound, featureDimensionalities } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';

export const check: Check = {
  title: 'How much of a dimension a feature has',
  leftIs: 'the paper’s form, term by term; then, the sum over features',
  rightIs: 'the frame operator’s form; then, the bound',
  sliders: [],
  vectors: {
    start: [
      [0, 1],
      [0.85, 0.1],
      [-0.1, -0.9],
      [-0.7, -0.4],
    ],
  },
  rows({ weights }) {
    const nFeatures = weights.length / 2;
    const model = { nFeatures, nHidden: 2, weights };
    const [x, y] = [weights[0]!, weights[1]!];
    const length = Math.hypot(x, y);
    let [shared, xx, xy, yy] = [0, 0, 0, 0];
    for (let j = 0; j < nFeatures; j++) {
      const [a, b] = [weights[2 * j]!, weights[2 * j + 1]!];
      shared += ((x * a + y * b) / length) ** 2;
      xx += a * a;
      xy += a * b;
      yy += b * b;
    }
    const { rank, leverage } = dimensionalityBound(model);
    const all = featureDimensionalities(model).reduce((sum, each) => sum + each, 0);
    const first = length ** 4 / (x * x * xx + 2 * x * y * xy + y * y * yy);
    return [
      { of: 'D_1', left: length ** 2 / shared, right: first, within: rounding(0, 12) },
      { of: 'D_1', left: first, right: leverage[0]!, relation: '≤', within: rounding(0, 12) },
      { of: '\\textstyle\\sum_i D_i', left: all, right: rank, relation: '≤', within: rounding(0, 9) },
    ];
  },
  remark: ({ weights }) =>
    dimensionalityBound({ nFeatures: weights.length / 2, nHidden: 2, weights }, 1e-3).tight
      ? 'Every vector is an eigenvector of S: nothing is wasted.'
      : 'Not tight. Make two orthogonal pairs of opposite vectors, and the sum reaches 2.',
};
