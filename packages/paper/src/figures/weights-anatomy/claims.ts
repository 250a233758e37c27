/**
 * That the signs by which a portrait is read are signs of what they are said to be.
 *
 * The paper explains how to read; these claims check the reading on the model drawn. Thresholds of
 * "represented" and "in superposition" are in `shared/represented.ts`.
 */

import { antipodalPairs, cosines, REPRESENTED_NORM } from '@toymodels/analysis';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { viewOf, type ModelData } from '../../shared/models.js';
import { overStarts } from '../../shared/over-starts.js';
import { aloneIn, representedBy, SHARED, sharedIn } from '../../shared/represented.js';
import { features, list, number } from '../../shared/words.js';
import type { WeightsAnatomyData } from './run.js';

export function claims({ model, starts }: WeightsAnatomyData): readonly Claim[] {
  return [threeKinds, representedAreLong, aloneIsOrthogonal, pairsAreShared, missingAnswersMean].map(
    (about) => overStarts(about(model), starts.map(about)),
  );
}

function missing(model: ModelData): number[] {
  return model.norms.flatMap((norm, i) => (norm > REPRESENTED_NORM ? [] : [i]));
}

function threeKinds(model: ModelData): Claim {
  const [alone, shared, absent] = [aloneIn(model), sharedIn(model), missing(model)];
  return claim(
    {
      id: 'three-kinds',
      statement: 'Features are represented alone, represented in superposition, or not represented.',
      method: `Represented: a norm above ${REPRESENTED_NORM}; in superposition: a measure of at least ${SHARED}.`,
      expected: 'at least one feature of each kind',
    },
    alone.length > 0 && shared.length > 0 && absent.length > 0,
    `alone ${features(alone)}; in superposition ${features(shared)}; not represented ${features(absent)}`,
  );
}

const NORM_TOLERANCE = 0.15;

function representedAreLong(model: ModelData): Claim {
  const represented = representedBy(model);
  const off = model.norms.map((norm, i) => Math.abs(norm - (represented.includes(i) ? 1 : 0)));
  return claim(
    {
      id: 'norm-tells-represented',
      statement: 'The norm of a feature is about 1 if it is represented and about 0 if it is not.',
      method: `Distance of every norm from the nearer of 0 and 1.`,
      expected: `at most ${NORM_TOLERANCE} for every feature`,
    },
    off.every((each) => each <= NORM_TOLERANCE),
    `largest distance ${number(Math.max(...off))}; norms ${list(model.norms.map(number))}`,
  );
}

const ORTHOGONAL_COSINE = 0.15;

function aloneIsOrthogonal(model: ModelData): Claim {
  const cosine = cosines(viewOf(model));
  const represented = representedBy(model);
  const alone = aloneIn(model);
  const worst = alone.map((i) =>
    Math.max(0, ...represented.flatMap((j) => (j === i ? [] : [Math.abs(cosine[i * model.nFeatures + j]!)]))),
  );
  return claim(
    {
      id: 'alone-is-orthogonal',
      statement: 'A feature without superposition is orthogonal to all other represented features.',
      method: `Largest size of its cosine with another represented feature, for each represented feature whose superposition is below ${SHARED}.`,
      expected: `at most ${ORTHOGONAL_COSINE}, for at least one feature`,
    },
    worst.length > 0 && worst.every((each) => each <= ORTHOGONAL_COSINE),
    worst.length === 0 ? 'no feature is alone' : `features ${features(alone)}: ${list(worst.map(number))}`,
  );
}

const PAIR_TOLERANCE = 0.3;

function pairsAreShared(model: ModelData): Claim {
  const pairs = antipodalPairs(viewOf(model));
  const values = pairs.flatMap((pair) => pair.features.map((i) => model.superposition[i]!));
  return claim(
    {
      id: 'pair-shares-one-dimension',
      statement:
        'The two features of an antipodal pair each have a superposition of about 1: another whole feature lies on their line.',
      method: `Superposition of the members of pairs with a cosine of at most −0.9.`,
      expected: `within ${PAIR_TOLERANCE} of 1, for at least one pair`,
    },
    values.length > 0 && values.every((value) => Math.abs(value - 1) <= PAIR_TOLERANCE),
    pairs.length === 0
      ? 'no pair'
      : `pairs ${list(pairs.map((pair) => pair.features.map((i) => i + 1).join('–')))}: ${list(values.map(number))}`,
  );
}

const BIAS_TOLERANCE = 0.1;

function missingAnswersMean(model: ModelData): Claim {
  const absent = missing(model);
  const mean = model.featureProbability / 2;
  const off = absent.map((i) => Math.abs(model.bias[i]! / mean - 1));
  return claim(
    {
      id: 'missing-answers-the-mean',
      statement: 'For a feature that is not represented the model answers with its mean: the bias is E[x_i].',
      method: `Bias over the mean p/2 = ${number(mean)}, less 1, for each feature that is not represented.`,
      expected: `at most ${BIAS_TOLERANCE} in size, for at least one feature`,
    },
    off.length > 0 && off.every((each) => each <= BIAS_TOLERANCE),
    absent.length === 0
      ? 'every feature is represented'
      : `features ${features(absent)}: biases ${list(absent.map((i) => number(model.bias[i]!)))}`,
  );
}
