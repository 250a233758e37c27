/**
 * Where a function on a grid is at least a threshold: closed rings around those regions (marching
 * squares, linear between grid points). A ring runs with the region on one side; holes run the other way.
 */

/** Values at the points of a grid, [row, column], row-major, finite. */
export interface Samples {
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
}

/** Rings of points (column, row), in fractions of a grid step; what the grid's edge cuts runs along it. */
export function contourRings(samples: Samples, threshold: number): [number, number][][] {
  const { values, rows, columns } = samples;
  // A border of points below every threshold closes all rings.
  const value = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= rows || column >= columns ? -Infinity : values[row * columns + column]!;
  const stride = columns + 2;
  // An edge is named by its upper or left point, and whether it runs down: odd.
  const name = (row: number, column: number, down: 0 | 1): number =>
    2 * ((row + 1) * stride + column + 1) + down;

  const next = new Map<number, number>();
  for (let row = -1; row < rows; row++) {
    for (let column = -1; column < columns; column++) {
      const high = [
        value(row, column) >= threshold,
        value(row, column + 1) >= threshold,
        value(row + 1, column + 1) >= threshold,
        value(row + 1, column) >= threshold,
      ];
      if (high.every(Boolean) || !high.some(Boolean)) continue;
      const edges = [
        name(row, column, 0),
        name(row, column + 1, 1),
        name(row + 1, column, 0),
        name(row, column, 1),
      ];
      // Around the cell: from where the walk leaves the region the ring goes to where it enters again.
      for (let k = 0; k < 4; k++) {
        if (!high[k] || high[(k + 1) % 4]) continue;
        let enter = (k + 1) % 4;
        while (!high[(enter + 1) % 4]) enter = (enter + 1) % 4;
        next.set(edges[k]!, edges[enter]!);
      }
    }
  }

  const place = (edge: number): [number, number] => {
    const down = edge % 2;
    const point = (edge - down) / 2;
    const [row, column] = [Math.floor(point / stride) - 1, (point % stride) - 1];
    const [from, to] = [value(row, column), value(row + down, column + 1 - down)];
    const share = from === -Infinity ? 1 : to === -Infinity ? 0 : (threshold - from) / (to - from);
    return down === 1 ? [column, row + share] : [column + share, row];
  };
  const rings: [number, number][][] = [];
  for (const start of next.keys()) {
    const ring: [number, number][] = [];
    let edge: number | undefined = start;
    while (edge !== undefined && next.has(edge)) {
      ring.push(place(edge));
      const following: number = next.get(edge)!;
      next.delete(edge);
      edge = following;
    }
    if (ring.length > 0) rings.push(ring);
  }
  return rings;
}
