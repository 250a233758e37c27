import {
  antipodalPairs,
  cosines,
  dimensionsPerFeature,
  featureDimensionality,
  featureNorms,
  gram,
  instanceOf,
  representedFeatures,
  superposition,
  type WeightView,
} from '@toymodels/analysis';
import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import { digon, disguise, normals, polygon, simplex, squareAntiprism, tegum, viewOf } from './sets.js';

const close = (actual: Float64Array, expected: number): void => {
  for (const value of actual) expect(value).toBeCloseTo(expected, 12);
};

describe('W^T W', () => {
  test('of a hand-worked 3 x 2 matrix is exact and symmetric', () => {
    const view = { weights: new Float32Array([1, 2, 3, 4, -1, 0.5]), nFeatures: 3, nHidden: 2 };
    expect([...gram(view)]).toEqual([5, 11, 0, 11, 25, -1, 0, -1, 1.25]);
  });

  test('does not change when the hidden space is turned', () => {
    const rows = tegum(polygon(5), simplex(3));
    const turned = gram(viewOf(disguise(rows, { nHidden: 9 })));
    gram(viewOf(rows)).forEach((value, index) => expect(turned[index]).toBeCloseTo(value, 12));
  });

  test('cosines of a zero vector are zero, its own included', () => {
    expect([
      ...cosines(
        viewOf([
          [2, 0],
          [0, 0],
          [3, 0],
        ]),
      ),
    ]).toEqual([1, 0, 1, 0, 0, 0, 1, 0, 1]);
  });
});

describe('norms', () => {
  test('of a 3-4-5 triangle and of zero', () => {
    expect([
      ...featureNorms(
        viewOf([
          [3, 4],
          [0, 0],
        ]),
      ),
    ]).toEqual([5, 0]);
  });

  test('a feature exactly at the threshold is not represented', () => {
    expect(representedFeatures(viewOf([[0.5], [0.51], [-0.7], [0]]))).toEqual([1, 2]);
    expect(representedFeatures(viewOf([[0.5], [0.51], [-0.7], [0]]), 0)).toEqual([0, 1, 2]);
  });
});

describe('superposition', () => {
  test('is 0 for orthogonal features, 1 in a digon, 1/2 in a triangle, 3/2 in a pentagon', () => {
    close(
      superposition(
        viewOf([
          [1, 0],
          [0, 2],
        ]),
      ),
      0,
    );
    close(superposition(viewOf(digon())), 1);
    close(superposition(viewOf(polygon(3))), 0.5);
    close(superposition(viewOf(polygon(5))), 1.5);
  });

  test('weighs by the length of the others, not by its own', () => {
    expect([...superposition(viewOf([[1], [-0.5]]))]).toEqual([0.25, 1]);
  });

  test('of a zero vector is 0, and a zero vector adds nothing to others', () => {
    expect([
      ...superposition(
        viewOf([
          [0, 0],
          [1, 0],
        ]),
      ),
    ]).toEqual([0, 0]);
  });
});

describe('feature dimensionality', () => {
  const cases: [string, number[][], number][] = [
    ['digon', digon(), 1 / 2],
    ['triangle', polygon(3), 2 / 3],
    ['square', polygon(4), 1 / 2],
    ['pentagon', polygon(5), 2 / 5],
    ['octagon', polygon(8), 2 / 8],
    ['tetrahedron', simplex(3), 3 / 4],
    ['6-simplex', simplex(6), 6 / 7],
    ['octahedron', tegum(digon(), digon(), digon()), 1 / 2],
    ['square antiprism at h^2 = 1/3', squareAntiprism(), 3 / 8],
  ];
  test.each(cases)('of every vertex of a %s, at any scale and turn', (_, rows, expected) => {
    close(featureDimensionality(viewOf(rows)), expected);
    close(featureDimensionality(viewOf(disguise(rows, { nHidden: 8, scale: 1.7 }))), expected);
  });

  test('of a square antiprism at another height h is 1 / (8 h^4 + 4 (1 - h^2)^2)', () => {
    const h = 0.5;
    close(featureDimensionality(viewOf(squareAntiprism(h))), 1 / (8 * h ** 4 + 4 * (1 - h * h) ** 2));
  });

  test('of a triangular bipyramid is 2/3 around and 1/2 at the poles', () => {
    const dimensionality = featureDimensionality(viewOf(tegum(polygon(3), digon())));
    close(dimensionality.subarray(0, 3), 2 / 3);
    close(dimensionality.subarray(3), 1 / 2);
  });

  test('sums to at most the rank for random weights, and to the rank for orthogonal tight frames', () => {
    const normal = normals(7);
    for (let trial = 0; trial < 200; trial++) {
      const nHidden = 1 + (trial % 6);
      const nFeatures = 1 + (trial % 11);
      const rows = Array.from({ length: nFeatures }, () => Array.from({ length: nHidden }, normal));
      const sum = featureDimensionality(viewOf(rows)).reduce((total, value) => total + value, 0);
      expect(sum).toBeLessThanOrEqual(Math.min(nFeatures, nHidden) + 1e-9);
    }
    const tight = featureDimensionality(
      viewOf(disguise(tegum(polygon(5), simplex(3), digon()), { nHidden: 10 })),
    );
    expect(tight.reduce((total, value) => total + value, 0)).toBeCloseTo(6, 10);
  });

  test('is 0 for a zero vector, 1 for a lone feature, and survives vectors of length 1e-100', () => {
    expect([...featureDimensionality(viewOf([[0]]))]).toEqual([0]);
    expect([...featureDimensionality(viewOf([[0.2]]))]).toEqual([1]);
    close(featureDimensionality(viewOf([[1e-100], [-1e-100]])), 0.5);
  });
});

