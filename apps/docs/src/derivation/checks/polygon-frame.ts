/** A regular polygon is a tight frame. */
import { featureDimensionalities, regularPolygon, scaled } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';

export const check: Check = {
  title: 'Regular polygons are tight',
  leftIs: 'the vectors, summed up',
  rightIs: 'the formulas',
  sliders: [
    { key: 'k', label: 'corners k', min: 3, max: 12, step: 1, start: 5 },
    { key: 'g', label: 'squared length g', min: 0.2, max: 2.6, step: 0.05, start: 1.3 },
  ],
  rows({ values: { k = 3, g = 1 } }) {
    const model = scaled(regularPolygon(k), Math.sqrt(g));
    let [xx, xy] = [0, 0];
    for (let i = 0; i < k; i++) {
      xx += model.weights[2 * i]! ** 2;
      xy += model.weights[2 * i]! * model.weights[2 * i + 1]!;
    }
    return [
      { of: 'S_{xx}', left: xx, right: (k * g) / 2, within: rounding(k, 12) },
      { of: 'S_{xy}', left: xy, right: 0, within: rounding(k, 12) },
      { of: 'D_1', left: featureDimensionalities(model)[0]!, right: 2 / k, within: rounding(0, 12) },
    ];
  },
};
