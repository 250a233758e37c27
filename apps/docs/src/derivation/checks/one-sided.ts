/** The absolute value of a feature that has one neuron, for one of its sides. */
import { absoluteOneSidedLoss, absoluteUnrepresentedLoss, minimise } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { hiddenOnInputs } from '../numerical-hidden.js';
import { density } from './shared.js';

/** Chances and values of an input with the moments of the true one, side by side: quadratics have the same mean. */
const inputs = (p: number): readonly (readonly [chance: number, x: number])[] => {
  const spread = 0.5 / Math.sqrt(3);
  return [
    [1 - p, 0],
    ...[0.5 - spread, 0.5 + spread].flatMap((x) => [[p / 4, x] as const, [p / 4, -x] as const]),
  ];
};

export const check: Check = {
  title: 'No neuron, one neuron',
  leftIs:
    'the least loss over bias alone, and over readout weight and bias, found by descent on the model itself',
  rightIs: 'the formulas',
  sliders: [density(0.3)],
  rows({ values: { p = 0 } }) {
    const least = (isKept: boolean): number =>
      minimise(
        (at, gradient) => {
          const model = {
            nFeatures: 1,
            nHidden: 1,
            encoder: [1],
            decoder: [isKept ? at[1]! : 0],
            bias: [at[0]!],
            importance: [1],
          };
          gradient.fill(0);
          let loss = 0;
          for (const [chance, x] of inputs(p)) {
            const one = hiddenOnInputs('absolute-value', model, Float64Array.of(x));
            loss += chance * one.loss;
            gradient[0]! += chance * one.gradient.bias[0]!;
            if (isKept) gradient[1]! += chance * one.gradient.outputWeights![0]!;
          }
          return loss;
        },
        Float64Array.of(0.4 * p, 0.5),
      ).value;
    const [none, one] = [absoluteUnrepresentedLoss(1, p), absoluteOneSidedLoss(1, p)];
    return [
      { of: '\\text{none}', left: least(false), right: none, within: rounding(none) },
      { of: '\\text{one}', left: least(true), right: one, within: rounding(one) },
    ];
  },
  remark({ values: { p = 0 } }) {
    const share = absoluteOneSidedLoss(1, p) / absoluteUnrepresentedLoss(1, p);
    return `One neuron leaves ${(100 * share).toFixed(0)} % of the loss; a second one would leave nothing.`;
  },
};
