/** `toymodels theory phase`: two features in one dimension at one importance ratio and density. */

import {
  antipodalBorder,
  biasFreeMinima,
  confusedBorder,
  nameExtraFeaturePhase,
  strongAntipodalBorder,
  twoFeatureCandidates,
  twoFeatureCandidatesWithBias,
  twoFeatureOptimum,
  weakAntipodalBorder,
} from '@toymodels/theory';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { styler } from '../terminal/style.js';
import { significant, tableLines } from '../terminal/table.js';

export interface PhaseOptions {
  /** r of the extra feature, the first having 1. */
  readonly importance: number;
  readonly probability: number;
  readonly json: boolean;
}

/** What each phase means. */
const MEANING: Readonly<Record<string, string>> = {
  'strong-antipodal': 'both features share the dimension, in opposite directions',
  'weak-antipodal': 'the less important feature has a short weight in the opposite direction',
  'extra-ignored': 'the first feature has the dimension, the extra one is not represented',
  'extra-dedicated': 'the extra feature has the dimension, the first one is not represented',
  confused: 'both features share one direction: the model stores their sum',
};

export function theoryPhase(io: Io, { importance: r, probability: p, json }: PhaseOptions): ExitCode {
  const report = phaseAt(r, p);
  if (json) print(io, JSON.stringify(report, null, 2));
  else printReport(io, report);
  return EXIT.ok;
}

type Report = ReturnType<typeof phaseAt>;

function phaseAt(r: number, p: number) {
  const { antipodalBias, ...withBias } = twoFeatureCandidatesWithBias(r, p);
  const { sameSign, antipodal } = biasFreeMinima(r, p);
  const free = antipodal !== undefined && antipodal.loss <= sameSign.loss ? antipodal : sameSign;
  const { phase } = nameExtraFeaturePhase({ nFeatures: 2, nHidden: 1, weights: free.weights });
  return {
    nFeatures: 2,
    nHidden: 1,
    importanceRatio: r,
    featureProbability: p,
    candidates: { withoutBias: twoFeatureCandidates(r, p), withBias, antipodalBias },
    optimum: twoFeatureOptimum(r, p),
    optimumWithoutBias: { phase, ...free },
    borders: {
      antipodalCandidateWithoutBias: antipodalBorder(r, 'zero'),
      antipodalCandidate: antipodalBorder(r),
      strongAntipodal: strongAntipodalBorder(r),
      weakAntipodal: weakAntipodalBorder(r) ?? null,
      confusedWithoutBias: confusedBorder(r),
    },
  };
}

function printReport(io: Io, report: Report): void {
  const style = styler(io, io.stdout);
  const { candidates, optimum, optimumWithoutBias, borders } = report;
  const at = `importance 1 and ${report.importanceRatio}, feature probability ${report.featureProbability}`;
  print(io, style('bold', `two features in one dimension, ${at}`));
  print(io, `phase: ${style('bold', optimum.phase)}, ${MEANING[optimum.phase] ?? ''}`);
  print(io);
  print(io, style('bold', 'exact optima'));
  const row = (
    name: string,
    phase: string,
    loss: number,
    weights: readonly number[],
    bias: readonly number[],
  ) => [
    name,
    significant(loss),
    `[${weights.map((value) => significant(value, 6)).join(', ')}]`,
    `[${bias.map((value) => significant(value, 6)).join(', ')}]`,
    phase,
  ];
  const optima = [
    row('with bias', optimum.phase, optimum.loss, optimum.weights, optimum.bias),
    row('without', optimumWithoutBias.phase, optimumWithoutBias.loss, optimumWithoutBias.weights, [0, 0]),
  ];
  for (const line of tableLines(['', 'loss', 'W', 'b', 'phase'], optima, 'lrlll')) print(io, `  ${line}`);
  print(io);
  print(io, style('bold', "the paper's candidates, W held fixed"));
  const { withoutBias, withBias } = candidates;
  const rows = (
    [
      ['[1, 0]', 'extraIgnored'],
      ['[0, 1]', 'extraDedicated'],
      ['[1, -1]', 'antipodal'],
    ] as const
  ).map(([weights, name]) => [weights, significant(withoutBias[name]), significant(withBias[name])]);
  for (const line of tableLines(['W', 'loss, b = 0', 'loss, best b'], rows, 'lrr')) print(io, `  ${line}`);
  print(io);
  print(io, style('bold', `borders at importance ratio ${report.importanceRatio}, as feature probabilities`));
  const { strongAntipodal: strong, weakAntipodal: weak } = borders;
  const order = (which: string): string =>
    which === 'first' ? 'first order: the weights jump' : 'continuous';
  const lines = [
    ['[1, -1] wins below, b = 0', significant(borders.antipodalCandidateWithoutBias), ''],
    ['[1, -1] wins below, best b', significant(borders.antipodalCandidate), ''],
    ['strong antipodal below', significant(strong.featureProbability), order(strong.order)],
    ...(weak ? [['weak antipodal below', significant(weak.featureProbability), order(weak.order)]] : []),
    ['confused above, no bias', significant(borders.confusedWithoutBias), ''],
  ];
  for (const line of tableLines(['', 'p', ''], lines, 'lrl').slice(1)) print(io, `  ${line}`);
}
