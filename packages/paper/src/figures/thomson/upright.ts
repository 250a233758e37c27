/**
 * Turns points on a sphere so that their most symmetric axis points up.
 *
 * Candidates are the directions of points, of middles of pairs and of triples; the best is the one seen from which
 * the points lie at the fewest different heights.
 */

type Vector = readonly [number, number, number];

const SAME_HEIGHT = 1e-3;

/** @param points unit vectors, [point, 3]; a turned copy is returned, the first point off the axis in the plane x > 0 */
export function upright(points: ArrayLike<number>): number[] {
  const vectors = Array.from({ length: points.length / 3 }, (_, i): Vector => [
    points[3 * i]!,
    points[3 * i + 1]!,
    points[3 * i + 2]!,
  ]);
  let best: { readonly axis: Vector; readonly levels: number } | undefined;
  for (const axis of candidates(vectors)) {
    const levels = countLevels(vectors.map((each) => dot(each, axis)));
    if (best === undefined || levels < best.levels) best = { axis, levels };
  }
  const up = best!.axis;
  const aside = vectors.find((each) => Math.abs(dot(each, up)) < 0.99) ?? [1, 0, 0];
  const right = unit(minus(aside, up, dot(aside, up)))!;
  const back = cross(up, right);
  return vectors.flatMap((each) => [dot(each, right), dot(each, back), dot(each, up)]);
}

function candidates(vectors: readonly Vector[]): Vector[] {
  const found = [...vectors];
  vectors.forEach((a, i) =>
    vectors.slice(i + 1).forEach((b, k) => {
      push(found, [a, b]);
      vectors.slice(i + k + 2).forEach((c) => push(found, [a, b, c]));
    }),
  );
  return found;
}

function push(found: Vector[], of: readonly Vector[]): void {
  const sum = of.reduce<Vector>((s, v) => minus(s, v, -1), [0, 0, 0]);
  const middle = unit(sum);
  if (middle) found.push(middle);
}

function countLevels(heights: readonly number[]): number {
  const sorted = heights.toSorted((a, b) => a - b);
  return sorted.filter((each, i) => i === 0 || each - sorted[i - 1]! > SAME_HEIGHT).length;
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a: Vector, b: Vector, k: number): Vector => [
  a[0] - k * b[0],
  a[1] - k * b[1],
  a[2] - k * b[2],
];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function unit(a: Vector): Vector | undefined {
  const norm = Math.sqrt(dot(a, a));
  return norm > 1e-6 ? [a[0] / norm, a[1] / norm, a[2] / norm] : undefined;
}
