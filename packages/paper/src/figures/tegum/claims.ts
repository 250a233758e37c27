/** Fractions of the products: what is built is exact, up to rounding (1e-6). */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { number } from '../../shared/words.js';
import type { ProductData, TegumData } from './run.js';

const ROUNDING = 1e-6;

/** The paper's fractions: how many features at which D. */
const EXPECTED: Readonly<
  Record<string, readonly (readonly [count: number, label: string, value: number])[]>
> = {
  'triangular bipyramid': [
    [3, '2/3', 2 / 3],
    [2, '1/2', 1 / 2],
  ],
  octahedron: [[6, '1/2', 1 / 2]],
  'pentagonal bipyramid': [
    [5, '2/5', 2 / 5],
    [2, '1/2', 1 / 2],
  ],
};

/** "3 × 2/3 + 2 × 1/2". */
export function fractionsOf(built: string): string {
  return (EXPECTED[built] ?? []).map(([count, label]) => `${count} × ${label}`).join(' + ');
}

export function claims({ products }: TegumData): readonly Claim[] {
  return [...products.map(fractions), sums(products)];
}

const idOf = (built: string): string => built.replaceAll(' ', '-');

function fractions({ built, dimensionality, factors, found: name }: ProductData): Claim {
  const expected = EXPECTED[built]!;
  const counts = expected.map(
    ([, , value]) => dimensionality.filter((d) => Math.abs(d - value) <= ROUNDING).length,
  );
  return claim(
    {
      id: `${idOf(built)}-fractions`,
      statement: `The ${built} is a product of polytopes in orthogonal spaces, and its features have the dimensionality they have there.`,
      method: `Features of the built polytope at each fraction (within ${ROUNDING}), and the orthogonal factors that are found from its weights.`,
      expected: fractionsOf(built),
    },
    name === built && expected.every(([count], k) => counts[k] === count) && factors.length > 1,
    `${expected.map(([, label], k) => `${counts[k]} × ${label}`).join(' + ')}; factors ${factors.map((factor) => factor.name).join(', ')}`,
  );
}

function sums(products: readonly ProductData[]): Claim {
  const totals = products.map(({ dimensionality }) => dimensionality.reduce((sum, d) => sum + d, 0));
  return claim(
    {
      id: 'dimensions-used-up',
      statement: 'The dimensionalities of such a product add up to the number of hidden dimensions.',
      method: 'Sum of D_i over the features of each built polytope.',
      expected: '3',
    },
    totals.every((total) => Math.abs(total - 3) <= ROUNDING),
    totals.map(number).join(', '),
  );
}
