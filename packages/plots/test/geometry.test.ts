import { describe, expect, test } from 'vitest';
import { contourRings } from '../src/geometry/contours.js';
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

describe('contours', () => {
  const grid = (
    n: number,
    f: (x: number, y: number) => number,
  ): { values: number[]; rows: number; columns: number } => ({
    values: Array.from({ length: n * n }, (_, k) => f(k % n, Math.floor(k / n))),
    rows: n,
    columns: n,
  });
  /** Area with the sign of the ring's sense (shoelace formula). */
  const area = (ring: readonly (readonly [number, number])[]): number =>
    ring.reduce((sum, [x, y], k) => {
      const [nextX, nextY] = ring[(k + 1) % ring.length]!;
      return sum + (x * nextY - nextX * y) / 2;
    }, 0);

  test('of a cone are circles to 1 %', () => {
    const cone = grid(41, (x, y) => 15 - Math.hypot(x - 20, y - 20));
    const rings = contourRings(cone, 5);
    expect(rings.length).toBe(1);
    expect(Math.abs(area(rings[0]!)) / (Math.PI * 100)).toBeCloseTo(1, 2);
    for (const [x, y] of rings[0]!) expect(Math.abs(Math.hypot(x - 20, y - 20) - 10)).toBeLessThan(0.1);
  });

  test('of a basin are the edge of the grid and a hole of the other sense', () => {
    const basin = grid(41, (x, y) => Math.hypot(x - 20, y - 20));
    const areas = contourRings(basin, 10)
      .map(area)
      .sort((a, b) => Math.abs(b) - Math.abs(a));
    expect(areas.length).toBe(2);
    expect(Math.abs(areas[0]!)).toBe(1600);
    expect(-areas[1]! / Math.sign(areas[0]!)).toBeCloseTo(Math.PI * 100, -1);
  });

  test('of a saddle are closed, and above and below all values everything and nothing', () => {
    const saddle = grid(4, (x, y) => ((x + y) % 2 === 0 ? 1 : -1));
    const total = contourRings(saddle, 0).reduce((sum, ring) => sum + area(ring), 0);
    expect(Math.abs(total)).toBeGreaterThan(0);
    expect(contourRings(saddle, 2)).toEqual([]);
    expect(contourRings(saddle, -2).map((ring) => Math.abs(area(ring)))).toEqual([9]);
  });
});
