/** How well a dictionary learned from activations matches the features. */

import { REPRESENTED_NORM } from '@toymodels/analysis';
import type { Claim } from '../../figure.js';
import { median } from '../../shared/alignment.js';
import { claim } from '../../shared/claim.js';
import { overStartsInWords, withRange } from '../../shared/spread.js';
import { density, number } from '../../shared/words.js';
import type { DictionaryStart, OvercompleteData } from './run.js';

/** A cosine of 0.95 is an angle of 18 degrees. */
const RECOVERED = 0.95;
const CLEARLY_ABOVE_CHANCE = 0.1;

export function byDensity({ starts }: OvercompleteData): [number, DictionaryStart[]][] {
  const groups = new Map<number, DictionaryStart[]>();
  for (const start of starts)
    groups.set(start.featureProbability, [...(groups.get(start.featureProbability) ?? []), start]);
  return [...groups];
}

export const medianOf = (
  starts: readonly DictionaryStart[],
  key: 'mean' | 'random' | 'represented' | 'explained',
): number => median(starts.map((start) => start[key]));

export function claims(data: OvercompleteData): readonly Claim[] {
  const groups = byDensity(data);
  const [p, sparsest] = groups.at(-1)!;
  const inWords = groups
    .map(([q, starts]) => {
      const means = starts.map(({ mean }) => mean);
      return `${withRange(median(means), means)} at ${density(q)}, random ${number(medianOf(starts, 'random'))}`;
    })
    .join('; ');
  const medians = groups.map(([, starts]) => medianOf(starts, 'mean'));
  const margin = Math.min(
    ...groups.map(([, starts]) => medianOf(starts, 'mean') - medianOf(starts, 'random')),
  );
  const singleMargins = sparsest.map((_, place) =>
    Math.min(...groups.map(([, starts]) => starts[place]!.mean - starts[place]!.random)),
  );
  const shared = medianOf(sparsest, 'represented');
  const recovered = medians.at(-1)! >= RECOVERED;
  const METHOD = `Mean cosine of every represented feature (norm above ${REPRESENTED_NORM}) with its partner in a dictionary of n unit vectors learned from hidden activations alone, partners chosen one to one; median over the starts`;
  return [
    claim(
      {
        id: 'features-recovered',
        statement:
          'Sparse coding of the activations of a sparse model recovers its features, more of them than dimensions.',
        method: `${METHOD}, at ${density(p)}; and the number of represented features.`,
        expected: `at least ${RECOVERED}, with more than ${data.nHidden} features`,
      },
      recovered && shared > data.nHidden,
      `${overStartsInWords(
        medians.at(-1)!,
        sparsest.map(({ mean }) => mean),
      )} with ${withRange(
        shared,
        sparsest.map(({ represented }) => represented),
      )} features in ${data.nHidden} dimensions`,
      recovered && shared > data.nHidden
        ? undefined
        : `${inWords}. The dictionary reconstructs ${number(medianOf(sparsest, 'explained'))} of |h|².`,
    ),
    claim(
      {
        id: 'easier-when-sparser',
        statement: 'The sparser the features, the better they are recovered.',
        method: `${METHOD}, in brackets their range, at each density.`,
        expected: 'larger at the sparsest than at the densest data',
      },
      medians.at(-1)! > medians[0]!,
      inWords,
    ),
    claim(
      {
        id: 'not-by-chance',
        statement: 'Random vectors, matched alike, do not come as close.',
        method: `${METHOD}, less that of as many random unit vectors; the smallest difference over the densities. Asked of the medians; spread: of each start by itself.`,
        expected: `at least ${CLEARLY_ABOVE_CHANCE}`,
      },
      margin >= CLEARLY_ABOVE_CHANCE,
      overStartsInWords(margin, singleMargins),
    ),
  ];
}
