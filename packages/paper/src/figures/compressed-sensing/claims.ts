/**
 * Features a dimension, trained against the bound 1/(−p ln p) with constant 1.
 *
 * Thresholds, set before the first run (the number of features was raised after it, see `spec.ts`): a feature is represented above a norm of 0.5, as everywhere; counts grow
 * when the mean over the starts does.
 */

import { REPRESENTED_NORM } from '@toymodels/analysis';
import { compressedSensingFeaturesPerDimension } from '@toymodels/theory';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { overStartsInWords, withRange } from '../../shared/spread.js';
import { list, number } from '../../shared/words.js';
import type { CompressedSensingData, SensedModel } from './run.js';

/** Represented features for each dimension, by density and start. */
export interface Represented {
  readonly featureProbability: number;
  /** [start]. */
  readonly perDimension: readonly number[];
}

export function representedPerDimension(models: readonly SensedModel[]): Represented[] {
  const densities = [...new Set(models.map(({ featureProbability }) => featureProbability))];
  return densities.map((featureProbability) => ({
    featureProbability,
    perDimension: models
      .filter((model) => model.featureProbability === featureProbability)
      .map(({ norms, nHidden }) => norms.filter((norm) => norm > REPRESENTED_NORM).length / nHidden),
  }));
}

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

export function claims({ models }: CompressedSensingData): readonly Claim[] {
  const points = representedPerDimension(models);
  return [belowBound(points), grows(points), notAllFeatures(models), scalesAlike(points)];
}

const atEach = (points: readonly Represented[], values: readonly string[]): string =>
  `${list(values)} at 1−S = ${list(points.map(({ featureProbability }) => number(featureProbability)))}`;

/** Represented features for each dimension over the bound's, [start]. */
function ofBound({ featureProbability, perDimension }: Represented): number[] {
  return perDimension.map((each) => each / compressedSensingFeaturesPerDimension(featureProbability));
}

function belowBound(points: readonly Represented[]): Claim {
  const shares = points.map(ofBound);
  return claim(
    {
      id: 'below-bound',
      statement: 'Models represent no more features for each dimension than compressed sensing allows.',
      method: `Represented features (norm above ${REPRESENTED_NORM}) for each dimension, over 1/(−p ln p), the bound with constant 1. Asked of the start with the most at each density; in brackets the range of all.`,
      expected: 'at most 1 at every density',
    },
    shares.flat().every((share) => share <= 1),
    atEach(
      points,
      shares.map((share) => withRange(Math.max(...share), share)),
    ),
    'The constant of the bound is not specified; 1 is a choice. The first density is hardly sparse: 1/(−p ln p) has its minimum, 2.7, at p = 0.37.',
  );
}

function grows(points: readonly Represented[]): Claim {
  const means = points.map(({ perDimension }) => mean(perDimension));
  return claim(
    {
      id: 'grows-with-sparsity',
      statement: 'Sparser data let a dimension hold more features.',
      method:
        'Represented features for each dimension, mean over the starts, from dense to sparse: never fewer than before.',
      expected: 'growing, from at least 1',
    },
    means[0]! >= 1 && means.every((each, k) => k === 0 || each >= means[k - 1]!),
    `${atEach(points, means.map(number))}; over the starts ${list(points.map(({ perDimension }) => `${number(Math.min(...perDimension))} to ${number(Math.max(...perDimension))}`))}`,
  );
}

function notAllFeatures(models: readonly SensedModel[]): Claim {
  const sparsest = Math.min(...models.map(({ featureProbability }) => featureProbability));
  const last = models.filter(({ featureProbability }) => featureProbability === sparsest);
  const counts = last.map(({ norms }) => norms.filter((norm) => norm > REPRESENTED_NORM).length);
  const { nFeatures } = last[0]!;
  return claim(
    {
      id: 'more-features-than-needed',
      statement: 'The model sets this limit, not the number of features offered.',
      method: `Represented features at 1−S = ${number(sparsest)} in every start, of ${nFeatures} offered.`,
      expected: `fewer than ${nFeatures}`,
    },
    counts.every((each) => each < nFeatures),
    `${Math.min(...counts)} to ${Math.max(...counts)} of ${nFeatures}`,
  );
}

const FACTOR = 3;

function scalesAlike(points: readonly Represented[]): Claim {
  const single = points.map(ofBound);
  const shares = single.map(mean);
  const factor = (values: readonly number[]): number => Math.max(...values) / Math.min(...values);
  const holds = factor(shares) <= FACTOR;
  const factors = single[0]!.map((_, start) => factor(single.map((each) => each[start]!)));
  return claim(
    {
      id: 'scales-like-bound',
      statement: 'The number of features represented grows as the bound does.',
      method:
        'Represented features for each dimension, mean over the starts, over 1/(−p ln p): largest over least. Asked of the means; spread: of each start by itself.',
      expected: `at most ${FACTOR}`,
    },
    holds,
    `${overStartsInWords(factor(shares), factors)}: ${atEach(points, shares.map(number))}`,
    holds
      ? undefined
      : 'Our question; the paper states the bound only. A ReLU of Wᵀh + b reads each feature by itself and cannot explain others away, and the bound grows without end at a fixed number of dimensions while directions apart from each other do not.',
  );
}