describe('dimensions per feature', () => {
  test('is 1 for as many unit features as dimensions, 1/2 for digons, Infinity for none', () => {
    expect(
      dimensionsPerFeature(
        viewOf([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toBe(1);
    expect(dimensionsPerFeature(viewOf(tegum(digon(), digon())))).toBe(0.5);
    expect(dimensionsPerFeature(viewOf([[0, 0]]))).toBe(Infinity);
  });
});

describe('antipodal pairs', () => {
  test('are found in two digons turned at random, and not in a pentagon', () => {
    const pairs = antipodalPairs(viewOf(disguise(tegum(digon(), digon()), { nHidden: 5, noise: 0.02 })));
    expect(pairs.map(({ features }) => features)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    for (const { cosine } of pairs) expect(cosine).toBeLessThan(-0.98);
    expect(antipodalPairs(viewOf(polygon(5)))).toEqual([]);
  });

  test('leave out features that are not represented and a third on the same line', () => {
    expect(antipodalPairs(viewOf([[1], [-0.1]]))).toEqual([]);
    expect(antipodalPairs(viewOf([[1], [-1], [-1]])).map(({ features }) => features)).toEqual([[0, 1]]);
  });

  test('refuse a limit that is not a negative cosine', () => {
    for (const cosine of [0, -1.1, Number.NaN]) {
      expect(() => antipodalPairs(viewOf(digon()), { cosine })).toThrow(InvalidArgumentError);
    }
  });
});

describe('views', () => {
  const parameters = {
    nInstances: 2,
    nFeatures: 2,
    nHidden: 1,
    weights: new Float32Array([1, 2, 3, 4]),
    bias: new Float32Array([5, 6, 7, 8]),
  };

  test('of an instance share the memory of the batch', () => {
    const second = instanceOf(parameters, 1);
    expect([...second.weights]).toEqual([3, 4]);
    expect([...second.bias]).toEqual([7, 8]);
    expect(second.weights.buffer).toBe(parameters.weights.buffer);
  });

  test('refuse instances that do not exist and arrays of the wrong length', () => {
    for (const k of [-1, 2, 0.5, Number.NaN])
      expect(() => instanceOf(parameters, k)).toThrow(InvalidArgumentError);
    expect(() => instanceOf({ ...parameters, bias: new Float32Array(3) }, 0)).toThrow(ShapeError);
    expect(() => instanceOf({ ...parameters, nHidden: 2 }, 0)).toThrow(ShapeError);
  });

  test('refuse NaN, infinities, sizes below 1 and wrong lengths in every measure', () => {
    const bad: [WeightView, new (message: string) => Error][] = [
      [viewOf([[Number.NaN]]), InvalidArgumentError],
      [viewOf([[Infinity]]), InvalidArgumentError],
      [{ weights: new Float64Array(0), nFeatures: 0, nHidden: 1 }, InvalidArgumentError],
      [{ weights: new Float64Array(3), nFeatures: 2, nHidden: 2 }, ShapeError],
    ];
    for (const [view, kind] of bad) {
      for (const measure of [
        gram,
        featureNorms,
        superposition,
        featureDimensionality,
        dimensionsPerFeature,
        representedFeatures,
      ]) {
        expect(() => measure(view)).toThrow(kind);
      }
    }
    expect(() => representedFeatures(viewOf([[1]]), Number.NaN)).toThrow(InvalidArgumentError);
  });
});
