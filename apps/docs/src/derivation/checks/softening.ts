/** The dedicated solution against a little of the second feature: Landau's expansion. */
import { reluOutputLoss, softDirection } from '@toymodels/theory';
import type { Check } from '../check.js';
import { density } from './shared.js';

export const check: Check = {
  title: 'A little of the second feature',
  leftIs: 'the exact loss at the second weight −w, less the dedicated one, over w²',
  rightIs: 'the bracket of the expansion',
  sliders: [
    density(0.7),
    { key: 'r', label: 'importance r of the second feature', min: 0.3, max: 1, step: 0.01, start: 0.8 },
    {
      key: 'exponent',
      label: 'second weight w',
      min: -3,
      max: -1,
      step: 0.1,
      start: -1.5,
      show: (value) => (10 ** value).toPrecision(2),
    },
  ],
  rows({ values: { p = 0, r = 1, exponent = -2 } }) {
    const w = 10 ** exponent;
    const { curvature, firstWeight, firstBias } = softDirection(p);
    const v = p / 3 - (p * p) / 4;
    // What s moves is the squared length: |W_1|^2 = 1 + s w.
    const first = Math.sqrt(1 + firstWeight * w);
    // The second output never bends while w is small, so its best bias is the mean of what it misses.
    const secondBias = (p / 2) * (1 - w * w + w * first);
    const exact = reluOutputLoss({
      nFeatures: 2,
      nHidden: 1,
      weights: [first, -w],
      bias: [firstBias * w, secondBias],
      importance: [1, r],
      featureProbability: [p, p],
    });
    return [
      {
        of: '\\Delta L / w^2',
        left: (exact - r * v) / w ** 2,
        right: curvature - r * v,
        // The next order, and the rounding of a small difference.
        within: 0.2 * w + 1e-15 / w ** 2,
      },
    ];
  },
  remark: (_, [row]) =>
    row!.right < 0
      ? 'Negative: the dedicated solution is not even a local minimum. The second feature grows out of zero.'
      : 'Positive: giving the second feature a little does not pay.',
};
