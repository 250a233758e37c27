/** The loss of a regular k-gon with one active feature. */
import { kgonLoss, optimalKgon, regularPolygon, scaled } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';
import { onlyActive } from '../numerical.js';

export const check: Check = {
  title: 'A regular polygon, any length, any bias',
  leftIs: 'the model itself, integrated over one feature',
  rightIs: 'the formula',
  sliders: [
    { key: 'k', label: 'corners k', min: 3, max: 12, step: 1, start: 7 },
    { key: 'g', label: 'squared length g', min: 0.2, max: 3.2, step: 0.02, start: 2.08 },
    { key: 'b', label: 'bias b', min: -2, max: 0.4, step: 0.02, start: -0.96 },
  ],
  rows({ values: { k = 3, g = 1, b = 0 } }) {
    const { weights } = scaled(regularPolygon(k), Math.sqrt(g));
    const left = onlyActive(
      {
        kind: 'relu-output',
        nFeatures: k,
        nHidden: 2,
        weights: Float64Array.from(weights),
        bias: new Float64Array(k).fill(b),
        importance: new Float64Array(k).fill(1),
      },
      0,
    );
    return [{ of: '\\ell_k', left, right: kgonLoss(k, g, b), within: rounding(left, 10) }];
  },
  remark({ values: { k = 3 } }, [row]) {
    const { lossPerFeature, squaredNorm, bias, benefitPerPlane } = optimalKgon(k);
    const best = `at its best, g = ${squaredNorm.toFixed(3)} and b = ${(bias || 0).toFixed(3).replace('-', '−')}, ${benefitPerPlane.toFixed(4)}`;
    return `A plane of such ${k}-gons saves ${(k * (1 / 3 - row!.right)).toFixed(4)}; ${best} (loss ${lossPerFeature.toFixed(4)}).`;
  },
};
