/** How many sparse vectors are far from each other. */
import { sparsePackingLog } from '@toymodels/theory';
import type { Check } from '../check.js';

/** Ones of a bit mask. */
function ones(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count++;
  return count;
}

/** Takes k-sets of n as long as one is left that shares at most k/2 with all taken. */
function taken(n: number, k: number): number {
  const kept: number[] = [];
  for (let mask = 0; mask < 2 ** n; mask++)
    if (ones(mask) === k && kept.every((other) => ones(mask & other) <= k / 2)) kept.push(mask);
  return kept.length;
}

export const check: Check = {
  title: 'Sparse vectors that are far from each other',
  leftIs: 'vectors with k ones taken one after another, as long as one is left',
  rightIs: 'the number that the argument guarantees',
  sliders: [
    { key: 'n', label: 'features n', min: 4, max: 12, step: 1, start: 12 },
    { key: 'k', label: 'active features k', min: 1, max: 4, step: 1, start: 2 },
  ],
  rows({ values: { n = 4, k = 1 } }) {
    return [
      {
        of: 'N',
        left: taken(n, k),
        right: Math.exp(sparsePackingLog(n, k)),
        relation: '≥',
        within: 1e-9,
      },
    ];
  },
};
