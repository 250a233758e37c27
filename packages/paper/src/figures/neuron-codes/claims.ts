/** The code of the best start at each density, and whether it hangs on the starts. */

import { CODE_NORM, CODE_SHARE } from '@toymodels/analysis';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { count, density, number } from '../../shared/words.js';
import { codeInWords, isPaperCode } from './code.js';
import type { CodesAtDensity, NeuronCodesData } from './run.js';
import type { NeuronCodesSpec, PaperCode } from './spec.js';

const IN_WORDS = (paper: PaperCode): { id: string; words: string } => {
  if (paper === 'monosemantic') return { id: 'monosemantic', words: 'all neurons are monosemantic' };
  if (paper === 'pairs') return { id: 'all-pairs', words: 'every feature is a pair of neurons' };
  const { features, neurons } = paper;
  return { id: `${features}-in-${neurons}`, words: `${features} features share ${neurons} neurons` };
};

/** More than half of five parts. */
const MOST_PARTS = 0.5;

function tallyOf({ tallies, nCodes }: CodesAtDensity, nStarts: number): string {
  const [first, second] = tallies;
  const behind =
    second === undefined
      ? ''
      : `; next ${second.code}, loss ${number((100 * (second.loss - first!.loss)) / first!.loss)} % higher`;
  return `in ${first!.count} of ${count(nStarts)} starts${behind}; ${nCodes} codes in all`;
}

function missNote({ paper, best }: CodesAtDensity): string {
  if (paper === undefined) return 'No start has that code.';
  const above = (100 * (paper.loss - best.loss)) / best.loss;
  return `That code came out in ${paper.count} starts, the best of them with a loss ${number(above)} % above the lowest.`;
}

export function claims({ densities, nStarts }: NeuronCodesData, spec: NeuronCodesSpec): readonly Claim[] {
  const codes = densities.map((each, k) => {
    const paper = spec.paperCodes[k]!;
    const { id, words } = IN_WORDS(paper);
    const holds = isPaperCode(each.code, paper, each.best.nHidden);
    return claim(
      {
        id,
        statement: `At 1−S ${spec.ranges[k]!.replace(/^(?=\d)/, '= ')}, ${words}.`,
        method: `Code of the start with the lowest loss of ${count(nStarts)} at ${density(each.best.featureProbability)}: a neuron carries a feature when its positive weight is at least ${CODE_SHARE} of the feature's largest, and a feature has a code when the norm of its positive weights is above ${CODE_NORM}; features and neurons that hang together form a group.`,
        expected: words,
      },
      holds,
      `${codeInWords(each.code)}; ${tallyOf(each, nStarts)}`,
      holds ? undefined : missNote(each),
    );
  });
  const agreeing = densities.map(
    ({ parts, code }) => parts.filter((each) => each === codeInWords(code)).length,
  );
  const stable = densities.every(({ parts }, k) => agreeing[k]! > MOST_PARTS * parts.length);
  return [
    ...codes,
    claim(
      {
        id: 'best-code-is-stable',
        statement: 'The best code does not depend on which starts were drawn.',
        method: `The starts of each density in ${spec.parts} parts, and the code of the best start in each.`,
        expected: 'the code of the best of all in more than half of the parts, at every density',
      },
      stable,
      densities
        .map(
          ({ parts, best }, k) => `${agreeing[k]} of ${parts.length} at ${density(best.featureProbability)}`,
        )
        .join(', '),
      stable
        ? undefined
        : 'The best code is rare or ties with others within the noise of evaluation; more starts are needed than a part has.',
    ),
  ];
}
