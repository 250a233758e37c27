/** Corners of the polytopes that features form, for pictures that can be turned. All of length 1. */

const polygon = (n: number, height = 0, turn = 0): number[][] =>
  Array.from({ length: n }, (_, k) => {
    const angle = turn + (2 * Math.PI * k) / n;
    const radius = Math.sqrt(1 - height * height);
    return [radius * Math.cos(angle), radius * Math.sin(angle), height];
  });

const POLES = [
  [0, 0, 1],
  [0, 0, -1],
];

/** Height of the squares of the antiprism whose edges are all equal. */
const ANTIPRISM_HEIGHT = Math.sqrt(Math.SQRT1_2 / (2 + Math.SQRT1_2));

const SOLIDS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  digon: POLES,
  triangle: polygon(3),
  square: polygon(4),
  pentagon: polygon(5),
  tetrahedron: [[0, 0, 1], ...polygon(3, -1 / 3)],
  octahedron: [...polygon(4), ...POLES],
  'square antiprism': [...polygon(4, ANTIPRISM_HEIGHT), ...polygon(4, -ANTIPRISM_HEIGHT, Math.PI / 4)],
  'triangular bipyramid': [...polygon(3), ...POLES],
  'pentagonal bipyramid': [...polygon(5), ...POLES],
  cube: [1, -1].flatMap((x) =>
    [1, -1].flatMap((y) => [1, -1].map((z) => [x, y, z].map((each) => each / Math.sqrt(3)))),
  ),
};

/** [point, 3], row-major. @throws Error that lists the names, when there is none of this name */
export function solidPoints(name: string): readonly number[] {
  const points = SOLIDS[name];
  if (points === undefined)
    throw new Error(`there is no polytope "${name}"; there are ${Object.keys(SOLIDS).join(', ')}`);
  return points.flat();
}
