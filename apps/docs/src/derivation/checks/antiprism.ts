/** Dimensionality in a square antiprism, by its height. */
import { featureDimensionalities, squareAntiprism } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';

export const check: Check = {
  title: 'Eight features as a square antiprism',
  leftIs: 'the eight vectors themselves',
  rightIs: 'the formula',
  sliders: [{ key: 'h', label: 'height h', min: 0.3, max: 0.8, step: 0.005, start: 0.5 }],
  rows({ values: { h = 0 } }) {
    const right = 1 / (8 * h ** 4 + 4 * (1 - h * h) ** 2);
    return [
      { of: 'D', left: featureDimensionalities(squareAntiprism(h))[3]!, right, within: rounding(0, 12) },
      { of: 'D', left: right, right: 3 / 8, relation: '≤', within: rounding(0, 12) },
    ];
  },
  remark: ({ values: { h = 0 } }) =>
    Math.abs(h * h - 1 / 3) < 0.005
      ? 'Close to h² = 1/3, where the antiprism is a tight frame.'
      : 'Away from h² = 1/3 some room is wasted.',
};
