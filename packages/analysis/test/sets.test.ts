import { circleOrder, collapsedPairs, setGeometry, sideBySide, withinSetIdentity } from '@toymodels/analysis';
import { InvalidArgumentError, UnsupportedError } from '@toymodels/core';
import { describe, expect, test } from 'vitest';
import { digon, disguise, polygon, tegum, viewOf } from './sets.js';

/** Unit vectors at these angles, in degrees. */
const at = (...degrees: number[]): number[][] =>
  degrees.map((degree) => [Math.cos((degree * Math.PI) / 180), Math.sin((degree * Math.PI) / 180)]);

describe('the geometry of sets', () => {
  test('correlated pairs at right angles and across each other antipodal', () => {
    const found = setGeometry(viewOf(at(0, 90, 180, 270)), [
      [0, 1],
      [2, 3],
    ]);
    expect(found.allOrthogonal).toBe(true);
    expect(found.allAntipodal).toBe(false);
    expect(found.withinAll.nPairs).toBe(2);
    expect(found.across.nPairs).toBe(4);
    expect(found.across.least).toBeCloseTo(-1, 12);
    expect(found.across.meanAbsolute).toBeCloseTo(0.5, 12);
    expect(found.within[0]!.meanAbsolute).toBeCloseTo(0, 12);
  });

  test('anticorrelated pairs opposite to each other, noise allowed up to the limit', () => {
    const found = setGeometry(viewOf(disguise(at(0, 165, 90, 270))), [
      [0, 1],
      [2, 3],
    ]);
    expect(found.allAntipodal).toBe(true);
    expect(found.within[0]!.mean).toBeCloseTo(Math.cos((165 * Math.PI) / 180), 12);
    expect(setGeometry(viewOf(at(0, 150)), [[0, 1]]).allAntipodal).toBe(false);
    expect(setGeometry(viewOf(at(0, 150)), [[0, 1]], { antipodalCosine: -0.8 }).allAntipodal).toBe(true);
    expect(setGeometry(viewOf(at(0, 80)), [[0, 1]]).allOrthogonal).toBe(true);
    expect(setGeometry(viewOf(at(0, 75)), [[0, 1]]).allOrthogonal).toBe(false);
  });

  test('sets of unrepresented or single features have no pair, and prove nothing', () => {
    const found = setGeometry(
      viewOf([
        [1, 0],
        [0, 0.1],
      ]),
      [[0, 1], []],
    );
    expect(found.within.map(({ nPairs, orthogonal }) => [nPairs, orthogonal])).toEqual([
      [0, false],
      [0, false],
    ]);
    expect(found.withinAll.mean).toBeNaN();
    expect(setGeometry(viewOf([[1]]), []).allOrthogonal).toBe(false);
  });

  test('sets that overlap or name features that are not there are refused everywhere', () => {
    const view = viewOf(at(0, 90));
    for (const sets of [[[0], [0]], [[0, 0]], [[2, 1]], [[-1, 1]], [[0.5, 1]]]) {
      expect(() => setGeometry(view, sets)).toThrow(InvalidArgumentError);
      expect(() => sideBySide(view, sets)).toThrow(InvalidArgumentError);
      expect(() => withinSetIdentity(view, sets)).toThrow(InvalidArgumentError);
    }
    expect(() => collapsedPairs(view, [[0, 2]])).toThrow(InvalidArgumentError);
    expect(() => setGeometry(view, [], { orthogonalCosine: Number.NaN })).toThrow(InvalidArgumentError);
    expect(() => setGeometry(view, [], { cosine: 0.1 } as object)).toThrow(InvalidArgumentError);
  });
});

