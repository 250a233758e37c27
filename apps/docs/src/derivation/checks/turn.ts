/** Away from a less important feature the linear loss falls: a saddle. */
import { rounding, type Check } from '../check.js';
import { linearByEnumeration, type Model } from '../numerical.js';
import { density, importanceRatio } from './shared.js';

/** n = 2, m = 1, W = (cos, sin) with its best bias, which for a projector is (I - M) mu. */
function lossAt(angle: number, r: number, p: number): number {
  const weights = Float64Array.of(Math.cos(angle), Math.sin(angle));
  const mean = p / 2;
  const along = (weights[0]! + weights[1]!) * mean;
  const model: Model = {
    kind: 'linear',
    nFeatures: 2,
    nHidden: 1,
    weights,
    bias: weights.map((weight) => mean - weight * along),
    importance: Float64Array.of(1, r),
  };
  return linearByEnumeration(model, p).loss;
}

export const check: Check = {
  title: 'Turning from one feature to another',
  leftIs: 'the model itself, at the angle and at 0',
  rightIs: 'the formula',
  sliders: [
    { key: 'angle', label: 'angle', min: -90, max: 90, step: 1, start: 20, show: (value) => `${value}°` },
    importanceRatio(1.5),
    density(0.3),
  ],
  rows({ values: { angle = 0, r = 1, p = 0 } }) {
    const radians = (angle * Math.PI) / 180;
    const v = p / 3 - (p * p) / 4;
    return [
      {
        of: '\\Delta L',
        left: lossAt(radians, r, p) - lossAt(0, r, p),
        right: -v * (r - 1) * Math.sin(radians) ** 2,
        within: rounding(0, 12),
      },
    ];
  },
  remark: ({ values: { r = 1 } }) =>
    r > 1
      ? 'The second feature is more important: every turn towards it pays.'
      : r === 1
        ? 'Equal importance: all angles cost the same, and mixtures are as good as features.'
        : 'The first feature is the more important one: no turn pays.',
};
