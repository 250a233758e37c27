/**
 * Anticorrelated features are opposite.
 *
 * Thresholds, set before any run: a cosine up to -0.9 (154 degrees) is opposite; every feature has to be represented (norm
 * above 0.5).
 */

import type { Claim } from '../../figure.js';
import {
  allRepresented,
  nearOptimumClaim,
  pairCosines,
  propertyClaims,
  type SetsData,
  type SetSolution,
} from '../../shared/correlated-sets.js';
import { number } from '../../shared/words.js';

const OPPOSITE = -0.9;

export function claims(data: SetsData): readonly Claim[] {
  const within = (solution: SetSolution): number => Math.max(...pairCosines(solution, data, 'within'));
  return [
    ...propertyClaims(
      {
        id: 'same-set-opposite',
        statement: 'Features of one anticorrelated set are opposite to each other.',
        method: `Largest cosine of two features of one set, with all features represented (norm above 0.5).`,
        expected: `at most −${-OPPOSITE}`,
        chance:
          'Four vectors lie on two lines in three ways. Two of them pair features of different sets, and cost something only when both sets are active at once; these are local minima, and chance decides. Exact descent from random starts ends in the right one for about 1/3 of the starts up to 1−S = 0.1, for 0.42 at 0.3 and 0.7 at 0.6.',
      },
      data,
      (solution) => allRepresented(solution, data) && within(solution) <= OPPOSITE,
      (solution) => number(within(solution)),
    ),
    nearOptimumClaim(data),
  ];
}
