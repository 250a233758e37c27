/**
 * How well a set of vectors fits a polytope: the smallest relative Frobenius distance between its
 * Gram matrix and a scaled Gram matrix of the polytope, over all ways to pair vectors with vertices.
 *
 * Exact: simplices look the same in every order, polygons are ordered by angle, antiprisms (at
 * most 8 vertices) are searched by branch and bound.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Polytope } from './polytopes.js';

/** The best way to see a set as a polytope. */
export interface Match {
  readonly polytope: Polytope;
  /** |G - c T|_F / |G|_F at its smallest, >= 0; T the polytope's Gram matrix, c > 0. */
  readonly misfit: number;
  /** Vertex of each vector, [vector]: which neighbour of which it is. */
  readonly vertices: readonly number[];
}

/** Shares of the first part at which an antiprism is searched for. */
const SEARCHED_SHARES = [0.2, 1 / 3, 0.5];
/** How much worse than the limit a match may be before its height is fitted. */
const HEIGHT_SLACK = 0.12;

/**
 * The best match among the polytopes, or `undefined` when none is within the limit.
 *
 * @param gram [vector, vector], row-major, k x k with a positive trace
 * @param limit largest misfit of interest, > 0; a small one makes the search fast
 */
export function bestMatch(
  gram: Float64Array,
  polytopes: readonly Polytope[],
  limit: number,
): Match | undefined {
  let best: Match | undefined;
  for (const polytope of polytopes) {
    const k = polytope.nVertices;
    let trace = 0;
    for (let i = 0; i < k; i++) trace += gram[i * k + i]!;
    const unit = gram.map((value) => (value * k) / trace);
    for (const vertices of correspondences(unit, polytope, best?.misfit ?? limit)) {
      const misfit = misfitOf(unit, polytope, vertices);
      if (misfit !== undefined && misfit <= limit && (best === undefined || misfit < best.misfit)) {
        best = { polytope, misfit, vertices };
      }
    }
  }
  return best;
}

/** Candidate pairings, none where it is certain that no pairing is within the limit. */
function correspondences(unit: Float64Array, polytope: Polytope, limit: number): number[][] {
  const k = polytope.nVertices;
  const norm = Math.sqrt(unit.reduce((sum, value) => sum + value * value, 0));
  const [first, second] = polytope.parts as readonly [Float64Array, Float64Array?];
  if (polytope.order === 'any') return [Array.from({ length: k }, (_, i) => i)];
  if (second === undefined) {
    // The limit is for the best scale, the bound for scale 1: half as much again covers the difference.
    return leastDistance(unit, first, k) > (1.5 * limit + 0.02) * norm ? [] : [orderByAngle(unit, k)];
  }
  const slack = (limit + HEIGHT_SLACK) * norm;
  return SEARCHED_SHARES.flatMap((u) => {
    const target = first.map((value, index) => u * value + (1 - u) * second[index]!);
    if (leastDistance(unit, target, k) > slack) return [];
    const found = searchOrder(unit, target, k, slack * slack);
    return found === undefined ? [] : [found];
  });
}

/**
 * A lower bound on |G - P T P'|_F over all pairings P: row by row, sorted values against sorted
 * values (no pairing of two lists is closer). All rows of T hold the same values.
 */
function leastDistance(unit: Float64Array, target: Float64Array, k: number): number {
  const wanted = target.slice(0, k).sort();
  let sum = 0;
  for (let i = 0; i < k; i++) {
    const row = unit.slice(i * k, (i + 1) * k).sort();
    for (let j = 0; j < k; j++) sum += (row[j]! - wanted[j]!) ** 2;
  }
  return Math.sqrt(sum);
}

/** Around the circle in the plane of the two largest eigenvalues. */
function orderByAngle(unit: Float64Array, k: number): number[] {
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(
    Matrix.from1DArray(k, k, Array.from(unit)),
    { assumeSymmetric: true },
  );
  // Ascending eigenvalues: the last two columns span the plane.
  const [x, y] = [1, 2].map((back) => {
    const scale = Math.sqrt(Math.max(0, realEigenvalues[k - back]!));
    return eigenvectorMatrix.getColumn(k - back).map((value) => value * scale);
  }) as [number[], number[]];
  const order = Array.from({ length: k }, (_, i) => i).sort(
    (i, j) => Math.atan2(y[i]!, x[i]!) - Math.atan2(y[j]!, x[j]!),
  );
  const vertices = new Array<number>(k);
  order.forEach((vector, vertex) => (vertices[vector] = vertex));
  return vertices;
}

/** The pairing of least squared distance below the limit, by branch and bound; vector 0 is vertex 0, as all vertices are alike. */
function searchOrder(
  unit: Float64Array,
  target: Float64Array,
  k: number,
  limit: number,
): number[] | undefined {
  let diagonal = 0;
  for (let i = 0; i < k; i++) diagonal += (unit[i * k + i]! - 1) ** 2;
  let bound = limit - diagonal;
  let best: number[] | undefined;
  const vertices = [0];
  const used = new Uint8Array(k);
  used[0] = 1;
  const extend = (cost: number): void => {
    const vector = vertices.length;
    if (vector === k) {
      bound = cost;
      best = vertices.slice();
      return;
    }
    const choices: [number, number][] = [];
    for (let vertex = 0; vertex < k; vertex++) {
      if (used[vertex] === 1) continue;
      let total = cost;
      for (let other = 0; other < vector; other++) {
        total += 2 * (unit[vector * k + other]! - target[vertex * k + vertices[other]!]!) ** 2;
      }
      if (total < bound) choices.push([total, vertex]);
    }
    // Good choices first: an early good pairing cuts most of the rest.
    for (const [total, vertex] of choices.sort((a, b) => a[0] - b[0])) {
      if (total >= bound) break;
      used[vertex] = 1;
      vertices.push(vertex);
      extend(total);
      vertices.pop();
      used[vertex] = 0;
    }
  };
  extend(0);
  return best;
}

/** Least squares over the weights of the parts; `undefined` where the fitted shape does not deserve the name. */
function misfitOf(unit: Float64Array, polytope: Polytope, vertices: readonly number[]): number | undefined {
  const k = polytope.nVertices;
  const parts = polytope.parts.map((part) =>
    Float64Array.from(unit, (_, index) => part[vertices[Math.floor(index / k)]! * k + vertices[index % k]!]!),
  );
  const dot = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  const [a, b] = parts as [Float64Array, Float64Array?];
  let weights: [number, number];
  if (b === undefined) {
    weights = [dot(unit, a) / dot(a, a), 0];
    if (!(weights[0] > 0)) return undefined;
  } else {
    const [aa, ab, bb, ua, ub] = [dot(a, a), dot(a, b), dot(b, b), dot(unit, a), dot(unit, b)];
    const determinant = aa * bb - ab * ab;
    weights = [(ua * bb - ub * ab) / determinant, (ub * aa - ua * ab) / determinant];
    if (!(weights[0] > 0 && weights[1] > 0 && polytope.shares!(weights[0] / (weights[0] + weights[1]))))
      return undefined;
  }
  let residual = 0;
  unit.forEach(
    (value, index) =>
      (residual += (value - weights[0] * a[index]! - (b === undefined ? 0 : weights[1] * b[index]!)) ** 2),
  );
  return Math.sqrt(residual / dot(unit, unit));
}
