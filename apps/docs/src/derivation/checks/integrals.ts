/** The two integrals that L_1 is made of. */
import { activeErrorOneSparse, interferenceOneSparse } from '@toymodels/theory';
import { rounding, type Check } from '../check.js';

/** The integral over [0, 1] of a function that is smooth but for one bend, by Simpson's rule on both sides (exact for cubics). */
function integral(f: (x: number) => number, bend: number): number {
  const ends = bend > 0 && bend < 1 ? [0, bend, 1] : [0, 1];
  let total = 0;
  for (let k = 1; k < ends.length; k++) {
    const [from, to] = [ends[k - 1]!, ends[k]!];
    total += ((to - from) / 6) * (f(from) + 4 * f((from + to) / 2) + f(to));
  }
  return total;
}

const relu = (value: number): number => Math.max(0, value);

export const check: Check = {
  title: 'Two integrals with a bend',
  leftIs: 'Simpson’s rule on both sides of the bend, which is exact here',
  rightIs: 'the closed forms',
  sliders: [
    { key: 'a', label: 'dot product a', min: -1.5, max: 1.5, step: 0.02, start: 0.4 },
    { key: 'g', label: 'squared length g', min: 0, max: 2.5, step: 0.02, start: 1.3 },
    { key: 'b', label: 'bias b', min: -1.5, max: 1.5, step: 0.02, start: -0.24 },
  ],
  rows({ values: { a = 0, g = 0, b = 0 } }) {
    return [
      {
        of: 'N(a, b)',
        left: integral((x) => relu(a * x + b) ** 2, -b / a),
        right: interferenceOneSparse(a, b),
        within: rounding(0, 12),
      },
      {
        of: 'B(g, b)',
        left: integral((x) => (x - relu(g * x + b)) ** 2, -b / g),
        right: activeErrorOneSparse(g, b),
        within: rounding(0, 12),
      },
    ];
  },
  remark: ({ values: { a = 0, b = 0 } }) =>
    a > 0 && b <= -a
      ? 'The bias cuts the interference off entirely.'
      : a <= 0 && b <= 0
        ? 'Negative interference, no positive bias: it costs nothing.'
        : a > 0 && b < 0
          ? 'The bias cuts off the interference of weak inputs, up to x = −b/a.'
          : 'All inputs, or all weak ones, disturb the output.',
};
