/** A fixed attack is a shift of the biases. */
import { attackShift, fixedAttack, gramMatrix } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { onInputs, sampledMean, SIGMAS } from '../numerical.js';
import { density, exactInput, sharedBias, THREE_VECTORS, threeFeatures } from './shared.js';

export const check: Check = {
  title: 'One attack for all inputs',
  leftIs: 'the model itself on 3000 random inputs, attacked along row 1; then, how far its output 1 moves',
  rightIs: 'the exact loss with shifted biases; then, ε times the length of the row',
  sliders: [
    density(0.3),
    sharedBias(-0.1),
    { key: 'epsilon', label: 'length ε of the attack', min: 0.02, max: 0.6, step: 0.02, start: 0.2 },
  ],
  vectors: THREE_VECTORS,
  rows({ values: { p = 0, b = 0, epsilon = 1 }, weights }) {
    const model = threeFeatures('relu-output', weights, b);
    const row = gramMatrix(model).subarray(0, 3);
    const length = Math.hypot(...row);
    const attacked = new Float64Array(3);
    const { mean, standardError } = sampledMean(3, p, (x) => {
      for (let i = 0; i < 3; i++) attacked[i] = x[i]! + (epsilon * row[i]!) / length;
      return onInputs(model, attacked, x).loss;
    });
    // The error of a linear model that should return 0 is its output: what the attack alone does to output 1.
    const linear = {
      ...threeFeatures('linear', weights, 0),
      importance: Float64Array.of(1, 0, 0),
    };
    for (let i = 0; i < 3; i++) attacked[i] = (epsilon * row[i]!) / length;
    const moved = Math.sqrt(onInputs(linear, attacked, new Float64Array(3)).loss);
    return [
      {
        of: "L'",
        left: mean,
        right: fixedAttack(exactInput(model, p), epsilon).attackedLoss[0]!,
        within: SIGMAS * standardError + 2e-4,
      },
      {
        of: "x'_1",
        left: moved,
        right: epsilon * Math.abs(attackShift(model, 0)[0]!),
        within: rounding(moved, 11),
      },
    ];
  },
};
