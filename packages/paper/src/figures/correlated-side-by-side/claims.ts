/**
 * Correlated features lie side by side.
 *
 * A pair is side by side when its members follow one another around the circle (two of six features do by chance in 2 of 5 cases,
 * three pairs at once in 2 of 15). Every feature has to be represented (norm above 0.5). No other threshold.
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
import { list, number } from '../../shared/words.js';

/** Sets whose members are neighbours around the circle. */
function sideBySide({ weights }: SetSolution, { nFeatures, sets }: SetsData): number {
  const order = Array.from({ length: nFeatures }, (_, i) => i).sort(
    (i, j) =>
      Math.atan2(weights[2 * i + 1]!, weights[2 * i]!) - Math.atan2(weights[2 * j + 1]!, weights[2 * j]!),
  );
  return sets.filter((features) => {
    const [first, second] = features.map((feature) => order.indexOf(feature)) as [number, number];
    const apart = Math.abs(first - second);
    return Math.min(apart, nFeatures - apart) === 1;
  }).length;
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
      (solution) => allRepresented(solution, data) && sideBySide(solution, data) === sets.length,
      (solution) =>
        `${sideBySide(solution, data)}, cosines within sets ${list(pairCosines(solution, data, 'within').map(number))}`,
    ),
    nearOptimumClaim(data),
  ];
}
