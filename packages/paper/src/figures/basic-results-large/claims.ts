/**
 * That the large models are the small ones with stretched axes.
 *
 * Thresholds come from the meaning of each claim and were not changed after a run. The unit is one feature of the small model: two of its
 * twenty may be placed otherwise, which is a share of 0.1 and a root mean square difference of
 * sqrt(2/20) = 0.32 between curves that go from 0 to 1.
 */

import { REPRESENTED_NORM } from '@toymodels/analysis';
import { InvalidArgumentError } from '@toymodels/core';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { countGrows, denseKeepsTop, linearTopFeatures } from '../../shared/density-claims.js';
import { byInstance, type ModelCurves } from '../../shared/models.js';
import { ofMostStarts } from '../../shared/over-starts.js';
import { representedBy } from '../../shared/represented.js';
import { withRange } from '../../shared/spread.js';
import { list, number } from '../../shared/words.js';
import type { BasicResultsLargeData } from './run.js';

export function claims({ linear, relu, smallRelu }: BasicResultsLargeData): readonly Claim[] {
  const starts = byStart(relu.all);
  const against =
    (about: typeof sameShare): ((large: readonly ModelCurves[]) => Claim) =>
    (large) =>
      about(large, smallRelu.all);
  /** A comparison of the means, with that of each large start and the mean of the small ones as its spread. */
  const compared = (about: typeof sameShare): Claim =>
    ofMeans(against(about)(relu.all), starts.map(against(about)));
  return [
    linearTopFeatures(linear.all),
    ofMostStarts(starts.map(([dense]) => denseKeepsTop(dense!))),
    ofMostStarts(starts.map(countGrows)),
    compared(sameShare),
    compared(sameNorms),
    compared(sameSuperposition),
  ];
}

/** [start][density]. */
function byStart(models: readonly ModelCurves[]): ModelCurves[][] {
  const groups = byInstance(models);
  return groups[0]!.map((_, start) => groups.map((starts) => starts[start]!));
}

function ofMeans(means: Claim, single: readonly Claim[]): Claim {
  const holding = single.filter(({ verdict }) => verdict === 'holds').length;
  return {
    ...means,
    method: `${means.method} Asked of the means; spread: of each large start, against the mean of the small ones.`,
    measured: `${means.measured}; so in ${holding} of ${single.length} large ${single.length === 1 ? 'start' : 'starts'}`,
  };
}

const SHARE_TOLERANCE = 0.1;
const CURVE_TOLERANCE = 0.32;

/** Numbers: scripts/sparse-limit.mjs. */
const SIZE_NOTE =
  'At the sparse end the sizes do differ: more dimensions have room for more almost orthogonal directions for each dimension. In the limit of one active feature at a time the lowest minima found of the exact loss (scripts/sparse-limit.mjs) have all 80 norms above 0.5 at n = 80, but only 17 of 20 at n = 20. More steps, and more starts of the small model, did not bring the trained models together.';

function sameShare(large: readonly ModelCurves[], small: readonly ModelCurves[]): Claim {
  const each = (models: readonly ModelCurves[]): number[] =>
    models.map((model) => representedBy(model).length / model.nFeatures);
  const [single, smallSingle] = [byInstance(large).map(each), byInstance(small).map(each)];
  const [shares, smallShares] = [single.map(mean), smallSingle.map(mean)];
  // 1e-9: shares are quotients of whole numbers.
  const holds = shares.every((share, k) => Math.abs(share - smallShares[k]!) <= SHARE_TOLERANCE + 1e-9);
  return claim(
    {
      id: 'same-share-represented',
      statement: 'The large and the small model represent the same share of their features at every density.',
      method: `Share of features with a norm above ${REPRESENTED_NORM}, averaged over all starts of a size (in brackets their range); difference at every density.`,
      expected: `at most ${SHARE_TOLERANCE}, two features of twenty`,
    },
    holds,
    `large ${list(shares.map((share, k) => withRange(share, single[k]!)))}; small ${list(smallShares.map((share, k) => withRange(share, smallSingle[k]!)))} at ${densities(large)}`,
    holds ? undefined : SIZE_NOTE,
  );
}

function sameNorms(large: readonly ModelCurves[], small: readonly ModelCurves[]): Claim {
  const differences = curveDifferences(large, small, ({ norms }) => norms);
  return claim(
    {
      id: 'same-norm-curves',
      statement:
        'After its axis is shrunk by the ratio of the sizes, the curve of norms is that of the small model.',
      method: `Norms of the large model averaged over each ${large[0]!.nFeatures / small[0]!.nFeatures} neighbours in importance, against the norms of the small model, both averaged over all starts: root mean square difference at every density.`,
      expected: `at most ${CURVE_TOLERANCE}, two features of twenty placed otherwise`,
    },
    differences.every((difference) => difference <= CURVE_TOLERANCE),
    `${list(differences.map(number))} at ${densities(large)}`,
  );
}

function sameSuperposition(large: readonly ModelCurves[], small: readonly ModelCurves[]): Claim {
  const differences = curveDifferences(large, small, ({ norms, superposition }) =>
    superposition.map((each, i) => (norms[i]! > REPRESENTED_NORM ? Math.min(1, each) : 0)),
  );
  const holds = differences.every((difference) => difference <= CURVE_TOLERANCE);
  return claim(
    {
      id: 'same-superposition-curves',
      statement: 'The same holds for the curve of superposition.',
      method: `As for norms, with the superposition of represented features (at most 1; 0 for features that are not represented).`,
      expected: `at most ${CURVE_TOLERANCE}`,
    },
    holds,
    `${list(differences.map(number))} at ${densities(large)}`,
    holds ? undefined : SIZE_NOTE,
  );
}

/** Root mean square difference between the shrunk curves of the large models and those of the small ones, [density]. */
function curveDifferences(
  large: readonly ModelCurves[],
  small: readonly ModelCurves[],
  curve: (model: ModelCurves) => readonly number[],
): number[] {
  const { nFeatures } = small[0]!;
  const smallCurves = byInstance(small).map((models) => meanCurve(models.map(curve)));
  return byInstance(large).map((models, k) =>
    rootMeanSquare(blockMeans(meanCurve(models.map(curve)), nFeatures), smallCurves[k]!),
  );
}

const densities = (models: readonly ModelCurves[]): string =>
  `1−S = ${list(byInstance(models).map(([model]) => number(model!.featureProbability)))}`;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function meanCurve(curves: readonly (readonly number[])[]): number[] {
  return curves[0]!.map((_, i) => mean(curves.map((curve) => curve[i]!)));
}

/** Means over equal blocks of neighbours, [block]. */
function blockMeans(values: readonly number[], nBlocks: number): number[] {
  const size = values.length / nBlocks;
  if (!Number.isInteger(size)) {
    throw new InvalidArgumentError(
      `${values.length} features do not shrink to ${nBlocks}; give sizes of which one is a whole multiple of the other`,
    );
  }
  return Array.from({ length: nBlocks }, (_, block) => mean(values.slice(block * size, (block + 1) * size)));
}

function rootMeanSquare(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length);
}
