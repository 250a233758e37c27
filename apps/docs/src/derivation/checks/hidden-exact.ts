/** A ReLU hidden layer, any number of active features. */
import { reluHiddenLoss, reluOutputLoss } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { sampledMean, SIGMAS } from '../numerical.js';
import { hiddenOnInputs } from '../numerical-hidden.js';
import { density, hiddenTied, sharedBias, THREE_VECTORS } from './shared.js';

export const check: Check = {
  title: 'Cut at every kink',
  leftIs:
    'the model itself on 3000 random inputs; then, the exact loss of chapter 2 with all signs of W made positive',
  rightIs: 'the sum over simplices; then, the same sum with all signs made positive',
  sliders: [density(0.4), sharedBias(-0.1)],
  vectors: THREE_VECTORS,
  rows({ values: { p = 0, b = 0 }, weights }) {
    const model = hiddenTied(weights, b);
    const featureProbability = [p, p, p];
    const { mean, standardError } = sampledMean(3, p, (x) => hiddenOnInputs('relu-hidden', model, x).loss);
    const positive = weights.map(Math.abs);
    const output = reluOutputLoss({ ...model, weights: positive, featureProbability });
    return [
      {
        of: 'L',
        left: mean,
        right: reluHiddenLoss({ ...model, featureProbability }),
        within: SIGMAS * standardError + 2e-4,
      },
      {
        of: 'L,\\ W \\ge 0',
        left: output,
        right: reluHiddenLoss({ ...hiddenTied(positive, b), featureProbability }),
        within: rounding(output, 11),
      },
    ];
  },
};
