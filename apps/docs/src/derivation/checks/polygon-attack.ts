/** What a short attack does to a polygon with a negative bias. */
import { kgonCurvature, regularPolygon, scaled } from '@toymodels/theory';
import type { Check } from '../check.js';
import { onlyActive } from '../numerical.js';

const STEP = 1e-4;

export const check: Check = {
  title: 'A polygon whose silent outputs are out of reach',
  leftIs:
    'half the second difference of the model’s own loss with one active feature, all biases moved together',
  rightIs: 'the formula',
  sliders: [
    { key: 'k', label: 'corners k', min: 3, max: 12, step: 1, start: 5 },
    { key: 'g', label: 'squared length g', min: 0.4, max: 3, step: 0.02, start: 1.36 },
    // On other steps than g, whose kinks lie at g = −b.
    { key: 'b', label: 'bias b', min: -1.51, max: -0.03, step: 0.02, start: -0.29 },
  ],
  rows({ values: { k = 3, g = 1, b = -1 } }) {
    const { weights } = scaled(regularPolygon(k), Math.sqrt(g));
    const lossAt = (bias: number): number =>
      onlyActive(
        {
          kind: 'relu-output',
          nFeatures: k,
          nHidden: 2,
          weights: Float64Array.from(weights),
          bias: new Float64Array(k).fill(bias),
          importance: new Float64Array(k).fill(1),
        },
        0,
      );
    const left = (lossAt(b + STEP) + lossAt(b - STEP) - 2 * lossAt(b)) / (2 * STEP ** 2);
    const right = kgonCurvature(k, g, b);
    return [{ of: 'c', left, right, within: 2e-3 * (1 + Math.abs(right)) }];
  },
  remark({ values: { k = 3, g = 1 } }, [row]) {
    return `At p = 0.01 the loss grows by ${(0.01 * ((k * g) / 2) ** 2 * row!.right).toFixed(3)} ε²; 1/D would be ${k / 2}.`;
  },
};
