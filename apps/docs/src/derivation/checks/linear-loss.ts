/** The loss of a linear model is a quadratic form in mean and variance. */
import { linearLoss } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { linearByEnumeration } from '../numerical.js';
import { density, exactInput, sharedBias, THREE_VECTORS, threeFeatures } from './shared.js';

export const check: Check = {
  title: 'The loss from two moments',
  leftIs: 'the model itself, averaged over 27 inputs that have the moments of all',
  rightIs: 'the formula',
  sliders: [density(0.3), sharedBias(0.1)],
  vectors: THREE_VECTORS,
  rows({ values: { p = 0, b = 0 }, weights }) {
    const model = threeFeatures('linear', weights, b);
    const right = linearLoss(exactInput(model, p));
    return [{ of: 'L', left: linearByEnumeration(model, p).loss, right, within: rounding(right, 12) }];
  },
};
