/**
 * How far the analogy between features and electrons goes.
 *
 * Thresholds, set before the first run: an energy of at most 1e-12 is zero; configurations share an energy within 1 %;
 * two vectors coincide at a cosine above 0.999; Thomson's energies are those of the literature to six digits.
 */

import type { Claim } from '../../figure.js';
import { claim } from '../../shared/claim.js';
import { list, number } from '../../shared/words.js';
import type { SphereData, ThomsonCase, ThomsonData } from './run.js';

export function claims({ cases }: ThomsonData): readonly Claim[] {
  return [freeUpToTwiceM(cases), sameAsElectrons(cases), coincide(cases), knownEnergies(cases)];
}

const ZERO = 1e-12;
const DIMENSIONS = 3;

function freeUpToTwiceM(cases: readonly ThomsonCase[]): Claim {
  const few = cases.filter(({ nPoints }) => nPoints <= 2 * DIMENSIONS);
  const many = cases.filter(({ nPoints }) => nPoints > 2 * DIMENSIONS);
  const largest = Math.max(...few.map(({ features }) => features.energy));
  const least = Math.min(...many.map(({ features }) => features.energy));
  return claim(
    {
      id: 'free-up-to-2m',
      statement: 'Up to 2m features fit without any positive interference; more do not.',
      method: `Least energy Σ ReLU(W_i · W_j)² found on the sphere in three dimensions: at most ${number(ZERO)} for up to six points, above it beyond.`,
      expected: '0 up to N = 6, positive from N = 7 on',
    },
    largest <= ZERO && least > ZERO,
    `at most ${number(largest)} up to N = 6, at least ${number(least)} beyond`,
  );
}

const SAME_ENERGY = 0.01;

function sameAsElectrons(cases: readonly ThomsonCase[]): Claim {
  const excess = cases.map(({ features, electronsAsFeatures }) =>
    features.energy <= ZERO
      ? Math.max(0, electronsAsFeatures - ZERO)
      : electronsAsFeatures / features.energy - 1,
  );
  const far = cases.filter((_, k) => excess[k]! > SAME_ENERGY);
  const holds = far.length === 0;
  const words = cases.flatMap(({ nPoints }, k) =>
    excess[k]! > 1e-6 ? [`${number(100 * excess[k]!)} % at N = ${nPoints}`] : [],
  );
  return {
    id: 'like-electrons',
    statement:
      'Features arrange themselves as electrons on a sphere do: the configurations are those of Thomson’s problem.',
    method: `Energy of features in the configuration of electrons over the least energy of features, less 1 (at zero energy: their difference): at most ${SAME_ENERGY} for every number of points.`,
    expected: `at most ${number(100 * SAME_ENERGY)} % for N = 2 to ${Math.max(...cases.map(({ nPoints }) => nPoints))}`,
    measured: words.length === 0 ? 'the same for every N' : `${list(words)}; otherwise the same`,
    verdict: holds ? 'holds' : 'differs',
    ...(holds
      ? {}
      : {
          note: `The analogy is good as long as points are few. At N = ${list(far.map(({ nPoints }) => String(nPoints)))} it fails: interference is bounded, (W_i · W_j)² is at most 1, so that letting two vectors coincide is cheap; electrons repel without bound. For eight to ten points the shapes are of one kind at other heights.`,
        }),
  };
}

const COINCIDE = 0.999;

/** Pairs of vectors with a cosine above 0.999. */
export function coincidences({ weights }: Pick<SphereData, 'weights'>): number {
  let pairs = 0;
  for (let i = 0; i < weights.length; i += 3) {
    for (let j = 0; j < i; j += 3) {
      const cosine =
        weights[i]! * weights[j]! + weights[i + 1]! * weights[j + 1]! + weights[i + 2]! * weights[j + 2]!;
      if (cosine > COINCIDE) pairs++;
    }
  }
  return pairs;
}

function coincide(cases: readonly ThomsonCase[]): Claim {
  const few = cases.filter(({ nPoints }) => nPoints > 2 * DIMENSIONS && nPoints < 11);
  const many = cases.filter(({ nPoints }) => nPoints >= 11);
  const count = ({ features }: ThomsonCase): number => coincidences(features);
  return claim(
    {
      id: 'vectors-coincide',
      statement: 'From eleven points on the best configurations of features have vectors that coincide.',
      method: `Pairs with a cosine above ${COINCIDE} in the best configuration found, for N = 7 to 10 and from 11 on.`,
      expected: 'none, then at least one each',
    },
    few.every((each) => count(each) === 0) && many.length > 0 && many.every((each) => count(each) > 0),
    list(
      [...few, ...many].map(
        (each) =>
          `${count(each)} at N = ${each.nPoints} (energy ${each.features.energy.toPrecision(6)}, found by ${number(100 * each.features.share)} % of the starts)`,
      ),
    ),
    'Our addition; the paper names the analogy only. Configurations are the best of many starts, not proved to be the best there are.',
  );
}

/** Thomson's problem, energies of the best known configurations, N = 2 to 12. */
const KNOWN: Readonly<Record<number, number>> = {
  2: 0.5,
  3: 1.732051,
  4: 3.674235,
  5: 6.474691,
  6: 9.985281,
  7: 14.452977,
  8: 19.675288,
  9: 25.759987,
  10: 32.716949,
  11: 40.59645,
  12: 49.165253,
};

function knownEnergies(cases: readonly ThomsonCase[]): Claim {
  const known = cases.filter(({ nPoints }) => KNOWN[nPoints] !== undefined);
  const off = known.map(({ nPoints, electrons }) => Math.abs(electrons.energy - KNOWN[nPoints]!));
  return claim(
    {
      id: 'thomson-energies',
      statement: 'The configurations of electrons are those known for Thomson’s problem.',
      method: 'Coulomb energy found against the best known, N = 2 to 12: largest difference.',
      expected: 'at most 0.000001',
    },
    known.length > 0 && off.every((each) => each <= 1e-6),
    number(Math.max(...off)),
  );
}
