/** Superposed features against the same features with a dimension each. */

import type { Claim } from '../../figure.js';
import { median } from '../../shared/alignment.js';
import { claim } from '../../shared/claim.js';
import { density, number } from '../../shared/words.js';
import type { FrequencyData, FrequencyStart } from './run.js';

export function byDensity({ starts }: FrequencyData): [number, FrequencyStart[]][] {
  const groups = new Map<number, FrequencyStart[]>();
  for (const start of starts)
    groups.set(start.featureProbability, [...(groups.get(start.featureProbability) ?? []), start]);
  return [...groups];
}

export type FrequencyKey = Exclude<keyof FrequencyStart, 'featureProbability'>;

export const ratioOf = (start: FrequencyStart, what: 'Dimension' | 'Activation'): number =>
  start[`alonePer${what}`] > 0 ? start[`per${what}`] / start[`alonePer${what}`] : 0;

/** At every density most starts must agree; one model without superposition says nothing. */
export function claims(data: FrequencyData): readonly Claim[] {
  const groups = byDensity(data);
  const inWords = (of: (start: FrequencyStart) => number): string =>
    groups
      .map(([p, starts]) => {
        const all = starts.map(of);
        return `${number(median(all))} (${number(Math.min(...all))} to ${number(Math.max(...all))}) at ${density(p)}`;
      })
      .join(', ');
  const everywhere = (holds: (ratio: number) => boolean, of: (start: FrequencyStart) => number): boolean =>
    groups.every(([, starts]) => holds(median(starts.map(of))));
  const perDimension = (start: FrequencyStart): number => ratioOf(start, 'Dimension');
  const perActivation = (start: FrequencyStart): number => ratioOf(start, 'Activation');
  const use = (start: FrequencyStart): number => start.use / start.featureProbability;
  const METHOD =
    'exact, over all superposed features of a model, relative to the same features with a dimension each; median over the starts at each density';
  return [
    claim(
      {
        id: 'more-per-dimension',
        statement: 'Features in superposition save more loss for each dimension.',
        method: `Loss saved per dimension (the D_i of the features summed), ${METHOD}.`,
        expected: 'above 1 at every density',
      },
      everywhere((ratio) => ratio > 1, perDimension),
      inWords(perDimension),
    ),
    claim(
      {
        id: 'less-per-activation',
        statement: 'They save less for each activation than dedicated features would.',
        method: `Loss saved per activation, ${METHOD}.`,
        expected: 'above 0 and below 1 at every density',
      },
      everywhere((ratio) => ratio > 0 && ratio < 1, perActivation),
      inWords(perActivation),
    ),
    claim(
      {
        id: 'dimensions-used-more-often',
        statement:
          'Each dimension is used more often than by one feature: many dimensions, each used seldom, could do without superposition.',
        method: 'Activations per dimension over 1−S; median over the starts at each density.',
        expected: 'above 1 at every density',
      },
      everywhere((ratio) => ratio > 1, use),
      inWords(use),
    ),
  ];
}
