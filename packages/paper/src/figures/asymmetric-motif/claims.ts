/** Whether the motif is there, more than by chance, of the paper's shape, and why it is asymmetric. */

import type { Claim } from '../../figure.js';
import { median } from '../../shared/alignment.js';
import { claim } from '../../shared/claim.js';
import { density, number } from '../../shared/words.js';
import { COST_DENSITY, PAIRS_DENSITY, type MotifData, type MotifStart } from './run.js';

const MOST = 0.5;
const CHANCE_FACTOR = 3;
/** The paper's example has a = 2; a factor of the square root of two to either side. */
const ASYMMETRY = [1.4, 2.8] as const;
/** The interference of the ideal circuit falls as a^-4: 16 times from a = 1 to a = 2. */
const EXPECTED_CUT = 16;
const CUT_TOLERANCE = 0.01;

const FINDER =
  'The finder asks for a neuron that carries two features, input weights in a ratio of at least 2, output weights in the reciprocal ratio within a factor of 2, and neurons that inhibit the second feature, whenever the first is on, by at least half of what spills into it';

export function byDensity({ starts }: MotifData): Map<number, MotifStart[]> {
  const groups = new Map<number, MotifStart[]>();
  for (const start of starts)
    groups.set(start.featureProbability, [...(groups.get(start.featureProbability) ?? []), start]);
  return groups;
}

export function claims(data: MotifData): readonly Claim[] {
  const groups = [...byDensity(data)];
  const having = groups.map(([p, starts]) => ({
    p,
    n: starts.filter(({ motifs }) => motifs.length > 0).length,
    of: starts.length,
  }));
  const motifs = data.starts.flatMap((start) => start.motifs);
  const chance = data.starts.reduce((sum, { shuffled }) => sum + shuffled, 0);
  const asymmetries = motifs.map(({ asymmetry }) => asymmetry);
  const opposite = motifs.filter((motif) => motif.opposite).length;
  const ofStarts = data.starts
    .filter((start) => start.motifs.length > 0)
    .map((start) => start.motifs.filter((motif) => motif.opposite).length / start.motifs.length);
  const needed = motifs.length / 2 + Math.sqrt(motifs.length);
  const more = data.starts.filter(
    (start) => start.motifs.length > 0 && start.motifs.length >= CHANCE_FACTOR * start.shuffled,
  ).length;
  const cut = costAt(data, 1).inhibited / costAt(data, 2).inhibited;
  const cheapest = Math.min(...data.costs.map(({ sharing }) => sharing));
  return [
    claim(
      {
        id: 'motif-found',
        statement:
          'Trained models have neurons that two features share by unequal input and reciprocal output weights, with another neuron that inhibits the spill.',
        method: `${FINDER}; starts in which it finds one, at each density.`,
        expected: `at least ${MOST} of the starts at some density`,
      },
      having.some(({ n, of }) => n >= MOST * of),
      having.map(({ p, n, of }) => `${n} of ${of} starts at ${density(p)}`).join(', '),
    ),
    claim(
      {
        id: 'not-by-chance',
        statement: 'Such circuits are learned, not met by chance.',
        method:
          "Motifs in all starts, against the mean number in the same models with each neuron's output weights shuffled among the features. Spread: of each start by itself.",
        expected: `at least ${CHANCE_FACTOR} times as many`,
      },
      motifs.length > 0 && motifs.length >= CHANCE_FACTOR * chance,
      `${motifs.length} motifs, ${number(chance)} by chance, in ${data.starts.length} starts; so in ${more} of them`,
    ),
    claim(
      {
        id: 'asymmetry-of-two',
        statement: 'Weights are about as unequal as in [2, −1/2] and [1/2, 2].',
        method: `Median over all motifs of a, the fourth root of the product of both ratios; the finder sees none below √2.`,
        expected: `from ${ASYMMETRY[0]} to ${ASYMMETRY[1]}`,
      },
      motifs.length > 0 && median(asymmetries) >= ASYMMETRY[0] && median(asymmetries) <= ASYMMETRY[1],
      motifs.length === 0
        ? 'no motif'
        : `${number(median(asymmetries))} (${number(Math.min(...asymmetries))} to ${number(Math.max(...asymmetries))} over ${motifs.length} motifs)`,
    ),
    claim(
      {
        id: 'opposite-sides',
        statement: 'The shared neuron serves opposite sides of its two features.',
        method: 'Motifs whose two input weights have opposite signs.',
        expected: `more than half of them by two standard deviations, ${number(needed)} of ${motifs.length}`,
      },
      opposite > needed,
      `${opposite} of ${motifs.length}; from ${number(Math.min(...ofStarts))} to ${number(Math.max(...ofStarts))} of the motifs of a start`,
      opposite > needed
        ? undefined
        : "The paper's example has opposite sides; same sides are as frequent here: for data symmetric about 0 the sign of a feature may be turned without a change in cost. A bare majority was asked for at first, which chance would meet in half of all cases.",
    ),
    claim(
      {
        id: 'inhibition-makes-it-pay',
        statement: 'With inhibition, asymmetry removes interference: 16 times less at a = 2 than at a = 1.',
        method: `Exact loss of the ideal circuit of two features in four neurons at ${density(COST_DENSITY)}, where one active feature decides; relative difference of the quotient from ${EXPECTED_CUT}.`,
        expected: `${EXPECTED_CUT} within ${CUT_TOLERANCE}`,
      },
      Math.abs(cut / EXPECTED_CUT - 1) <= CUT_TOLERANCE,
      `${number(cut)}, and ${number(data.cutWithPairs)} at ${density(PAIRS_DENSITY)}; without inhibition sharing costs at least ${number(cheapest)} times what dropping that side of one feature costs`,
    ),
  ];
}

function costAt({ costs }: MotifData, asymmetry: number): MotifData['costs'][number] {
  return costs.find((each) => each.asymmetry === asymmetry)!;
}
