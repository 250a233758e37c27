/** Unit vectors without biases: features repel each other. */
import { sphereEnergy } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { onlyActive, type Model } from '../numerical.js';

export const check: Check = {
  title: 'One active feature among five of length one',
  leftIs: 'the model itself, integrated over one feature after another',
  rightIs: 'two thirds of the energy',
  sliders: [],
  vectors: {
    unit: true,
    start: [
      [0, 1],
      [0.95, 0.31],
      [0.7, -0.71],
      [-0.5, -0.87],
      [-0.98, 0.17],
    ],
  },
  rows({ weights: dragged }) {
    const nFeatures = dragged.length / 2;
    const weights = dragged.map((value, k) => value / Math.hypot(dragged[k & ~1]!, dragged[k | 1]!));
    const model: Model = {
      kind: 'relu-output',
      nFeatures,
      nHidden: 2,
      weights,
      bias: new Float64Array(nFeatures),
      importance: new Float64Array(nFeatures).fill(1),
    };
    let left = 0;
    for (let i = 0; i < nFeatures; i++) left += onlyActive(model, i);
    const right = (2 / 3) * sphereEnergy({ nFeatures, nHidden: 2, weights });
    return [{ of: 'L_1', left, right, within: rounding(right, 11) }];
  },
  remark: (_, [row]) =>
    row!.right < 1e-12
      ? 'No two vectors are closer than 90°: nothing interferes.'
      : 'Five vectors in a plane: some two are always closer than 90°. Try to bring the energy down.',
};
