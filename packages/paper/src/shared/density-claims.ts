/** Claims about models at falling density that more than one figure makes. */

import { REPRESENTED_NORM } from '@toymodels/analysis';
import type { Claim } from '../figure.js';
import { claim } from './claim.js';
import { byInstance, type ModelCurves } from './models.js';
import { aloneIn, representedBy, SHARED } from './represented.js';
import { fromTo, startsInWords } from './spread.js';
import { density, features, list, number } from './words.js';

const NORM_TOLERANCE = 0.05;

/**
 * One value a model at each density: all starts, or the one.
 *
 * @param values [model], as `models`
 */
export function atEachDensity(
  what: string,
  models: readonly Pick<ModelCurves, 'instance' | 'featureProbability'>[],
  values: readonly number[],
): string {
  const groups = byInstance(models.map((model, k) => ({ ...model, value: values[k]! })));
  const starts = groups[0]!.length;
  const inWords = groups.map((group) =>
    starts > 1 ? fromTo(group.map(({ value }) => value)) : number(group[0]!.value),
  );
  const places = groups.map(([model]) => number(model!.featureProbability));
  return `${what} ${list(inWords)} at 1−S = ${list(places)}, over ${startsInWords(starts)}`;
}

/** The linear model keeps exactly the nHidden most important features (features come by importance). */
export function linearTopFeatures(models: readonly ModelCurves[]): Claim {
  const { nHidden, nFeatures } = models[0]!;
  const worst = models.map(({ norms }) =>
    Math.max(...norms.map((norm, i) => Math.abs(norm - (i < nHidden ? 1 : 0)))),
  );
  const where =
    byInstance(models).length === 1
      ? `at ${density(models[0]!.featureProbability)}`
      : 'whatever the sparsity';
  return claim(
    {
      id: 'linear-top-features',
      statement: `The linear model represents exactly the ${nHidden} most important features, ${where}.`,
      method: `Norms of the top ${nHidden} features within ${NORM_TOLERANCE} of 1 and of the other ${nFeatures - nHidden} within ${NORM_TOLERANCE} of 0, in every linear model, whatever its start.`,
      expected: `largest deviation at most ${NORM_TOLERANCE}`,
    },
    worst.every((deviation) => deviation <= NORM_TOLERANCE),
    atEachDensity('largest deviation', models, worst),
  );
}

/** The ReLU model on the densest data keeps the top features, each alone. */
export function denseKeepsTop(model: ModelCurves): Claim {
  const { nHidden } = model;
  const represented = representedBy(model);
  const alone = aloneIn(model);
  return claim(
    {
      id: 'dense-keeps-top',
      statement:
        'On dense data the ReLU model, too, keeps only the most important features, each in a dimension of its own.',
      method: `Features with a norm above ${REPRESENTED_NORM} at ${density(model.featureProbability)}, and their superposition (below ${SHARED} is alone).`,
      expected: `features 1 to ${nHidden}, all alone`,
    },
    represented.length === nHidden &&
      alone.length === nHidden &&
      represented.every((feature, i) => feature === i),
    `features ${features(represented)}; ${alone.length} of them alone`,
  );
}

/** Counts: 16 starts of n = 20, m = 5 at p = 0.001, 4 000 steps, seed 0. */
const COUNT_NOTE =
  'Single starts end in different local minima: with n = 20 and m = 5 at 1−S = 0.001 sixteen of them have from 12 to 15 norms above the threshold, so that neighbouring densities may change places. Larger rates, other initial scales and smaller batches did not change that.';

/** More features are represented the sparser they are. */
export function countGrows(models: readonly ModelCurves[]): Claim {
  const counts = models.map((model) => representedBy(model).length);
  const growing = counts.every((n, k) => k === 0 || n >= counts[k - 1]!);
  const holds = growing && counts[0] === models[0]!.nHidden && counts.at(-1)! > counts[0];
  return claim(
    {
      id: 'count-grows',
      statement: 'The number of represented features grows with sparsity.',
      method: `Features with a norm above ${REPRESENTED_NORM} at each density, from dense to sparse: never fewer than before, and more at the end than at the start.`,
      expected: `from ${models[0]!.nHidden} upwards, without a fall`,
    },
    holds,
    `${list(counts.map(String))} at 1−S = ${list(models.map(({ featureProbability }) => number(featureProbability)))}`,
    holds ? undefined : COUNT_NOTE,
  );
}
