/** The two minima without biases at equal importance. */
import { biasFreeMinima, confusedBorder, equalImportanceMinima } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';

export const check: Check = {
  title: 'Two minima at equal importance',
  leftIs: 'descent on the exact loss',
  rightIs: 'the formulas',
  sliders: [{ key: 'p', label: 'density p', min: 0.1, max: 0.9, step: 0.01, start: 0.55 }],
  rows({ values: { p = 0 } }) {
    const { sameSign, antipodal } = biasFreeMinima(1, p);
    const exact = equalImportanceMinima(p);
    return [
      {
        of: 'L_{\\text{confused}}',
        left: sameSign.loss,
        right: exact.confused.loss,
        within: rounding(0, 10),
      },
      {
        of: 'L_{\\text{antipodal}}',
        left: antipodal?.loss ?? Number.NaN,
        right: exact.antipodal.loss,
        within: rounding(0, 10),
      },
      {
        of: '|u|_{\\text{antipodal}}',
        left: Math.abs(antipodal?.weights[0] ?? Number.NaN),
        right: exact.antipodal.weight,
        within: rounding(0, 6),
      },
    ];
  },
  remark: ({ values: { p = 0 } }) =>
    p < confusedBorder(1)
      ? 'The antipodal pair is better.'
      : 'The confused model, which stores the sum of both features, is better.',
};
