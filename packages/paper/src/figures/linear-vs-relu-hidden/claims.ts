/** Alignment of features with axes, against the same models turned at random. */

import { MONOSEMANTIC_SHARE } from '@toymodels/analysis';
import type { Claim } from '../../figure.js';
import { median } from '../../shared/alignment.js';
import { claim } from '../../shared/claim.js';
import { fromTo } from '../../shared/spread.js';
import { number } from '../../shared/words.js';
import type { AlignedStart, PrivilegedData } from './run.js';

/** Nine tenths of all squared norm on one axis for each feature. */
const ALIGNED = 0.9;
/** One start in a hundred is beyond the 99 % quantile by chance; more than a tenth of them is not chance. */
const BY_CHANCE = 0.1;
const NOT_BY_CHANCE = 0.9;

const beyond = (starts: readonly AlignedStart[]): number =>
  starts.filter((start) => start.alignment > start.turned[1]).length;

const inWords = (starts: readonly AlignedStart[]): string => {
  const all = starts.map((start) => start.alignment);
  return `median ${number(median(all))}, from ${number(Math.min(...all))} to ${number(Math.max(...all))} over ${starts.length} starts; turned at random ${number(median(starts.map(({ turned }) => turned[0])))}`;
};

const ALIGNMENT = 'Share of the squared norm of all features that lies on the largest axis of each';
const QUANTILE = `${ALIGNMENT}, compared with the 99 % quantile of the same start under random turns of the hidden space.`;

/** Where the starts end that are not aligned. */
function strayNote(starts: readonly AlignedStart[]): string {
  const least = starts[0]!.loss;
  const excess = (some: readonly AlignedStart[]): string =>
    number((100 * (median(some.map(({ loss }) => loss)) - least)) / least);
  const stray = starts.filter((start) => start.alignment <= start.turned[1]);
  const aligned = starts.filter((start) => start.alignment > start.turned[1]);
  const rest =
    aligned.length === 0
      ? ''
      : ` that of those beyond it ${excess(aligned)} %; the best start is beyond it: ${starts[0] === aligned[0] ? 'yes' : 'no'}.`;
  return `Single starts end in local minima: the median loss of the starts within chance lies ${excess(stray)} % above the lowest,${rest}`;
}

export function claims({ linear, relu }: PrivilegedData): readonly Claim[] {
  const { nHidden } = relu.best;
  const monosemantic = relu.starts.map(({ nMonosemantic }) => nMonosemantic);
  return [
    claim(
      {
        id: 'relu-aligns',
        statement: 'With a ReLU on the hidden layer, features align with neurons.',
        method: `${ALIGNMENT}: median over the starts.`,
        expected: `at least ${ALIGNED}`,
      },
      median(relu.starts.map((start) => start.alignment)) >= ALIGNED,
      inWords(relu.starts),
    ),
    claim(
      {
        id: 'relu-not-by-chance',
        statement: 'That alignment is not what a random direction would give.',
        method: QUANTILE,
        expected: `beyond it in at least ${NOT_BY_CHANCE} of the starts`,
      },
      beyond(relu.starts) >= NOT_BY_CHANCE * relu.starts.length,
      `${beyond(relu.starts)} of ${relu.starts.length} starts`,
      beyond(relu.starts) >= NOT_BY_CHANCE * relu.starts.length ? undefined : strayNote(relu.starts),
    ),
    claim(
      {
        id: 'linear-does-not-align',
        statement: 'Without it, features do not align with the axes of the hidden space.',
        method: QUANTILE,
        expected: `beyond it in at most ${BY_CHANCE} of the starts`,
      },
      beyond(linear.starts) <= BY_CHANCE * linear.starts.length,
      `${beyond(linear.starts)} of ${linear.starts.length} starts; ${inWords(linear.starts)}`,
    ),
    claim(
      {
        id: 'neurons-monosemantic',
        statement: 'At this density every neuron of the ReLU model serves one feature.',
        method: `Neurons of the start with the lowest loss whose strongest feature has at least ${MONOSEMANTIC_SHARE} of the squared gains. Asked of that start; spread: of each start by itself.`,
        expected: `all ${nHidden}`,
      },
      monosemantic[0] === nHidden,
      `${monosemantic[0]} of ${nHidden}; so in ${monosemantic.filter((n) => n === nHidden).length} of ${monosemantic.length} starts, which have ${fromTo(monosemantic)}`,
    ),
  ];
}
