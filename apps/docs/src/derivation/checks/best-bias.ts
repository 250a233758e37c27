/** At the best bias the linear loss is feature benefit plus interference. */
import { minimise } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { linearByEnumeration } from '../numerical.js';
import { density, IMPORTANCE, THREE_VECTORS, threeFeatures } from './shared.js';

export const check: Check = {
  title: 'Benefit and interference',
  leftIs: 'the least loss over all biases, found by descent on the model itself',
  rightIs: 'the formulas',
  sliders: [density(0.3)],
  vectors: THREE_VECTORS,
  rows({ values: { p = 0 }, weights }) {
    const model = threeFeatures('linear', weights, 0);
    const found = minimise((bias, gradient) => {
      const { loss, biasGradient } = linearByEnumeration({ ...model, bias }, p);
      gradient.set(biasGradient);
      return loss;
    }, new Float64Array(3));

    const dot = (i: number, j: number): number =>
      weights[2 * i]! * weights[2 * j]! + weights[2 * i + 1]! * weights[2 * j + 1]!;
    const v = p / 3 - (p * p) / 4;
    let benefit = 0;
    let interference = 0;
    let firstBias = p / 2;
    for (let i = 0; i < 3; i++) {
      benefit += IMPORTANCE[i]! * v * (1 - dot(i, i)) ** 2;
      firstBias -= (dot(0, i) * p) / 2;
      for (let j = 0; j < 3; j++) if (i !== j) interference += IMPORTANCE[j]! * v * dot(i, j) ** 2;
    }
    const right = benefit + interference;
    return [
      { of: 'L^*', left: found.value, right, within: rounding(right) },
      { of: 'b_1^*', left: found.x[0]!, right: firstBias, within: rounding(firstBias, 7) },
    ];
  },
};