describe('around the circle', () => {
  const hexagon = viewOf(polygon(6));

  test('neighbours are side by side, across the first axis too', () => {
    expect(circleOrder(viewOf(at(350, 10, 180))).order).toEqual([1, 2, 0]);
    expect(
      sideBySide(hexagon, [
        [0, 1],
        [2, 3],
        [4, 5],
      ]),
    ).toEqual({ sets: [true, true, true], all: true });
    expect(
      sideBySide(hexagon, [
        [5, 0],
        [1, 2],
        [3, 4],
      ]).all,
    ).toBe(true);
    expect(sideBySide(hexagon, [[0, 2], [1, 3, 4], [5]])).toEqual({ sets: [false, false, true], all: false });
    expect(sideBySide(hexagon, [[4, 5, 0, 1]]).all).toBe(true);
    expect(sideBySide(hexagon, [[0, 1, 2, 3, 4, 5]]).all).toBe(true);
  });

  test('by chance, a pair of six random directions is side by side in 2 of 5 cases', () => {
    let hits = 0;
    const trials = 400;
    for (let seed = 1; seed <= trials; seed++) {
      // Golden-ratio angles: each seed another order of the six.
      const angles = Array.from(
        { length: 6 },
        (_, i) => 360 * ((seed * (i + 1) * 0.618034 + seed * seed * i * 0.7548777) % 1),
      );
      if (sideBySide(viewOf(at(...angles)), [[0, 1]]).all) hits++;
    }
    expect(Math.abs(hits / trials - 2 / 5)).toBeLessThan(4 * Math.sqrt((0.4 * 0.6) / trials));
  });

  test('features that are not represented are in no set side by side; only planes have a circle', () => {
    expect(sideBySide(viewOf([...at(0, 60), [0.1, 0]]), [[0, 1], [2]]).sets).toEqual([true, false]);
    expect(sideBySide(hexagon, []).all).toBe(false);
    expect(circleOrder(viewOf([[0, 0]])).order).toEqual([]);
    expect(() => circleOrder(viewOf([[1, 0, 0]]))).toThrow(UnsupportedError);
  });
});

test('W^T W is the identity within sets of two rotated bases, and as far as it should be elsewhere', () => {
  const second = disguise(
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    { seed: 4 },
  );
  const [a, b] = withinSetIdentity(viewOf([[1, 0, 0], [0, 1, 0], [0, 0, 1], ...second]), [
    [0, 1, 2],
    [3, 4, 5],
  ]);
  expect(a!.distance).toBeCloseTo(0, 12);
  expect(b!.distance).toBeCloseTo(0, 12);
  expect(b!.offDiagonal).toBeCloseTo(0, 12);
  expect(b!.meanDiagonal).toBeCloseTo(1, 12);
  // Rows of an orthogonal matrix: the nine squares sum to 3.
  expect(a!.outside).toBeCloseTo(Math.sqrt(1 / 3), 12);
  const [pair] = withinSetIdentity(viewOf(digon()), [[0, 1]]);
  expect([pair!.distance, pair!.offDiagonal, pair!.outside]).toEqual([1, 1, 0]);
  expect(withinSetIdentity(viewOf([[0]]), [[0]])[0]).toEqual({
    distance: 1,
    meanDiagonal: 0,
    offDiagonal: 0,
    outside: 0,
  });
});

test('pairs collapse when both features point one way, at the stated angle', () => {
  const rows = [...at(0, 17, 120, 139, 200, 260), [0.1, 0], [0, 0.1]];
  const found = collapsedPairs(viewOf(rows), [
    [0, 1],
    [2, 3],
    [4, 6],
  ]);
  expect(found.pairs.map(({ state }) => state)).toEqual(['collapsed', 'apart', 'half']);
  expect(found.nCollapsed).toBe(1);
  expect(
    collapsedPairs(viewOf(rows), [
      [6, 7],
      [0, 5],
    ]).nDropped,
  ).toBe(1);
  expect(collapsedPairs(viewOf(rows), [[2, 3]], { cosine: 0.94 }).nCollapsed).toBe(1);
  // Principal components: both keep half of the square, |W_i| = 1/sqrt(2).
  const r = Math.SQRT1_2;
  const pca = collapsedPairs(viewOf(tegum([[r], [r]], [[r], [r]])), [
    [0, 1],
    [2, 3],
  ]);
  expect(pca.nCollapsed).toBe(2);
  expect(pca.pairs[0]!.cosine).toBeCloseTo(1, 12);
  expect(() => collapsedPairs(viewOf(rows), [[0, 1]], { cosine: 0 })).toThrow(InvalidArgumentError);
});
