/**
 * The graph of each polytope as a small drawing: where its vertices go and which are joined.
 *
 * Layouts are for the eye, not projections to scale: every vertex and edge of the named graph is
 * seen. Vertices are in the unit disc, y downwards.
 */
import { coordinate, element } from '../svg/element.js';
import type { Painter } from '../theme/painter.js';
import type { Token } from '../theme/palette.js';
import type { Shape } from './shapes.js';

export interface GlyphGraph {
  readonly vertices: readonly (readonly [number, number])[];
  readonly edges: readonly (readonly [number, number])[];
}

type Point = readonly [number, number];

/** k points on a circle, the first on top. */
export function ring(k: number, radius = 1, turn = 0, squash = 1, middle = 0): Point[] {
  return Array.from({ length: k }, (_, i) => {
    const angle = (2 * Math.PI * i) / k + turn;
    return [radius * Math.sin(angle), middle - radius * squash * Math.cos(angle)] as const;
  });
}

function allPairs(k: number): Point[] {
  const vertices = Array.from({ length: k }, (_, i) => i);
  return vertices.flatMap((i) => vertices.slice(i + 1).map((j) => [i, j] as const));
}

function cycle(k: number, from = 0): Point[] {
  return Array.from({ length: k }, (_, i) => [from + i, from + ((i + 1) % k)] as const);
}

/** Vertices alternate between the two ends while they go around, as in an identification. */
function antiprism(sides: number): GlyphGraph {
  const outer = ring(sides, 1, Math.PI / sides);
  const inner = ring(sides, 0.5, 0);
  const vertices = outer.flatMap((vertex, k) => [inner[k]!, vertex]);
  const k = vertices.length;
  const around = cycle(k);
  const ends = Array.from({ length: k }, (_, i) => [i, (i + 2) % k] as const);
  return { vertices, edges: [...ends, ...around] };
}

/** A k-gon seen from above its plane and two tips. */
function bipyramid(sides: number): GlyphGraph {
  const vertices = [
    ...ring(sides, 0.95, sides % 2 === 0 ? Math.PI / sides : 0, 0.36),
    [0, -1],
    [0, 1],
  ] as Point[];
  return {
    vertices,
    edges: [
      ...cycle(sides),
      ...vertices.slice(0, sides).flatMap(
        (_, i) =>
          [
            [i, sides],
            [i, sides + 1],
          ] as Point[],
      ),
    ],
  };
}

const NAMED: Readonly<Record<string, GlyphGraph>> = {
  dedicated: { vertices: [[0, 0]], edges: [] },
  nothing: { vertices: [], edges: [] },
  digon: { vertices: [[-0.95, 0], [0.95, 0]], edges: [[0, 1]] }, // prettier-ignore
  triangle: { vertices: ring(3), edges: cycle(3) },
  square: { vertices: ring(4), edges: cycle(4) },
  tetrahedron: { vertices: [...ring(3), [0, 0]], edges: allPairs(4) },
  pentagon: { vertices: ring(5), edges: cycle(5) },
  hexagon: { vertices: ring(6), edges: cycle(6) },
  heptagon: { vertices: ring(7), edges: cycle(7) },
  octagon: { vertices: ring(8), edges: cycle(8) },
  octahedron: antiprism(3),
  'triangular antiprism': antiprism(3),
  'square antiprism': antiprism(4),
  'triangular bipyramid': bipyramid(3),
  'pentagonal bipyramid': bipyramid(5),
  'hexagonal bipyramid': bipyramid(6),
};

/** Most vertices that are drawn; more are a disc. */
const MOST = 24;

/** The graph of a name, or `undefined` for `unnamed` and names that are no polytope's. */
export function glyphGraph(name: string): GlyphGraph | undefined {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  const [, count, family] = /^(\d+)-(gon|simplex|orthoplex)$/.exec(name) ?? [];
  const size = Number(count);
  if (family === undefined || size < 2) return undefined;
  if (family === 'gon' && size <= MOST) return { vertices: ring(size), edges: cycle(size) };
  if (family === 'simplex' && size < MOST) return { vertices: ring(size + 1), edges: allPairs(size + 1) };
  if (family === 'orthoplex' && size <= MOST / 2) {
    // All pairs are joined but the opposite ones.
    const k = 2 * size;
    return { vertices: ring(k), edges: allPairs(k).filter(([i, j]) => j - i !== size) };
  }
  return undefined;
}

/** One hue a polytope; families share one, products are in ink because their factors have the hues. */
export function polytopeToken(name: string | undefined): Token {
  switch (name) {
    case 'dedicated':
      return 'series-0';
    case 'digon':
      return 'series-1';
    case 'triangle':
      return 'series-2';
    case 'tetrahedron':
      return 'series-3';
    case 'pentagon':
      return 'series-4';
    case 'square antiprism':
    case 'triangular antiprism':
      return 'series-5';
    default:
      return name === undefined || name === 'unnamed' || name === 'nothing' || glyphGraph(name) === undefined
        ? 'muted'
        : 'ink';
  }
}

/** One shape of dot a polytope. */
export function polytopeShape(name: string | undefined): Shape {
  switch (name) {
    case 'digon':
      return 'bar';
    case 'triangle':
      return 'triangle';
    case 'tetrahedron':
      return 'diamond';
    case 'pentagon':
      return 'pentagon';
    case 'square antiprism':
    case 'triangular antiprism':
      return 'square';
    default:
      return name === undefined || name === 'dedicated' || glyphGraph(name) === undefined
        ? 'circle'
        : 'cross';
  }
}

/** The sign of a polytope, `size` px wide and high, around (0, 0). */
export function glyph(painter: Painter, name: string, size: number): string {
  const graph = glyphGraph(name);
  const colour = painter.color(polytopeToken(name));
  const dot = Math.max(1.1, size * Math.min(0.1, 0.55 / (graph?.vertices.length ?? 1)));
  const radius = size / 2 - dot;
  if (name === 'nothing' || graph === undefined) {
    // A ring of dots without joins: a set that has no name.
    return element('circle', {
      r: radius * 0.8,
      fill: 'none',
      stroke: colour,
      'stroke-width': Math.max(1, size * 0.06),
      'stroke-dasharray': `${coordinate(size * 0.12)} ${coordinate(size * 0.12)}`,
    });
  }
  const at = ([x, y]: Point): string => `${coordinate(x * radius)} ${coordinate(y * radius)}`;
  const lines = graph.edges.map(([i, j]) => `M${at(graph.vertices[i]!)}L${at(graph.vertices[j]!)}`).join('');
  const dots = graph.vertices.map((vertex) => `M${at(vertex)}h0`).join('');
  return (
    (lines === ''
      ? ''
      : element('path', {
          d: lines,
          fill: 'none',
          stroke: colour,
          'stroke-width': Math.max(0.7, size * 0.045),
        })) +
    element('path', {
      d: dots,
      fill: 'none',
      stroke: colour,
      'stroke-width': 2 * (name === 'dedicated' ? dot * 1.5 : dot),
      'stroke-linecap': 'round',
    })
  );
}
