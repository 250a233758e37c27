/** A ReLU hidden layer, one active feature. */
import { oneSparseReluHiddenLoss } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { onlyActiveHidden } from '../numerical-hidden.js';
import { hiddenTied, sharedBias, THREE_VECTORS } from './shared.js';

export const check: Check = {
  title: 'One active feature, two neurons',
  leftIs: 'the model itself, integrated over one feature after another',
  rightIs: 'the closed form',
  sliders: [sharedBias(-0.1)],
  vectors: THREE_VECTORS,
  rows({ values: { b = 0 }, weights }) {
    const model = hiddenTied(weights, b);
    const left = [0, 1, 2].reduce((sum, i) => sum + onlyActiveHidden('relu-hidden', model, i), 0);
    return [
      {
        of: 'L_1',
        left,
        right: oneSparseReluHiddenLoss({ ...model, featureProbability: [0, 0, 0] }),
        within: rounding(left, 11),
      },
    ];
  },
};
