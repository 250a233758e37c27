/**
 * Correlated features lie side by side.
 *
 * A pair is side by side when its members follow one another around the circle (two of six features do by chance in 2 of 5 cases,
 * three pairs at once in 2 of 15). Every feature has to be represented (norm above 0.5). No other threshold.
 */

import { sideBySide } from '@toymodels/analysis';
import type { Claim } from '../../figure.js';
import {
  allRepresented,
  nearOptimumClaim,
  pairCosines,
  propertyClaims,
  setView,
  type SetsData,
  type SetSolution,
} from '../../shared/correlated-sets.js';
import { list, number } from '../../shared/words.js';

/** Sets whose members are neighbours around the circle. */
function adjacent(solution: SetSolution, data: SetsData): number {
  return sideBySide(setView(solution, data), data.sets).sets.filter(Boolean).length;
}

export function claims(data: SetsData): readonly Claim[] {
  const { sets } = data;
  return [
    ...propertyClaims(
      {
        id: 'same-set-adjacent',
        statement: 'Features of one correlated set are side by side.',
        method:
          'Sets whose two members are neighbours around the circle, with all features represented (norm above 0.5).',
        expected: `all ${sets.length}`,
        chance:
          'Sparse data have local minima in which a set has members apart or on one line; exact descent at 1−S = 0.03 ends in the best one for 1/3 of its random starts, too.',
      },
      data,
      (solution) => allRepresented(solution, data) && adjacent(solution, data) === sets.length,
      (solution) =>
        `${adjacent(solution, data)}, cosines within sets ${list(pairCosines(solution, data, 'within').map(number))}`,
    ),
    nearOptimumClaim(data),
  ];
}
