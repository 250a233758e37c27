import { canonicalPlane, gram } from '@toymodels/analysis';
import { ShapeError, UnsupportedError } from '@toymodels/core';
import { expect, test } from 'vitest';
import { disguise, normals, polygon, viewOf } from './sets.js';

test('the most important feature points up and the next one right, whatever the turn or reflection', () => {
  const pentagon = polygon(5);
  for (let seed = 1; seed <= 50; seed++) {
    const turned = viewOf(disguise(pentagon, { seed }));
    const { weights } = canonicalPlane(turned);
    expect(weights[0]).toBeCloseTo(0, 12);
    expect(weights[1]).toBeCloseTo(1, 12);
    expect(weights[2]).toBeCloseTo(Math.sin((2 * Math.PI) / 5), 12);
    expect(weights[3]).toBeCloseTo(Math.cos((2 * Math.PI) / 5), 12);
  }
});

test('W^T W and orthogonality of the map are kept for random weights', () => {
  const normal = normals(3);
  for (let trial = 0; trial < 50; trial++) {
    const view = viewOf(Array.from({ length: 4 }, () => [normal(), normal()]));
    const oriented = canonicalPlane(view);
    const before = gram(view);
    gram(oriented).forEach((value, index) => expect(value).toBeCloseTo(before[index]!, 12));
    const [a, b, c, d] = oriented.map;
    expect(a * a + b * b).toBeCloseTo(1, 12);
    expect(a * c + b * d).toBeCloseTo(0, 12);
  }
});

test('an antipodal partner is passed over when choosing which feature goes right', () => {
  const { weights } = canonicalPlane(
    viewOf([
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]),
  );
  expect([...weights].map((x) => x + 0)).toEqual([0, 1, 0, -1, 1, 0, -1, 0]);
});

test('importance decides, and features that are not represented do not', () => {
  const { weights } = canonicalPlane(
    viewOf([
      [0.1, 0],
      [1, 0],
      [0, -1],
    ]),
    { importance: [3, 1, 2] },
  );
  expect([...weights].map((x) => x + 0)).toEqual([0.1, 0, 1, 0, 0, 1]);
});

test('zero and one feature are returned without a turn that means nothing', () => {
  expect([...canonicalPlane(viewOf([[0, 0]])).weights]).toEqual([0, 0]);
  const { weights } = canonicalPlane(viewOf([[-0.2, 0]]));
  expect(weights[1]).toBeCloseTo(0.2, 12);
});

test('only the plane has this orientation, and importance must have one number a feature', () => {
  expect(() => canonicalPlane(viewOf([[1, 0, 0]]))).toThrow(UnsupportedError);
  expect(() => canonicalPlane(viewOf([[1, 0]]), { importance: [1, 2] })).toThrow(ShapeError);
});
