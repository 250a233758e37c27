/** Where superposition ends, what that costs, and how it comes about. */

import { REPRESENTED_NORM } from '@toymodels/analysis';
import type { Claim } from '../../figure.js';
import { median } from '../../shared/alignment.js';
import { claim } from '../../shared/claim.js';
import { SHARED } from '../../shared/represented.js';
import { fromTo, overStartsInWords, withRange } from '../../shared/spread.js';
import { number } from '../../shared/words.js';
import type { AtPenalty, PenaltyData, PenaltyStart } from './run.js';

/** A tenth more loss is more than noise of training. */
const HIGHER = 1.1;
/** Share of the squared norm on axes that counts as aligned; a random plane pair has about 0.8, five dimensions 0.55. */
const ALIGNED = 0.9;

const COUNT = `A feature is represented with a norm above ${REPRESENTED_NORM}, and shares with a superposition of at least ${SHARED}; medians over the starts, in brackets their range.`;

export const medianOf = ({ starts }: AtPenalty, key: keyof PenaltyStart): number =>
  median(starts.map((start) => start[key]));

/** The data of one start alone: each penalty with the start of that place. */
function single({ nHidden, penalties }: PenaltyData, place: number): PenaltyData {
  return { nHidden, penalties: penalties.map((each) => ({ ...each, starts: [each.starts[place]!] })) };
}

/** The smallest penalty from which on no feature shares in most starts, and some are still represented there. */
export function threshold({ penalties }: PenaltyData): AtPenalty | undefined {
  const last = penalties.findLastIndex((each) => medianOf(each, 'sharing') > 0);
  const first = penalties[last + 1];
  return first !== undefined && medianOf(first, 'represented') > 0 ? first : undefined;
}

export function claims(data: PenaltyData): readonly Claim[] {
  const { penalties, nHidden } = data;
  const free = penalties[0]!;
  const end = threshold(data);
  const counts = (key: 'sharing' | 'represented'): string =>
    penalties
      .map((each) => {
        const own = each.starts.map((start) => start[key]);
        return `${withRange(median(own), own)} at λ = ${number(each.penalty)}`;
      })
      .join(', ');
  const ends = free.starts.flatMap((_, place) => threshold(single(data, place))?.penalty ?? []);
  const singleEnds =
    ends.length === 0
      ? 'in no single start'
      : `in ${ends.length} of ${free.starts.length} starts from ${fromTo(ends)} on`;
  const rise = end ? medianOf(end, 'loss') / medianOf(free, 'loss') : 0;
  const before = penalties.filter((each) => each.penalty > 0 && medianOf(each, 'sharing') > 0);
  const onAxes = before.filter((each) => medianOf(each, 'alignment') >= ALIGNED);
  return [
    claim(
      {
        id: 'superposition-ends',
        statement: 'Past a threshold, a penalty on hidden activations removes superposition.',
        method: `Features that share dimensions at each λ, with features still represented where none shares. ${COUNT} Asked of the medians; spread: of each start by itself.`,
        expected: 'some at λ = 0, none from some λ on at which features are still represented',
      },
      end !== undefined && medianOf(free, 'sharing') > 0,
      `${end ? `none from λ = ${number(end.penalty)} on (${singleEnds}); ` : ''}${counts('sharing')}`,
    ),
    claim(
      {
        id: 'at-a-higher-loss',
        statement: 'The model without superposition has a higher loss.',
        method: 'Evaluated loss without the penalty at that λ, relative to λ = 0; medians over the starts.',
        expected: `above ${HIGHER}`,
      },
      rise > HIGHER,
      end
        ? overStartsInWords(
            rise,
            end.starts.map(({ loss }) => loss / medianOf(free, 'loss')),
          )
        : 'superposition does not end',
    ),
    claim(
      {
        id: 'by-dropping-features',
        statement: 'Superposition ends because features are dropped, not because they are told apart.',
        method: `Represented features where superposition ends. ${COUNT}`,
        expected: `fewer than at λ = 0, and at most ${nHidden}`,
      },
      end !== undefined &&
        medianOf(end, 'represented') < medianOf(free, 'represented') &&
        medianOf(end, 'represented') <= nHidden,
      counts('represented'),
    ),
    claim(
      {
        id: 'first-onto-axes',
        statement:
          'Before that, the penalty turns the features that share onto the axes of the hidden space.',
        method:
          'Share of the squared norm of all features on the largest axis of each, at the penalties above 0 at which features still share; median over the starts, in brackets their range.',
        expected: `at least ${ALIGNED} at one of them, and below that at λ = 0`,
      },
      onAxes.length > 0 && medianOf(free, 'alignment') < ALIGNED,
      penalties
        .map((each) => {
          const own = each.starts.map(({ alignment }) => alignment);
          return `${withRange(median(own), own)} at λ = ${number(each.penalty)}`;
        })
        .join(', '),
    ),
  ];
}
