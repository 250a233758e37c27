/**
 * The paper's three pictures, told apart by norms and angles only, so that no orientation matters.
 *
 * Thresholds, from the meaning of the words and unchanged since the first run (that of `near-exact-minimum` was added later): a norm up to 0.1 is "about 0", within 0.1 of 1 is "about 1";
 * |cos| up to 0.1 (6 degrees) is "orthogonal", a cosine up to -0.9 "antipodal". In a pentagon
 * neighbours are 72 degrees apart; 10 degrees are allowed, since the importances differ (the nearest
 * other picture, two digons, has 90).
 */

import { antipodalPairs, canonicalPlane, cosines, gram } from '@toymodels/analysis';
import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { viewOf, type ModelData } from '../../shared/models.js';
import { overStarts } from '../../shared/over-starts.js';
import { features, list, number } from '../../shared/words.js';
import type { IntroData, IntroSolution } from './run.js';

const NORM_TOLERANCE = 0.1;
const ORTHOGONAL_COSINE = 0.1;
const PENTAGON_TOLERANCE_DEGREES = 10;
const POSITIVE_INTERFERENCE = 0.1;
const REPRESENTED = 0.5;

export function claims({ solutions, starts }: IntroData): readonly Claim[] {
  const [dense, middle, sparse] = solutions as readonly [IntroSolution, IntroSolution, IntroSolution];
  return [
    overStarts(twoOrthogonal(dense), starts[0]!.map(twoOrthogonal)),
    overStarts(antipodal(middle), starts[1]!.map(antipodal)),
    overStarts(pentagon(sparse), starts[2]!.map(pentagon)),
    overStarts(positiveInterference(sparse), starts[2]!.map(positiveInterference)),
    nearLeastLoss(solutions),
  ];
}

const sparsity = ({ featureProbability }: ModelData): string => `S = ${number(1 - featureProbability)}`;

function normsInWords(solution: ModelData): string {
  return `norms ${list(solution.norms.map(number))}`;
}

function twoOrthogonal(solution: ModelData): Claim {
  const { norms, nFeatures } = solution;
  const cosine = cosines(viewOf(solution))[1]!;
  const holds =
    norms.every((norm, i) => (i < 2 ? Math.abs(norm - 1) <= NORM_TOLERANCE : norm <= NORM_TOLERANCE)) &&
    nFeatures >= 2 &&
    Math.abs(cosine) <= ORTHOGONAL_COSINE;
  return claim(
    {
      id: 'dense-two-orthogonal',
      statement: `At ${sparsity(solution)} the two most important features are orthogonal and the others are not embedded.`,
      method: `Norms of features 1 and 2 within ${NORM_TOLERANCE} of 1, all others at most ${NORM_TOLERANCE}; the cosine between features 1 and 2 at most ${ORTHOGONAL_COSINE} in size.`,
      expected: 'norms 1, 1, 0, 0, 0; cosine 0',
    },
    holds,
    `${normsInWords(solution)}; cosine ${number(cosine)}`,
  );
}

function antipodal(solution: ModelData): Claim {
  const view = viewOf(solution);
  const { nFeatures, norms } = solution;
  const pairs = antipodalPairs(view, { representedNorm: REPRESENTED, cosine: -0.9 });
  const paired = pairs.flatMap((pair) => pair.features).sort((a, b) => a - b);
  const left = Array.from(norms.keys()).filter((i) => !paired.includes(i));
  const cosine = cosines(view);
  const [first, second] = pairs;
  const between = first && second ? cosine[first.features[0] * nFeatures + second.features[0]]! : NaN;
  const holds =
    pairs.length === 2 &&
    Math.abs(between) <= ORTHOGONAL_COSINE &&
    left.length === 1 &&
    left[0] === nFeatures - 1 &&
    norms[left[0]]! <= NORM_TOLERANCE;
  return claim(
    {
      id: 'middle-antipodal-pairs',
      statement: `At ${sparsity(solution)} four features form two antipodal pairs, and the fifth is not embedded.`,
      method: `Two pairs with a cosine of at most −0.9, norms above ${REPRESENTED}, one pair orthogonal to the other (cosine at most ${ORTHOGONAL_COSINE} in size); the least important feature is left, with a norm of at most ${NORM_TOLERANCE}.`,
      expected: 'two pairs among features 1 to 4; feature 5 with norm 0',
    },
    holds,
    (pairs.length === 0
      ? 'no pairs'
      : `pairs ${list(pairs.map((pair) => pair.features.map((i) => i + 1).join('–')))}`) +
      `${first && second ? `, cosine between them ${number(between)}` : ''}; ${normsInWords(solution)}`,
  );
}

