/** Where pentagon and two digons cost the same. */
import { pentagonDigonCrossover, twoFeatureOptimum } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';

export const check: Check = {
  title: 'Pentagon against two digons',
  leftIs: 'the exact loss of the pentagon at the ratio ρ* found',
  rightIs: 'two pairs, each from the two-feature model, and one feature ignored',
  sliders: [
    { key: 'p', label: 'density p of four features', min: 0.01, max: 0.25, step: 0.005, start: 0.05 },
  ],
  rows({ values: { p = 0.05 } }) {
    const { ratio, pentagon } = pentagonDigonCrossover(p);
    const q = ratio * p;
    const right = 2 * twoFeatureOptimum(1, p).loss + q / 3 - (q * q) / 4;
    return [{ of: 'L', left: pentagon.loss, right, within: rounding(0, 9) }];
  },
  remark({ values: { p = 0.05 } }) {
    const { ratio } = pentagonDigonCrossover(p);
    return ratio < 1
      ? `ρ* = ${ratio.toFixed(4)}: the pentagon breaks when one feature is ${(1 / ratio).toFixed(2)} times sparser than the others.`
      : `ρ* = ${ratio.toFixed(4)}: here even five equal features prefer two digons.`;
  },
};
