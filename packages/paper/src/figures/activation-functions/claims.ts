/**
 * For which activations superposition is the optimum.
 *
 * Thresholds, set before the first run: an activation has superposition when an antipodal pair is the optimum in at least
 * a quarter of the cells, and none when in at most one in a hundred.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { list, number } from '../../shared/words.js';
import { CODE } from '../phase-2-1/run.js';
import { ACTIVATIONS, type ActivationName } from './activations.js';
import type { ActivationFunctionsData, ActivationMap } from './run.js';

const HAS = 0.25;
const NONE = 0.01;
const CUT_OFF: readonly ActivationName[] = ['relu', 'gelu', 'softplus'];
const NO_CUT_OFF: readonly ActivationName[] = ['linear', 'tanh'];

export function claims({ maps }: ActivationFunctionsData): readonly Claim[] {
  const of = (names: readonly ActivationName[]): ActivationMap[] =>
    maps.filter(({ activation }) => names.includes(activation));
  return [superposition(of(CUT_OFF)), none(of(NO_CUT_OFF)), between(maps)];
}

/** Share of cells in which an antipodal pair is the optimum. */
export function antipodalShare({ phases }: ActivationMap): number {
  const names = CODE.decode(phases);
  return names.filter((name) => name.endsWith('antipodal')).length / names.length;
}

const words = (maps: readonly ActivationMap[]): string =>
  list(maps.map((map) => `${ACTIVATIONS[map.activation].words} ${number(100 * antipodalShare(map))} %`));

const METHOD =
  'Minimum of the population loss (by quadrature) over weights and biases in every cell: share of cells in which the two weights are an antipodal pair.';

function superposition(maps: readonly ActivationMap[]): Claim {
  return claim(
    {
      id: 'cut-off-gives-superposition',
      statement:
        'Activations that cut negative values off, sharply or smoothly, have a phase of superposition.',
      method: METHOD,
      expected: `at least ${100 * HAS} % for each`,
    },
    maps.length > 0 && maps.every((map) => antipodalShare(map) >= HAS),
    words(maps),
  );
}

function none(maps: readonly ActivationMap[]): Claim {
  return claim(
    {
      id: 'no-cut-off-no-superposition',
      statement: 'Activations that treat both signs alike have none.',
      method: METHOD,
      expected: `at most ${100 * NONE} % for each`,
    },
    maps.length > 0 && maps.every((map) => antipodalShare(map) <= NONE),
    words(maps),
  );
}

function between(maps: readonly ActivationMap[]): Claim {
  const share = (name: ActivationName): number =>
    maps.filter(({ activation }) => activation === name).map(antipodalShare)[0] ?? NaN;
  return claim(
    {
      id: 'leak-shrinks-superposition',
      statement: 'A leak for negative values makes the phase smaller, as interference comes through.',
      method: 'The same share for the leaky ReLU, slope 0.1, against that of the ReLU.',
      expected: 'smaller than for the ReLU, above that of the linear model',
    },
    share('leaky-relu') < share('relu') && share('leaky-relu') > share('linear'),
    `${number(100 * share('leaky-relu'))} % against ${number(100 * share('relu'))} %`,
    share('leaky-relu') < share('relu')
      ? undefined
      : 'A leak of 0.1 lets through a hundredth of the squared interference: less than a cell of this grid.',
  );
}
