/** The whole bias-free loss surface of two features in one dimension. */
import { biasFreeSurface, reluOutputLoss } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { sampled, SIGMAS, type Model } from '../numerical.js';
import { density, importanceRatio } from './shared.js';

export const check: Check = {
  title: 'Any two weights, no bias',
  leftIs: 'the model itself on 3000 random inputs; then, the exact loss by the recursion',
  rightIs: 'the formula',
  sliders: [
    { key: 'u', label: 'first weight u', min: -1.5, max: 1.5, step: 0.02, start: 1.04 },
    { key: 'w', label: 'second weight w', min: -1.5, max: 1.5, step: 0.02, start: -0.8 },
    importanceRatio(1),
    density(0.5),
  ],
  rows({ values: { u = 0, w = 0, r = 1, p = 0 } }) {
    const model: Model = {
      kind: 'relu-output',
      nFeatures: 2,
      nHidden: 1,
      weights: Float64Array.of(u, w),
      bias: new Float64Array(2),
      importance: Float64Array.of(1, r),
    };
    const right = biasFreeSurface(u, w, r, p);
    const { mean, standardError } = sampled(model, p);
    const exact = reluOutputLoss({ ...model, featureProbability: [p, p] });
    return [
      { of: 'L', left: mean, right, within: SIGMAS * standardError + 2e-4 },
      { of: 'L', left: exact, right, within: rounding(right, 12) },
    ];
  },
};
