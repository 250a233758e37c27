import { describe, expect, it } from 'vitest';

import { InvalidArgumentError, InvalidFileError, ShapeError, UnsupportedError } from '@toymodels/core';
import {
  absoluteValueLoss,
  activeMoments,
  antipodalBorder,
  biasFreeSurface,
  compressedSensingDimensions,
  confusedBorder,
  evaluateReferenceCase,
  exactPhaseMap,
  findOptimaSync,
  fixedAttack,
  linearFlow,
  linearLoss,
  linearModeStrength,
  linearOptimum,
  linearStationaryPoints,
  logSpaced,
  nameExtraFeaturePhase,
  namedPolytope,
  nonlinearCompressionError,
  optimalKgon,
  optimiseFrom,
  pentagonDigonCrossover,
  reluOutputLoss,
  solveThomson,
  squareAntiprism,
  supportProbabilities,
  twoFeatureOptimum,
  type ExactInput,
  type PolytopeName,
} from '@toymodels/theory';

const good: ExactInput = {
  nFeatures: 2,
  nHidden: 1,
  weights: [1, -1],
  bias: [0, 0],
  importance: [1, 1],
  featureProbability: [0.5, 0.5],
};

const ones = (n: number): number[] => new Array<number>(n).fill(1);

describe('bad input', () => {
  it.each([
    [
      'a negative density',
      { featureProbability: [0.5, -0.1] },
      InvalidArgumentError,
      /featureProbability\[1\]: -0.1; allowed are numbers from 0/,
    ],
    [
      'a density above 1',
      { featureProbability: [0.5, 1.5] },
      InvalidArgumentError,
      /featureProbability\[1\]: 1.5/,
    ],
    [
      'a NaN density',
      { featureProbability: [NaN, 0.1] },
      InvalidArgumentError,
      /featureProbability\[0\]: NaN/,
    ],
    [
      'densities of the wrong length',
      { featureProbability: [0.5] },
      ShapeError,
      /featureProbability has 1 numbers; 2 are needed/,
    ],
    [
      'importances of the wrong length',
      { importance: [1, 1, 1] },
      ShapeError,
      /importance has 3 numbers; 2 are needed/,
    ],
    ['a negative importance', { importance: [1, -1] }, InvalidArgumentError, /importance\[1\]: -1/],
    ['weights of the wrong length', { weights: [1] }, ShapeError, /weights/],
    ['a NaN weight', { weights: [1, NaN] }, InvalidArgumentError, /NaN/],
    ['an infinite bias', { bias: [0, Infinity] }, InvalidArgumentError, /bias\[1\]: Infinity/],
    ['no features', { nFeatures: 0 }, InvalidArgumentError, /nFeatures: 0/],
    ['half a hidden dimension', { nHidden: 0.5 }, InvalidArgumentError, /nHidden: 0.5/],
    [
      'overlapping sets',
      {
        groups: [
          { kind: 'correlated', features: [0, 1], probability: 0.1 },
          { kind: 'anticorrelated', features: [1], probability: 0.1 },
        ],
      },
      InvalidArgumentError,
      /feature 1 is in groups\[0\] and in groups\[1\]/,
    ],
    [
      'a set that names a feature twice',
      { groups: [{ kind: 'correlated', features: [1, 1], probability: 0.1 }] },
      InvalidArgumentError,
      /feature 1 is in/,
    ],
    [
      'a set with a feature that does not exist',
      { groups: [{ kind: 'correlated', features: [2], probability: 0.1 }] },
      InvalidArgumentError,
      /names feature 2/,
    ],
    [
      'an empty set',
      { groups: [{ kind: 'correlated', features: [], probability: 0.1 }] },
      InvalidArgumentError,
      /no features/,
    ],
    [
      'a set of NaN probability',
      { groups: [{ kind: 'correlated', features: [0], probability: NaN }] },
      InvalidArgumentError,
      /probability: NaN/,
    ],
    [
      'an unknown kind of set',
      { groups: [{ kind: 'other' as 'correlated', features: [0], probability: 0.1 }] },
      InvalidArgumentError,
      /kind: other/,
    ],
  ] as const)('%s is refused by the exact and the linear loss', (_, change, type, message) => {
    for (const loss of [reluOutputLoss, linearLoss]) {
      expect(() => loss({ ...good, ...change })).toThrow(type);
      expect(() => loss({ ...good, ...change })).toThrow(message);
    }
  });

  it('above the supported size is refused with the limit and the cost', () => {
    const large = {
      nFeatures: 13,
      nHidden: 1,
      weights: ones(13),
      bias: ones(13),
      importance: ones(13),
      featureProbability: ones(13),
    };
    expect(() => reluOutputLoss(large)).toThrow(UnsupportedError);
    expect(() => reluOutputLoss(large)).toThrow(
      /up to 12 features; 13 were given. Its cost grows as n\^2 3\^n/,
    );
    expect(() => findOptimaSync(large)).toThrow(UnsupportedError);
    expect(() => activeMoments(ones(13), 0)).toThrow(UnsupportedError);
    expect(() =>
      absoluteValueLoss({ ...large, nFeatures: 13, encoder: ones(13), decoder: ones(13) }),
    ).toThrow(/up to 5 features/);
    expect(() =>
      supportProbabilities({ nFeatures: 21, importance: ones(21), featureProbability: ones(21) }),
    ).toThrow(/up to 20/);
    expect(() =>
      linearStationaryPoints({ ...large, nFeatures: 17, importance: ones(17), featureProbability: ones(17) }),
    ).toThrow(/up to 16/);
  });

  it('where a theorem does not hold is refused', () => {
    const groups = [{ kind: 'correlated' as const, features: [0], probability: 0.1 }];
    expect(() => linearOptimum({ ...good, groups })).toThrow(/independent features/);
    expect(() => linearStationaryPoints(good)).toThrow(/pairwise distinct/);
    expect(() =>
      linearStationaryPoints({ ...good, importance: [1, 2], featureProbability: [0.1, 0.2] }),
    ).toThrow(/equal featureProbability/);
  });

  it.each([
    ['a starting point of the wrong size', () => optimiseFrom(good, { weights: [1] })],
    ['no starts', () => findOptimaSync(good, { starts: 0 })],
    ['a NaN seed', () => findOptimaSync(good, { seed: NaN })],
    ['a start scale of zero', () => findOptimaSync(good, { startScale: 0 })],
    ['a NaN tolerance', () => optimiseFrom(good, { weights: [1, 1] }, { gradientTolerance: NaN })],
    ['an importance ratio of zero', () => antipodalBorder(0)],
    ['a NaN ratio', () => confusedBorder(NaN)],
    ['a NaN weight on the surface', () => biasFreeSurface(NaN, 1, 1, 0.5)],
    ['probability zero in a phase', () => twoFeatureOptimum(1, 0)],
    ['a NaN column of a phase map', () => exactPhaseMap([1], [NaN])],
    ['a logarithmic axis through zero', () => logSpaced(0, 1, 10)],
    ['an extra feature that does not exist', () => nameExtraFeaturePhase(good, { extra: 2 })],
    ['an unknown polytope', () => namedPolytope('cube' as PolytopeName)],
    ['an antiprism of height 1', () => squareAntiprism(1)],
    ['a 2-gon', () => optimalKgon(2)],
    ['half a point', () => solveThomson(1.5)],
    ['an unknown energy', () => solveThomson(3, { energy: 'gravity' as 'relu' })],
    ['a crossover on dense data', () => pentagonDigonCrossover(0.5)],
    ['an attack of length zero', () => fixedAttack(good, 0)],
    ['a NaN attack', () => fixedAttack(good, NaN)],
    ['zero probability in a bound', () => compressedSensingDimensions(10, 0)],
    ['one step', () => nonlinearCompressionError(1, 0.1)],
    ['a ramp wider than a step', () => nonlinearCompressionError(3, 1.1)],
    ['a mode that starts at zero', () => linearModeStrength(0, 8, 1)],
    ['time that runs backwards', () => linearFlow(good, -1)],
    [
      'a case without tolerance',
      () =>
        evaluateReferenceCase({
          id: 'x',
          kind: 'cs_bound',
          inputs: { n: 1, p: 1 },
          expected: 0,
          tolerance: {} as { rel: number },
        }),
    ],
    [
      'a case without its inputs',
      () =>
        evaluateReferenceCase({ id: 'x', kind: 'cs_bound', inputs: {}, expected: 0, tolerance: { rel: 1 } }),
    ],
  ])('%s is refused with a typed error', (_, call) => {
    let error: unknown;
    try {
      call();
    } catch (caught) {
      error = caught;
    }
    expect(
      [InvalidArgumentError, ShapeError, InvalidFileError].some((type) => error instanceof type),
      String(error),
    ).toBe(true);
  });
});
