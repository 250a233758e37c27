/**
 * The polytopes that features form, as weights, and how they combine.
 *
 * Vertices are unit vectors, one a feature. Their feature dimensionalities (`dimensionality.ts`):
 * digon 1/2, triangle 2/3, tetrahedron 3/4, k-simplex k/(k+1), regular k-gon 2/k, pentagon 2/5,
 * octahedron 1/2, square antiprism 3/8 at height h^2 = 1/3 (D = 1/(8h^4 + 4(1-h^2)^2) at any height),
 * triangular bipyramid 2/3 and 1/2, pentagonal bipyramid 2/5 and 1/2.
 *
 * A tegum product puts its factors in mutually orthogonal spaces: D_i is that of the factor. The
 * octahedron is three digons, the triangular bipyramid a triangle and a digon.
 *
 * Source: the paper, "Geometry of superposition" (uniform superposition, tegum products).
 */

import { InvalidArgumentError } from '@toymodels/core';

import { checkCount, checkPositive, type TiedWeights } from '../input.js';

/** A configuration of features: vertices of a polytope, or of a product of polytopes. */
export interface Polytope extends TiedWeights {
  /** Vertices, [feature, hidden] */
  readonly weights: Float64Array;
}

/** Names that {@link namedPolytope} knows. */
export const POLYTOPE_NAMES = [
  'point',
  'digon',
  'triangle',
  'square',
  'pentagon',
  'hexagon',
  'octagon',
  'tetrahedron',
  'octahedron',
  'square-antiprism',
  'triangular-bipyramid',
  'pentagonal-bipyramid',
] as const;

/** A name from {@link POLYTOPE_NAMES}. */
export type PolytopeName = (typeof POLYTOPE_NAMES)[number];

/** The polytope of that name, unit vertices. `point` is one feature with a dimension of its own. */
export function namedPolytope(name: PolytopeName): Polytope {
  switch (name) {
    case 'point':
      return fromRows([[1]]);
    case 'digon':
      return simplex(1);
    case 'triangle':
      return regularPolygon(3);
    case 'square':
      return regularPolygon(4);
    case 'pentagon':
      return regularPolygon(5);
    case 'hexagon':
      return regularPolygon(6);
    case 'octagon':
      return regularPolygon(8);
    case 'tetrahedron':
      return simplex(3);
    case 'octahedron':
      return crossPolytope(3);
    case 'square-antiprism':
      return squareAntiprism();
    case 'triangular-bipyramid':
      return tegumProduct([regularPolygon(3), simplex(1)]);
    case 'pentagonal-bipyramid':
      return tegumProduct([regularPolygon(5), simplex(1)]);
    default:
      throw new InvalidArgumentError(
        `invalid polytope: ${String(name satisfies never)}; allowed are ${POLYTOPE_NAMES.join(', ')}`,
      );
  }
}

/**
 * k equally spaced unit vectors in the plane, the first on the first axis; k at least 2 (k = 2 is a digon
 * that wastes a dimension).
 */
export function regularPolygon(k: number): Polytope {
  checkCount(k, 'number of vertices', 2);
  return fromRows(
    Array.from({ length: k }, (_, i) => [Math.cos((2 * Math.PI * i) / k), Math.sin((2 * Math.PI * i) / k)]),
  );
}

/** k + 1 unit vectors in k dimensions with W_i . W_j = -1/k; k = 1 is the digon, 2 the triangle, 3 the tetrahedron. */
export function simplex(k: number): Polytope {
  checkCount(k, 'simplex dimension');
  // Row by row, as a Cholesky factor of (1 + 1/k) I - 1/k.
  const rows: number[][] = [];
  for (let i = 0; i <= k; i++) {
    const row = new Array<number>(k).fill(0);
    let rest = 1;
    for (let h = 0; h < Math.min(i, k); h++) {
      let dot = 0;
      for (let l = 0; l < h; l++) dot += row[l]! * rows[h]![l]!;
      row[h] = (-1 / k - dot) / rows[h]![h]!;
      rest -= row[h]! ** 2;
    }
    if (i < k) row[i] = Math.sqrt(rest);
    rows.push(row);
  }
  return fromRows(rows);
}

/** 2k unit vectors in k dimensions: k orthogonal digons. */
export function crossPolytope(k: number): Polytope {
  checkCount(k, 'cross-polytope dimension');
  return tegumProduct(Array.from({ length: k }, () => simplex(1)));
}

/**
 * Eight unit vectors: two squares at heights +h and -h, turned by 45 degrees.
 *
 * @param height h in (0, 1); default 1/sqrt 3, the tight frame
 */
export function squareAntiprism(height: number = Math.sqrt(1 / 3)): Polytope {
  if (!(height > 0 && height < 1)) {
    throw new InvalidArgumentError(
      `invalid height: ${height}; allowed are numbers between 0 and 1, both excluded`,
    );
  }
  const radius = Math.sqrt(1 - height * height);
  return fromRows(
    Array.from({ length: 8 }, (_, i) => {
      const angle = (Math.PI / 2) * (i % 4) + (i < 4 ? 0 : Math.PI / 4);
      return [radius * Math.cos(angle), radius * Math.sin(angle), i < 4 ? height : -height];
    }),
  );
}

/** D of the square antiprism's vertices at a height: 1 / (8h^4 + 4(1 - h^2)^2), at most 3/8. */
export function squareAntiprismDimensionality(height: number): number {
  const h2 = height * height;
  return 1 / (8 * h2 * h2 + 4 * (1 - h2) ** 2);
}

/** Factors side by side in orthogonal spaces: features and dimensions add up, in the order given. */
export function tegumProduct(factors: readonly TiedWeights[]): Polytope {
  checkCount(factors.length, 'number of factors');
  const nFeatures = factors.reduce((sum, f) => sum + f.nFeatures, 0);
  const nHidden = factors.reduce((sum, f) => sum + f.nHidden, 0);
  const weights = new Float64Array(nFeatures * nHidden);
  let feature = 0;
  let hidden = 0;
  for (const factor of factors) {
    for (let i = 0; i < factor.nFeatures; i++) {
      for (let h = 0; h < factor.nHidden; h++) {
        weights[(feature + i) * nHidden + hidden + h] = factor.weights[i * factor.nHidden + h]!;
      }
    }
    feature += factor.nFeatures;
    hidden += factor.nHidden;
  }
  return { nFeatures, nHidden, weights };
}

/** The same configuration with every vector `factor` times as long; factor above 0. */
export function scaled(model: TiedWeights, factor: number): Polytope {
  checkPositive(factor, 'factor');
  return {
    nFeatures: model.nFeatures,
    nHidden: model.nHidden,
    weights: Float64Array.from(model.weights, (w) => w * factor),
  };
}

function fromRows(rows: readonly (readonly number[])[]): Polytope {
  return { nFeatures: rows.length, nHidden: rows[0]!.length, weights: Float64Array.from(rows.flat()) };
}
