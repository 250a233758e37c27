/**
 * Shapes of dots: what colour says, shape says too.
 *
 * All shapes have about the area of a circle of the same radius.
 */
import { coordinate, element, type Attributes } from '../svg/element.js';

export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'pentagon' | 'bar';

/** Shapes of correlated sets in order; they repeat. */
const SET_SHAPES: readonly Shape[] = ['circle', 'square', 'triangle', 'diamond', 'pentagon', 'cross', 'bar'];

/** Corners at radius 1, y downwards. */
const CORNERS: Readonly<Record<Exclude<Shape, 'circle'>, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  triangle: regular(3, 1.4),
  diamond: [
    [0, -1.3],
    [1.15, 0],
    [0, 1.3],
    [-1.15, 0],
  ],
  pentagon: regular(5, 1.2),
  cross: [
    [-0.4, -1.2],
    [0.4, -1.2],
    [0.4, -0.4],
    [1.2, -0.4],
    [1.2, 0.4],
    [0.4, 0.4],
    [0.4, 1.2],
    [-0.4, 1.2],
    [-0.4, 0.4],
    [-1.2, 0.4],
    [-1.2, -0.4],
    [-0.4, -0.4],
  ],
  bar: [
    [-1.5, -0.55],
    [1.5, -0.55],
    [1.5, 0.55],
    [-1.5, 0.55],
  ],
};

function regular(sides: number, radius: number): (readonly [number, number])[] {
  return Array.from({ length: sides }, (_, k) => {
    const angle = (2 * Math.PI * k) / sides;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)] as const;
  });
}

/** Shape of a set, 0, 1, 2 ... */
export function setShape(set: number): Shape {
  return SET_SHAPES[set % SET_SHAPES.length]!;
}

/** One dot of a shape with the area of a circle of radius `r`, at (x, y). */
export function shapeMark(shape: Shape, x: number, y: number, r: number, attributes: Attributes): string {
  if (shape === 'circle') return element('circle', { cx: x, cy: y, r, ...attributes });
  return element('path', { d: shapePath(shape, x, y, r), ...attributes });
}

/** Its outline as part of a path with many dots; circles are not outlines (see {@link manyShapes}). */
function shapePath(shape: Exclude<Shape, 'circle'>, x: number, y: number, r: number): string {
  let [penX, penY] = [tenth(x + CORNERS[shape][0]![0] * r), tenth(y + CORNERS[shape][0]![1] * r)];
  let d = `M${penX} ${penY}l`;
  CORNERS[shape].slice(1).forEach(([dx, dy], k) => {
    // Steps are taken between rounded places, so that rounding does not add up.
    const [nextX, nextY] = [tenth(x + dx * r), tenth(y + dy * r)];
    d += `${k === 0 ? '' : ' '}${coordinate(nextX - penX)} ${coordinate(nextY - penY)}`;
    [penX, penY] = [nextX, nextY];
  });
  return `${d}z`;
}

/** Many dots of one shape and colour as one element; equal places are drawn once. */
export function manyShapes(
  shape: Shape,
  places: readonly (readonly [number, number])[],
  r: number,
  colour: string,
  attributes: Attributes = {},
): string {
  if (places.length === 0) return '';
  const each = new Set(
    places.map(([x, y]) =>
      shape === 'circle' ? `M${tenth(x)} ${tenth(y)}h0` : shapePath(shape, tenth(x), tenth(y), r),
    ),
  );
  const d = [...each].join('');
  // A line of no length with round ends is a circle in 12 bytes.
  return shape === 'circle'
    ? element('path', {
        d,
        stroke: colour,
        'stroke-width': 2 * r,
        'stroke-linecap': 'round',
        fill: 'none',
        ...attributes,
      })
    : element('path', { d, fill: colour, ...attributes });
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
