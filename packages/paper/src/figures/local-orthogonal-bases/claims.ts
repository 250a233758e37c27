/**
 * Local bases.
 *
 * Thresholds, set before any run: a set's block of W^T W is near the identity within 0.2 (Frobenius norm, relative to that of the
 * identity: the same as all diagonals off by 0.2, or neighbours off by 0.07 each); interference across sets is
 * larger than within by a factor of 3 or more.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { list, number } from '../../shared/words.js';
import type { LocalBasesData } from './run.js';

const NEAR = 0.2;
const FACTOR = 3;

export function claims({ starts }: LocalBasesData): readonly Claim[] {
  const worst = starts.map(({ distance }) => Math.max(...distance));
  const ratios = starts.map(({ within, across }) => across / within);
  const beside = starts.map(({ distanceOfAll }) => distanceOfAll);
  return [
    claim(
      {
        id: 'identity-within-sets',
        statement:
          'Within a set of correlated features WᵀW is near the identity: the set has an orthogonal basis of its own.',
        method:
          'Distance of each set’s block of WᵀW from the identity (Frobenius norm, relative to that of the identity), the worst set of each start.',
        expected: `at most ${NEAR} in every start`,
      },
      worst.every((each) => each <= NEAR),
      `${list(worst.map(number))} in ${starts.length} starts, lowest loss first (all features together: ${number(Math.min(...beside))} to ${number(Math.max(...beside))})`,
    ),
    claim(
      {
        id: 'superposition-across-sets',
        statement: 'The features of different sets are in superposition with each other instead.',
        method: 'Root mean square of WᵀW across sets, over that between features of one set.',
        expected: `at least ${FACTOR} in every start`,
      },
      ratios.every((each) => each >= FACTOR),
      `${list(ratios.map(number))} in ${starts.length} starts`,
    ),
  ];
}
