/**
 * What superposition costs when features are read back by dot products.
 *
 * Thresholds, set before the first run: interference is felt when a silent feature reads at least 0.1 of the active
 * one; the ReLU and the bias filter when they remove three quarters of the squared interference; two active features
 * are worse when they at least double the loss of one.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { number } from '../../shared/words.js';
import type { InterferenceData } from './run.js';

export function claims(data: InterferenceData): readonly Claim[] {
  return [silentAnswer(data), filtered(data), twoActive(data), random(data)];
}

/** x'_i or W_i . h for given inputs. */
export function readouts(
  { gram, bias }: Pick<InterferenceData, 'gram' | 'bias'>,
  x: readonly number[],
  relu: boolean,
): number[] {
  const n = bias.length;
  return bias.map((b, i) => {
    const dot = x.reduce((sum, each, j) => sum + each * gram[i * n + j]!, 0);
    return relu ? Math.max(0, dot + b) : dot;
  });
}

const FELT = 0.1;
const only = (n: number, i: number): number[] => Array.from({ length: n }, (_, j) => (j === i ? 1 : 0));

function silentAnswer(data: InterferenceData): Claim {
  const n = data.bias.length;
  const read = readouts(data, only(n, 0), false);
  const largest = Math.max(...read.slice(1).map(Math.abs)) / read[0]!;
  return claim(
    {
      id: 'silent-features-answer',
      statement: 'When one feature is active, dot products read the others as active, too.',
      method: `W_i · h with x_1 = 1 and all others 0: largest size among the silent features, in units of the active one.`,
      expected: `at least ${FELT}`,
    },
    largest >= FELT,
    number(largest),
  );
}

const FILTERED = 0.75;

function filtered(data: InterferenceData): Claim {
  const n = data.bias.length;
  const silent = (relu: boolean): number =>
    Array.from({ length: n }, (_, i) => readouts(data, only(n, i), relu).filter((__, j) => j !== i))
      .flat()
      .reduce((sum, each) => sum + each * each, 0) / n;
  const [linear, relu] = [silent(false), silent(true)];
  return claim(
    {
      id: 'relu-filters',
      statement: 'The ReLU cuts negative interference off, and a negative bias most of the positive.',
      method:
        'Sum of squares read from silent features when one is active at 1, mean over the active one: share that bias and ReLU remove.',
      expected: `at least ${FILTERED}`,
    },
    1 - relu / linear >= FILTERED,
    `${number(1 - relu / linear)} (from ${number(linear)} to ${number(relu)})`,
  );
}

const WORSE = 2;

function twoActive({ lossOfActive }: InterferenceData): Claim {
  const ratio = lossOfActive[2]! / lossOfActive[1]!;
  return claim(
    {
      id: 'two-are-worse',
      statement: 'Superposition works as long as features are rarely active together.',
      method:
        'Exact mean loss of inputs with exactly two active features over that of inputs with exactly one.',
      expected: `at least ${WORSE}`,
    },
    ratio >= WORSE,
    `${number(ratio)} (${number(lossOfActive[2]!)} against ${number(lossOfActive[1]!)})`,
  );
}

function random({ randomInterference, bias, gram }: InterferenceData): Claim {
  const n = bias.length;
  const least = (n - 2) / 2;
  const norm = gram[0]!;
  const own = gram.reduce((sum, dot) => sum + (dot / norm) ** 2, 0) / n - 1;
  const mean = randomInterference.reduce((a, b) => a + b, 0) / randomInterference.length;
  return claim(
    {
      id: 'least-linear-interference',
      statement: 'The pentagon has the least linear interference that five directions in a plane can have.',
      method: `Mean of Σ (Ŵ_i · Ŵ_j)² over the other features; the least possible is n/m − 1, here ${number(least)} (a tight frame). Compared with ${randomInterference.length} sets of random directions.`,
      expected: `${number(least)}; random ones above`,
    },
    Math.abs(own - least) < 1e-3 && Math.min(...randomInterference) >= least - 1e-9,
    `${number(own)}; random directions ${number(Math.min(...randomInterference))} to ${number(Math.max(...randomInterference))}, mean ${number(mean)}`,
  );
}