function pentagon(solution: ModelData): Claim {
  const gaps = angularGaps(solution);
  const represented = solution.norms.flatMap((norm, i) => (norm > REPRESENTED ? [i] : []));
  const regular = 360 / solution.nFeatures;
  const holds =
    represented.length === solution.nFeatures &&
    gaps.every((gap) => Math.abs(gap - regular) <= PENTAGON_TOLERANCE_DEGREES);
  return claim(
    {
      id: 'sparse-pentagon',
      statement: `At ${sparsity(solution)} all five features are embedded, as a pentagon.`,
      method: `All norms above ${REPRESENTED}; the angles between neighbours within ${PENTAGON_TOLERANCE_DEGREES} degrees of ${number(regular)}.`,
      expected: 'features 1 to 5; five angles of 62 to 82 degrees',
    },
    holds,
    `features ${features(represented)}; angles ${list(gaps.map((gap) => number(gap)))} degrees`,
  );
}

/** Angles in degrees between neighbouring represented features, around the circle. */
function angularGaps(solution: ModelData): number[] {
  const { weights } = canonicalPlane(viewOf(solution), { importance: solution.importance });
  const angles = solution.norms
    .flatMap((norm, i) =>
      norm > REPRESENTED ? [(Math.atan2(weights[2 * i + 1]!, weights[2 * i]!) * 180) / Math.PI] : [],
    )
    .sort((a, b) => a - b);
  return angles.map((angle, k) =>
    k + 1 < angles.length ? angles[k + 1]! - angle : angles[0]! + 360 - angle,
  );
}

function positiveInterference(solution: ModelData): Claim {
  const product = gram(viewOf(solution));
  const { nFeatures: n, norms } = solution;
  const positive: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const dot = product[i * n + j]!;
      if (norms[i]! > REPRESENTED && norms[j]! > REPRESENTED && dot > POSITIVE_INTERFERENCE)
        positive.push(dot);
    }
  }
  return claim(
    {
      id: 'sparse-positive-interference',
      statement: `At ${sparsity(solution)} the model bears some positive interference.`,
      method: `Pairs of embedded features whose dot product is above ${POSITIVE_INTERFERENCE}.`,
      expected: 'at least one pair (a regular pentagon has five)',
    },
    positive.length > 0,
    positive.length === 0
      ? 'no pair'
      : `${positive.length} pairs, dot products up to ${number(Math.max(...positive))}`,
  );
}

const EXCESS = 0.01;

function nearLeastLoss(solutions: readonly IntroSolution[]): Claim {
  const excess = solutions.map(({ exactLoss, leastLoss }) => exactLoss / leastLoss - 1);
  const near = solutions.map(
    ({ exactLossOfStarts, leastLoss }) =>
      exactLossOfStarts.filter((loss) => loss / leastLoss - 1 <= EXCESS).length,
  );
  return claim(
    {
      id: 'near-exact-minimum',
      statement: 'What training finds are the best solutions, not chance ones.',
      method:
        'Exact population loss of each model shown over the lowest minimum that exact descent finds from random starts, less 1. Spread: of each start by itself.',
      expected: `at most ${EXCESS} at each S`,
    },
    excess.every((each) => each <= EXCESS),
    `${list(excess.map(number))} at ${list(solutions.map(sparsity))}; so in ${list(near.map(String))} of ${solutions[0]!.exactLossOfStarts.length} starts`,
  );
}
