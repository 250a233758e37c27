/**
 * The convex hull of a few points in space: faces with their corners in order, and edges.
 *
 * For drawings: nearly coplanar corners make one face, so that a trained cube has squares. By trying
 * every triple, which is plain and quick for up to some 60 points; not for point clouds.
 */

export type Vector = readonly [number, number, number];

export interface Hull {
  /** Corners of each face, counter-clockwise seen from outside; a flat set of points has one face. */
  readonly faces: readonly (readonly number[])[];
  /** Outward unit normal of each face. */
  readonly normals: readonly Vector[];
  readonly edges: readonly (readonly [number, number])[];
}

/** Farther from a plane than this share of the largest extent is off it. */
const FLATNESS = 0.05;

export function convexHull(points: readonly Vector[]): Hull {
  const size = Math.max(0, ...points.map((point) => Math.hypot(...point)));
  const slack = FLATNESS * size;
  const found = new Map<
    string,
    { readonly on: readonly number[]; readonly normal: Vector; readonly off: number }
  >();
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) {
      for (let k = j + 1; k < points.length; k++) {
        const raw = cross(minus(points[j]!, points[i]!), minus(points[k]!, points[i]!));
        const length = Math.hypot(...raw);
        // Three points nearly on a line say nothing about a plane.
        if (!(length > slack * size)) continue;
        const normal = scaled(raw, 1 / length);
        const heights = points.map((point) => dot(normal, minus(point, points[i]!)));
        const [least, most] = [Math.min(...heights), Math.max(...heights)];
        if (least < -slack && most > slack) continue;
        const on = [...points.keys()].filter((index) => Math.abs(heights[index]!) <= slack);
        const off = on.reduce((sum, index) => sum + Math.abs(heights[index]!), 0);
        const key = on.join(' ');
        if (off < (found.get(key)?.off ?? Infinity))
          found.set(key, { on, normal: most > slack ? scaled(normal, -1) : normal, off });
      }
    }
  }
  const sets = [...found.values()];
  const whole = sets.filter(
    ({ on }) =>
      !sets.some((other) => other.on.length > on.length && on.every((index) => other.on.includes(index))),
  );
  const faces = whole.map(({ on, normal }) => outline(points, on, normal));
  const edges = new Map<string, readonly [number, number]>();
  for (const face of faces) {
    face.forEach((corner, k) => {
      const next = face[(k + 1) % face.length]!;
      edges.set(`${Math.min(corner, next)} ${Math.max(corner, next)}`, [corner, next]);
    });
  }
  if (faces.length === 0 && points.length > 1 && size > 0) {
    const ends = farthest(points);
    edges.set('line', ends);
  }
  return { faces, normals: whole.map(({ normal }) => normal), edges: [...edges.values()] };
}

/** Corners of the flat hull of some points, counter-clockwise around the normal (Andrew's monotone chain). */
function outline(points: readonly Vector[], on: readonly number[], normal: Vector): number[] {
  const seed: Vector = Math.abs(normal[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0];
  const raw = cross(normal, seed);
  const u = scaled(raw, 1 / Math.hypot(...raw));
  const v = cross(normal, u);
  const flat = new Map(on.map((index) => [index, [dot(u, points[index]!), dot(v, points[index]!)] as const]));
  const order = on.toSorted((a, b) => flat.get(a)![0] - flat.get(b)![0] || flat.get(a)![1] - flat.get(b)![1]);
  const chain = (sequence: readonly number[]): number[] => {
    const kept: number[] = [];
    for (const index of sequence) {
      while (
        kept.length > 1 &&
        turn(flat.get(kept.at(-2)!)!, flat.get(kept.at(-1)!)!, flat.get(index)!) <= 1e-9
      )
        kept.pop();
      kept.push(index);
    }
    return kept.slice(0, -1);
  };
  return [...chain(order), ...chain(order.toReversed())];
}

function farthest(points: readonly Vector[]): readonly [number, number] {
  let best: readonly [number, number] = [0, 0];
  let most = -1;
  points.forEach((a, i) => {
    points.forEach((b, j) => {
      const distance = Math.hypot(...minus(a, b));
      if (distance > most) [best, most] = [[i, j], distance];
    });
  });
  return best;
}

type Flat = readonly [number, number];

function turn(a: Flat, b: Flat, c: Flat): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function scaled(a: Vector, factor: number): Vector {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}
