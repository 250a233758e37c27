/** One neuron for each side of each feature, in the best start and in most. */

import { MONOSEMANTIC_SHARE } from '@toymodels/analysis';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { number } from '../../shared/words.js';
import type { AbsCleanData, AbsStart } from './run.js';

/** The clean circuit has no error at all; training stops at this share of the loss without neurons. */
const EXACT_SHARE = 1e-3;
const MOST = 0.5;

export function isClean({ sides }: AbsStart): boolean {
  return sides.every(([positive, negative]) => positive === 1 && negative === 1);
}

const inWords = ({ sides }: AbsStart): string =>
  sides.map(([positive, negative], i) => `feature ${i + 1}: ${positive} + ${negative}`).join(', ');

export function claims({ starts, empty }: AbsCleanData): readonly Claim[] {
  const best = starts[0]!;
  const clean = starts.filter(isClean).length;
  const sides = `Monosemantic neurons (one feature has at least ${MONOSEMANTIC_SHARE} of the squared gains) of each feature by the sign of their input weight`;
  const dirty = starts.filter((start) => !isClean(start));
  return [
    claim(
      {
        id: 'one-neuron-a-side',
        statement: 'Each feature gets one neuron for its positive and one for its negative side.',
        method: `${sides}; the start with the lowest exact loss.`,
        expected: 'one positive and one negative for every feature',
      },
      isClean(best),
      `${inWords(best)} (positive + negative)`,
    ),
    claim(
      {
        id: 'no-error',
        statement: 'Such a circuit computes the absolute values without error.',
        method: `Exact population loss of the best start as a share of the loss without neurons; the clean circuit itself has loss 0.`,
        expected: `at most ${number(EXACT_SHARE)}`,
      },
      best.exactLoss <= EXACT_SHARE * empty,
      `${number(best.exactLoss / empty)}; over all starts up to ${number(starts.at(-1)!.exactLoss / empty)}`,
    ),
    claim(
      {
        id: 'in-most-starts',
        statement: 'Training finds that circuit from most starts.',
        method: `${sides}; all starts.`,
        expected: `clean in at least ${MOST} of the starts`,
      },
      clean >= MOST * starts.length,
      `${clean} of ${starts.length} starts`,
      clean >= MOST * starts.length
        ? undefined
        : `The best of the other starts has ${number((dirty[0]?.exactLoss ?? 0) / empty)} of the loss without neurons.`,
    ),
  ];
}
