/** L_0 and L_1 in closed form. */
import { oneSparseLoss } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { onInputs, onlyActive } from '../numerical.js';
import { exactInput, IMPORTANCE, sharedBias, THREE_VECTORS, threeFeatures } from './shared.js';

export const check: Check = {
  title: 'None active, one active',
  leftIs: 'the model itself: at x = 0, and integrated over one feature after another',
  rightIs: 'the closed forms',
  sliders: [sharedBias(-0.1)],
  vectors: THREE_VECTORS,
  rows({ values: { b = 0 }, weights }) {
    const model = threeFeatures('relu-output', weights, b);
    const zero = IMPORTANCE.reduce((sum, weight) => sum + weight, 0) * Math.max(0, b) ** 2;
    const one = oneSparseLoss(exactInput(model, 1));
    return [
      { of: 'L_0', left: onInputs(model, new Float64Array(3)).loss, right: zero, within: rounding(zero, 12) },
      {
        of: 'L_1',
        left: onlyActive(model, 0) + onlyActive(model, 1) + onlyActive(model, 2),
        right: one,
        within: rounding(one, 11),
      },
    ];
  },
};
