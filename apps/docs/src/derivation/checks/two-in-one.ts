/** Two numbers in one, by a staircase. */
import {
  compressPair,
  decompressPair,
  LINEAR_COMPRESSION_ERROR,
  nonlinearCompressionError,
} from '@toymodels/theory';
import type { Check } from '../check.js';

/** Points along each side. */
const GRID = 250;

export const check: Check = {
  title: 'Two numbers in one',
  leftIs: 'the code itself on 62 500 pairs, there and back',
  rightIs: 'the polynomial',
  sliders: [
    { key: 'Z', label: 'steps Z', min: 2, max: 10, step: 1, start: 3 },
    { key: 'ramp', label: 'width ε of a ramp, in steps', min: 0.02, max: 1, step: 0.02, start: 0.1 },
  ],
  rows({ values: { Z = 2, ramp = 1 } }) {
    let sum = 0;
    for (let i = 0; i < GRID; i++)
      for (let j = 0; j < GRID; j++) {
        const [x, y] = [(i + 0.5) / GRID, (j + 0.5) / GRID];
        const [a, b] = decompressPair(compressPair(x, y, Z, ramp), Z, ramp);
        sum += (x - a) ** 2 + (y - b) ** 2;
      }
    return [
      {
        of: '\\mathrm{E}',
        left: sum / GRID ** 2,
        right: nonlinearCompressionError(Z, ramp),
        // What the grid misses at the bends.
        within: 2e-3,
      },
    ];
  },
  remark(_, [row]) {
    const better = row!.right < LINEAR_COMPRESSION_ERROR;
    return `The best linear code leaves ${LINEAR_COMPRESSION_ERROR.toFixed(4)}: this one is ${better ? 'better' : 'no better'}.`;
  },
};
