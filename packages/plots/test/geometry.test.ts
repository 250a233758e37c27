import { describe, expect, test } from 'vitest';
import { convexHull, type Vector } from '../src/geometry/hull.js';
import { cellEdges, roomiest } from '../src/grid.js';
import { areaPaths } from '../src/marks/areas.js';

const third = Math.sqrt(1 / 3);
const cube: Vector[] = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z): Vector => [x, y, z])));
const octahedron: Vector[] = [
  [1, 0, 0],
  [-1, 0, 0],
  [0, 1, 0],
  [0, -1, 0],
  [0, 0, 1],
  [0, 0, -1],
];
const antiprism: Vector[] = Array.from({ length: 8 }, (_, i) => [
  Math.sqrt(2 / 3) * Math.cos((i * Math.PI) / 4),
  Math.sqrt(2 / 3) * Math.sin((i * Math.PI) / 4),
  i % 2 === 0 ? third : -third,
]);

describe('the convex hull', () => {
  test.each([
    ['cube', cube, 6, 12],
    ['octahedron', octahedron, 8, 12],
    ['square antiprism', antiprism, 10, 16],
    [
      'a tetrahedron and its middle',
      [...cube.filter(([x, y, z]) => x * y * z > 0), [0, 0, 0] as Vector],
      4,
      6,
    ],
    ['a square', cube.filter(([, , z]) => z > 0), 1, 4],
  ])('of %s has %s', (_, points, faces, edges) => {
    const hull = convexHull(points);
    expect([hull.faces.length, hull.edges.length]).toEqual([faces, edges]);
    // Euler: V - E + F = 2 for a solid; a flat set has one face for two.
    const corners = new Set(hull.edges.flat()).size;
    expect(corners - edges + Math.max(2, faces)).toBe(2);
  });

  test('stays the same under noise of a hundredth', () => {
    const noisy = cube.map(([x, y, z], i): Vector => [x + 0.01 * Math.sin(i), y + 0.01 * Math.sin(5 * i), z]);
    expect(convexHull(noisy).faces.length).toBe(6);
  });

  test('has normals that point outwards', () => {
    const { faces, normals } = convexHull(octahedron);
    faces.forEach((face, k) => {
      const corner = octahedron[face[0]!]!;
      const normal = normals[k]!;
      expect(corner[0] * normal[0] + corner[1] * normal[1] + corner[2] * normal[2]).toBeCloseTo(third, 12);
    });
  });

  test('of points on a line joins the ends; of one point nothing', () => {
    expect(convexHull([[0, 0, 1], [0, 0, 0.2], [0, 0, -1]]).edges).toEqual([[0, 2]]); // prettier-ignore
    expect(convexHull([[0, 0, 1]])).toEqual({ faces: [], normals: [], edges: [] });
  });
});

test('edges of cells lie between their middles and as far beyond the ends', () => {
  expect(cellEdges([1, 2, 4], 1)).toEqual([0.5, 1.5, 3, 5]);
  expect(cellEdges([3], 0.5)).toEqual([2.5, 3.5]);
});

test('a word gets the widest place of its region, and of equally wide ones the middle', () => {
  const map = ['aaaa', 'aaaa', 'aaaa', 'abbb', '.bbb'];
  const places = roomiest(5, 4, 1, (row, column) => map[row]![column]!.replace('.', ''));
  expect(places.get('a')).toEqual({ row: 1, from: 0, to: 4 });
  expect(places.get('b')).toEqual({ row: 4, from: 1, to: 4 });
  expect(places.has('')).toBe(false);
  // Three rows high, only the first column's and the upper block's places are left.
  expect(roomiest(5, 4, 3, (row, column) => map[row]![column]!).get('b')).toBeUndefined();
});

test('equal neighbours share a rectangle, and shares are painted so that their mean is seen', () => {
  const cell = [
    [[['a', 1]], [['a', 1]], [['a', 0.5], ['b', 0.5]]],
    [[['b', 1]], [['a', 1 / 3], ['b', 1 / 3], ['c', 1 / 3]], [['c', 1]]],
  ] as const; // prettier-ignore
  const paths = areaPaths<'a' | 'b' | 'c'>(
    { xEdges: [0, 1, 2, 3], yEdges: [0, 1, 2], cell: (row, column) => cell[row]![column]! },
    ['a', 'b', 'c'],
  );
  expect(paths.map(({ name, opacity, d }) => [name, opacity, d])).toEqual([
    ['a', 1, 'M0 0H3V1H0zM1 1H2V2H1z'],
    ['b', 0.5, 'M2 0H3V1H2zM1 1H2V2H1z'],
    ['b', 1, 'M0 1H1V2H0z'],
    ['c', 0.33, 'M1 1H2V2H1z'],
    ['c', 1, 'M2 1H3V2H2z'],
  ]);
});
