/** No linear model is better than the one that keeps the top m features. */
import { linearLossAndGradient, linearLossAtOptimalBias, linearOptimum, minimise } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { density, exactInput, THREE_VECTORS, threeFeatures } from './shared.js';

export const check: Check = {
  title: 'No linear model gets below the bound',
  leftIs: 'the loss of your W at its best bias; then, of where descent from your W ends',
  rightIs: 'the bound: what the least important feature is worth',
  sliders: [density(0.3)],
  vectors: THREE_VECTORS,
  rows({ values: { p = 0 }, weights }) {
    const input = exactInput(threeFeatures('linear', weights, 0), p);
    const bound = linearOptimum(input).loss;
    // A breath of asymmetry: exact symmetry would keep the descent on a saddle.
    const start = Float64Array.from([...weights, 0, 0, 0], (value, k) => value + 1e-3 * Math.cos(3 * k + 1));
    const end = minimise(
      (x, gradient) => {
        const at = linearLossAndGradient({ ...input, weights: x.subarray(0, 6), bias: x.subarray(6) });
        gradient.set(at.weightGradient);
        gradient.set(at.biasGradient, 6);
        return at.loss;
      },
      start,
      { gradientTolerance: 1e-10 },
    );
    return [
      {
        of: 'L^*(W)',
        left: linearLossAtOptimalBias(input),
        right: bound,
        relation: '≥',
        within: rounding(bound, 12),
      },
      { of: '\\min L', left: end.value, right: bound, within: rounding(bound) },
    ];
  },
};
