/** `toymodels theory loss`: the exact population loss of given weights, and where it comes from. */

import { UnsupportedError } from '@toymodels/core';
import {
  absoluteValueLoss,
  featureDimensionalities,
  linearLossAndGradient,
  linearLossAtOptimalBias,
  reluHiddenLoss,
  reluOutputLossAndGradient,
  splitByActiveCount,
  splitByBlame,
  supportProbabilities,
  type LossAndGradient,
} from '@toymodels/theory';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { absolute } from '../paths.js';
import { styler } from '../terminal/style.js';
import { percent, significant, tableLines } from '../terminal/table.js';
import { readModel, type NamedModel } from './model-file.js';

export interface LossOptions {
  /** Path as given. */
  readonly file: string;
  /** Which model of a run, from 0. */
  readonly model?: number;
  readonly json: boolean;
}

/** What is printed; arrays over features are in the order of the features. */
interface LossReport {
  readonly model: string;
  readonly nFeatures: number;
  readonly nHidden: number;
  readonly ofRun: NonNullable<NamedModel['ofRun']> | null;
  /** L, a sum over features. */
  readonly loss: number;
  /** |(dL/dW, dL/db)|; null for models whose gradient is not computed. */
  readonly gradientNorm: number | null;
  /** L at the best bias; of the linear model only. */
  readonly lossAtOptimalBias?: number;
  /** By the number k of active features, [k = 0 … n]. */
  readonly byActiveCount?: readonly ActivePart[];
  readonly byFeature?: readonly FeaturePart[];
}

interface ActivePart {
  readonly active: number;
  /** That exactly so many are active. */
  readonly probability: number;
  /** L_k: sum over all sets of k features of the loss on inputs with just these active. */
  readonly lossSum: number;
  /** What such inputs add to L. */
  readonly contribution: number;
}

interface FeaturePart {
  readonly norm: number;
  readonly bias: number;
  readonly dimensionality: number;
  readonly benefit: number;
  readonly interference: number;
  /** Its importance times its squared error. */
  readonly loss: number;
}

/** @throws what {@link readModel} and the losses throw */
export async function theoryLoss(io: Io, options: LossOptions): Promise<ExitCode> {
  const report = reportOf(await readModel(absolute(io.cwd, options.file), options.file, options.model));
  if (options.json) print(io, JSON.stringify(report, null, 2));
  else printReport(io, report);
  return EXIT.ok;
}

function reportOf({ kind, input, outputWeights, ofRun }: NamedModel): LossReport {
  const { nFeatures, nHidden } = input;
  const common = { model: kind, nFeatures, nHidden, ofRun: ofRun ?? null };
  const encoded = { ...input, encoder: input.weights, decoder: outputWeights ?? input.weights };
  switch (kind) {
    case 'linear': {
      const found = linearLossAndGradient(input);
      const lossAtOptimalBias = linearLossAtOptimalBias(input);
      return { ...common, loss: found.loss, gradientNorm: gradientNorm(found), lossAtOptimalBias };
    }
    case 'relu-output': {
      const found = reluOutputLossAndGradient(input);
      const parts = { byActiveCount: activeParts(input), byFeature: featureParts(input) };
      return { ...common, loss: found.loss, gradientNorm: gradientNorm(found), ...parts };
    }
    case 'relu-hidden':
      return { ...common, loss: reluHiddenLoss(encoded), gradientNorm: null };
    case 'absolute-value':
      return { ...common, loss: absoluteValueLoss(encoded), gradientNorm: null };
    default:
      kind satisfies never;
      throw new UnsupportedError(`there is no exact loss of ${String(kind)}`);
  }
}

function gradientNorm({ weightGradient, biasGradient }: LossAndGradient): number {
  const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(squares(weightGradient) + squares(biasGradient));
}

function activeParts(input: NamedModel['input']): ActivePart[] {
  const { lossSum, contribution } = splitByActiveCount(input);
  const probability = new Float64Array(input.nFeatures + 1);
  supportProbabilities(input).forEach((p, mask) => {
    let size = 0;
    for (let rest = mask; rest > 0; rest &= rest - 1) size++;
    probability[size]! += p;
  });
  return Array.from(lossSum, (sum, active) => {
    return { active, probability: probability[active]!, lossSum: sum, contribution: contribution[active]! };
  });
}

function featureParts(input: NamedModel['input']): FeaturePart[] {
  const { nHidden, weights, bias, importance } = input;
  const { benefit, interference, ownError } = splitByBlame(input);
  const dimensionality = featureDimensionalities(input);
  return Array.from(benefit, (_, i) => ({
    norm: Math.hypot(...Array.from({ length: nHidden }, (_h, h) => weights[i * nHidden + h]!)),
    bias: bias[i]!,
    dimensionality: dimensionality[i]!,
    benefit: benefit[i]!,
    interference: interference[i]!,
    loss: importance[i]! * (ownError[i]! + interference[i]!),
  }));
}

function printReport(io: Io, report: LossReport): void {
  const style = styler(io, io.stdout);
  const { model, nFeatures, nHidden, ofRun, loss, lossAtOptimalBias, byActiveCount, byFeature } = report;
  const which = ofRun === null ? '' : `, model ${ofRun.model} of ${ofRun.count} (--model chooses)`;
  print(io, style('bold', `${model}, nFeatures ${nFeatures}, nHidden ${nHidden}${which}`));
  print(io, `exact loss     ${significant(loss, 12)}`);
  if (lossAtOptimalBias !== undefined) print(io, `at best bias   ${significant(lossAtOptimalBias, 12)}`);
  if (report.gradientNorm !== null) print(io, `gradient norm  ${significant(report.gradientNorm, 6)}`);
  if (byActiveCount) {
    print(io);
    print(io, style('bold', 'by the number k of active features'));
    const rows = byActiveCount.map((part) => [
      String(part.active),
      significant(part.probability, 6),
      significant(part.lossSum),
      significant(part.contribution),
      loss > 0 ? percent(part.contribution / loss) : '',
    ]);
    for (const line of tableLines(['k', 'P(k)', 'L_k', 'adds to the loss', 'share'], rows, 'rrrrr')) {
      print(io, `  ${line}`);
    }
  }
  if (byFeature) {
    print(io);
    print(io, style('bold', 'by feature, counted from 1 (benefit and interference before importance)'));
    const rows = byFeature.map((part, i) => [
      String(i + 1),
      ...[part.norm, part.bias, part.dimensionality].map((value) => significant(value, 5)),
      ...[part.benefit, part.interference, part.loss].map((value) => significant(value, 7)),
    ]);
    const header = ['feature', '|W_i|', 'b_i', 'D_i', 'benefit', 'interference', 'loss'];
    for (const line of tableLines(header, rows, 'rrrrrrr')) print(io, `  ${line}`);
  }
}
