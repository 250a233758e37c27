/**
 * Correlated features are orthogonal.
 *
 * Thresholds, set before any run: |cos| up to 0.1 (6 degrees) is orthogonal, a cosine up to -0.9 opposite; every feature has to be
 * represented (norm above 0.5).
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

const ORTHOGONAL = 0.1;
const OPPOSITE = -0.9;

export function claims(data: SetsData): readonly Claim[] {
  const within = (solution: SetSolution): number =>
    Math.max(...pairCosines(solution, data, 'within').map(Math.abs));
  /** Opposite pairs among features of different sets. */
  const opposite = (solution: SetSolution): number =>
    pairCosines(solution, data, 'across').filter((cosine) => cosine <= OPPOSITE).length;
  return [
    ...propertyClaims(
      {
        id: 'same-set-orthogonal',
        statement: 'Features of one correlated set are orthogonal to each other.',
        method: `Largest |cosine| of two features of one set, with all features represented (norm above 0.5).`,
        expected: `at most ${ORTHOGONAL}`,
      },
      data,
      (solution) => allRepresented(solution, data) && within(solution) <= ORTHOGONAL,
      (solution) => number(within(solution)),
    ),
    ...propertyClaims(
      {
        id: 'other-set-opposite',
        statement: 'Each shares its line with a feature of the other set.',
        method: `Pairs of features of different sets with a cosine of at most −${-OPPOSITE}.`,
        expected: `${data.nHidden}, one for each dimension`,
      },
      data,
      (solution) => opposite(solution) === data.nHidden,
      (solution) => String(opposite(solution)),
    ),
    nearOptimumClaim(data),
  ];
}
