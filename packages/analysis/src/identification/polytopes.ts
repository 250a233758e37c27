/**
 * The named polytopes that a factor can be, each as the Gram matrix of its unit vertices.
 *
 * Every polytope here is vertex-transitive, has its centre at the origin, and does not split into
 * orthogonal parts. Those that do (square, octahedron, bipyramids) are tegum products: their parts
 * are separate factors, and `describe.ts` names the whole.
 *
 * An antiprism has a free height: unit vertices at heights +h and -h, G = u A + (1 - u) B with
 * u = h^2, A the signs of the heights and B the cosines around the axis. Both parts are fitted.
 *
 * Sources: Toy Models of Superposition, The Geometry of Superposition; D of a square antiprism is
 * 1 / (8 h^4 + 4 (1 - h^2)^2), at most 3/8, at h^2 = 1/3.
 */

/** A k-vertex shape. */
export interface Polytope {
  readonly name: string;
  /** Number of vertices, k. */
  readonly nVertices: number;
  /** Dimensions it spans. */
  readonly dimension: number;
  /** One or two [vertex, vertex] matrices, row-major; a Gram matrix of the shape is any sum of them with positive weights. */
  readonly parts: readonly Float64Array[];
  /** How vertices are found: any order is right; by angle in the plane; or by search. */
  readonly order: 'any' | 'angle' | 'search';
  /** For two parts: the shares u of the first that still deserve the name. */
  readonly shares?: (u: number) => boolean;
}

const POLYGONS = ['pentagon', 'hexagon', 'heptagon', 'octagon'];
const SIMPLICES = ['digon', 'triangle', 'tetrahedron'];

/** Vertices of the largest k-gon that is looked for. Beyond it neighbours nearly coincide. */
const LARGEST_POLYGON = 12;

function matrix(k: number, entry: (i: number, j: number) => number): Float64Array {
  return Float64Array.from({ length: k * k }, (_, index) => entry(Math.floor(index / k), index % k));
}

/** k + 1 vertices in R^k, cosines -1/k: digon, triangle, tetrahedron, 4-simplex ... */
function simplex(dimension: number): Polytope {
  const k = dimension + 1;
  return {
    name: SIMPLICES[dimension - 1] ?? `${dimension}-simplex`,
    nVertices: k,
    dimension,
    parts: [matrix(k, (i, j) => (i === j ? 1 : -1 / dimension))],
    order: 'any',
  };
}

function polygon(k: number): Polytope {
  return {
    name: POLYGONS[k - 5] ?? `${k}-gon`,
    nVertices: k,
    dimension: 2,
    parts: [matrix(k, (i, j) => Math.cos((2 * Math.PI * (i - j)) / k))],
    order: 'angle',
  };
}

/** Vertices alternate between the heights while they go around. */
function antiprism(name: string, sides: number, shares: (u: number) => boolean): Polytope {
  const k = 2 * sides;
  return {
    name,
    nVertices: k,
    dimension: 3,
    parts: [
      matrix(k, (i, j) => ((i + j) % 2 === 0 ? 1 : -1)),
      matrix(k, (i, j) => Math.cos((Math.PI * (i - j)) / sides)),
    ],
    order: 'search',
    shares,
  };
}

/** The polytopes with k vertices, simplest first. */
export function polytopesOf(nVertices: number): Polytope[] {
  if (nVertices < 2) return [];
  const found = [simplex(nVertices - 1)];
  if (nVertices >= 5 && nVertices <= LARGEST_POLYGON) found.push(polygon(nVertices));
  // At u = 1/3 a triangular antiprism is an octahedron: three digons. Flat or pointed ones are other things.
  if (nVertices === 6)
    found.push(antiprism('triangular antiprism', 3, (u) => u > 0.1 && u < 0.7 && Math.abs(u - 1 / 3) > 0.07));
  if (nVertices === 8) found.push(antiprism('square antiprism', 4, (u) => u > 0.1 && u < 0.7));
  return found;
}
