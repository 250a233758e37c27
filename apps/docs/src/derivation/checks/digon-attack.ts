/** Both kinds of attack on a pair of opposite features. */
import { digonAttackGrowth } from '@toymodels/theory';
import type { Check } from '../check.js';
import { onInputs, sampledMean, SIGMAS, type Model } from '../numerical.js';
import { density } from './shared.js';

const DIGON: Model = {
  kind: 'relu-output',
  nFeatures: 2,
  nHidden: 1,
  weights: Float64Array.of(1, -1),
  bias: new Float64Array(2),
  importance: Float64Array.of(1, 1),
};

/** By how much the attack raises the loss on one input. */
function growth(x: Float64Array, size: number): number {
  const attacked = Float64Array.of(x[0]! + size * Math.SQRT1_2, x[1]! - size * Math.SQRT1_2);
  return onInputs(DIGON, attacked, x).loss - onInputs(DIGON, x).loss;
}

export const check: Check = {
  title: 'A digon without bias, attacked',
  leftIs: 'the model itself on 6000 random inputs: one attack for all, then the worse sign for each, over ε²',
  rightIs: 'the formulas',
  sliders: [
    density(0.3),
    { key: 'epsilon', label: 'length ε of the attack', min: 0.005, max: 0.1, step: 0.005, start: 0.03 },
  ],
  rows({ values: { p = 0, epsilon = 1 } }) {
    const fixed = sampledMean(2, p, (x) => growth(x, epsilon), 6000);
    const worse = sampledMean(2, p, (x) => Math.max(0, growth(x, epsilon), growth(x, -epsilon)), 6000);
    const formula = digonAttackGrowth(p, epsilon);
    const third = 4 * p * epsilon;
    return (
      [
        ['\\Delta L_{\\text{fixed}}/\\varepsilon^2', fixed, formula.fixed],
        ['\\Delta L_{\\text{each}}/\\varepsilon^2', worse, formula.perExample],
      ] as const
    ).map(([of, { mean, standardError }, right]) => ({
      of,
      left: mean / epsilon ** 2,
      right: right / epsilon ** 2,
      within: (SIGMAS * standardError) / epsilon ** 2 + third + 1e-9,
    }));
  },
  remark({ values: { p = 0, epsilon = 1 } }) {
    const { fixed, perExample } = digonAttackGrowth(p, epsilon);
    return `Features per dimension: 2. By these formulas the attacker who sees inputs does ${(perExample / fixed).toFixed(1)} times the harm of one who does not.`;
  },
};
