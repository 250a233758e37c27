/** Two dimensions are enough for any number of features, one active at a time, and not stably. */
import type { Check } from '../check.js';
import { rounding } from '../check.js';

export const check: Check = {
  title: 'n directions in the plane, evenly spread',
  leftIs:
    'the least |Wz|² over z of length 1 with two entries, found among 4000 angles for each pair; then, the volume bound',
  rightIs: 'the formula; then, how many images it has to hold',
  sliders: [{ key: 'n', label: 'features n', min: 3, max: 40, step: 1, start: 8 }],
  rows({ values: { n = 3 } }) {
    let least = Infinity;
    for (let j = 1; j < n; j++) {
      const dot = Math.cos((Math.PI * j) / n);
      for (let s = 0; s < 4000; s++) {
        const angle = (Math.PI * s) / 4000;
        least = Math.min(least, 1 + 2 * dot * Math.cos(angle) * Math.sin(angle));
      }
    }
    const distortion = Math.cos(Math.PI / n);
    const reach = Math.sqrt((1 + distortion) / (1 - distortion));
    return [
      { of: '\\min |Wz|^2', left: least, right: 1 - distortion, within: rounding(0, 9) },
      { of: '(1 + 2R/r)^2', left: (1 + 2 * reach) ** 2, right: n, relation: '≥', within: 0 },
    ];
  },
};
