/** The correspondence, both ways; nothing is measured, so that all tolerances are of rounding (1e-6). */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { list, number } from '../../shared/words.js';
import type { LowRankData } from './run.js';

const ROUNDING = 1e-6;

export function claims({ polytopes }: LowRankData): readonly Claim[] {
  const triangle = polytopes.find(({ name }) => name === 'triangle')!;
  const named = polytopes.filter(({ name, found }) => name === found);
  const worst = Math.max(...polytopes.map(({ projectorDefect }) => projectorDefect));
  const apart = Math.max(...polytopes.map(({ difference }) => difference));
  return [
    claim(
      {
        id: 'perpendicular-to-ones-is-triangle',
        statement: 'Three features whose W is perpendicular to (1,1,1) form a triangle.',
        method: 'W with orthonormal rows perpendicular to (1,1,1), named from the shape of its columns.',
        expected: 'triangle',
      },
      triangle.found === 'triangle' && triangle.alongRelations <= ROUNDING,
      `${triangle.found}; |W (1,1,1)| = ${number(triangle.alongRelations)}`,
    ),
    claim(
      {
        id: 'relations-give-polytopes',
        statement:
          'What a low-rank W leaves out, a relation among features, decides which polytope they form.',
        method:
          'For each polytope its relations, W with orthonormal rows perpendicular to them, and the name found from W alone.',
        expected: list(polytopes.map(({ name }) => name)),
      },
      named.length === polytopes.length,
      list(polytopes.map(({ found }) => found)),
    ),
    claim(
      {
        id: 'polytopes-give-projectors',
        statement: 'Conversely WᵀW of each of these polytopes is a projector of low rank.',
        method:
          'From the vertices of each polytope: G = WᵀW with each orthogonal factor scaled to norm 1; the largest entry of G² − G, and the largest difference of its entries from those of the projector made from the relations.',
        expected: '0 up to rounding',
      },
      worst <= ROUNDING && apart <= ROUNDING,
      `${number(worst)} and ${number(apart)}`,
    ),
  ];
}
