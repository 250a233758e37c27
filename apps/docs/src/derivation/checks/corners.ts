/** The formula over corners against the recursion without subtraction. */
import { activeMoments } from '@toymodels/theory';
import type { Check } from '../check.js';

/** E (a.x + b)_+^2 as a signed sum over corners, and how large rounding may make it. */
function overCorners(a: readonly number[], b: number): { readonly value: number; readonly rounding: number } {
  const k = a.length;
  let factor = 2;
  for (let i = 2; i <= k + 2; i++) factor /= i;
  for (const each of a) factor /= each;
  let [sum, size] = [0, 0];
  for (let corner = 0; corner < 2 ** k; corner++) {
    let [t, sign] = [b, 1];
    for (let i = 0; i < k; i++) {
      if ((corner >> i) & 1) t += a[i]!;
      else sign = -sign;
    }
    const term = Math.max(0, t) ** (k + 2);
    sum += sign * term;
    size += term;
  }
  return { value: factor * sum, rounding: (k + 3) * Number.EPSILON * size * Math.abs(factor) };
}

const coefficients = (exponent: number): number[] => [0.9, -0.7, 10 ** exponent, -0.6 * 10 ** exponent];

export const check: Check = {
  title: 'Four active features, two of them nearly orthogonal to the output',
  leftIs: 'the signed sum over 16 corners',
  rightIs: 'the recursion',
  sliders: [
    {
      key: 'exponent',
      label: 'size of the two small dot products',
      min: -6,
      max: 0,
      step: 0.25,
      start: -1,
      show: (value) => (10 ** value).toPrecision(2),
    },
    { key: 'b', label: 'bias b', min: -0.6, max: 0.6, step: 0.02, start: -0.1 },
  ],
  rows({ values: { exponent = 0, b = 0 } }) {
    const a = coefficients(exponent);
    const corners = overCorners(a, b);
    const right = activeMoments(a, b).meanSquare;
    return [
      { of: '\\mathrm{E}\\,(a\\cdot x+b)_+^2', left: corners.value, right, within: corners.rounding + 1e-14 },
    ];
  },
  remark({ values: { exponent = 0, b = 0 } }) {
    const { rounding } = overCorners(coefficients(exponent), b);
    if (rounding < 1e-9) return 'Both are good here: the corners lose few digits.';
    if (rounding < 1e-3) return 'The corners have lost many of their digits; the recursion none.';
    return 'Nothing that the corners say can be trusted any more. The difference is all theirs.';
  },
};
