/** Grids of cells: edges between middles, and where in a region a word has most room. */

/** The edges of cells from their middles, [middles + 1]; a single cell is `alone` wide on each side. */
export function cellEdges(middles: readonly number[], alone: number): number[] {
  if (middles.length === 1) return [middles[0]! - alone, middles[0]! + alone];
  const edges = middles.slice(1).map((middle, k) => (middles[k]! + middle) / 2);
  const first = middles[0]! - (edges[0]! - middles[0]!);
  const last = middles.at(-1)! + (middles.at(-1)! - edges.at(-1)!);
  return [first, ...edges, last];
}

/**
 * The widest place for a word in each region: for every name the box of `height` rows and most
 * columns that lies wholly inside.
 *
 * @param name of the cell; '' for cells without
 * @param height of the box in rows, >= 1
 * @returns by name: column range [from, to) and first row
 */
export function roomiest(
  rows: number,
  columns: number,
  height: number,
  name: (row: number, column: number) => string,
): Map<string, { readonly row: number; readonly from: number; readonly to: number }> {
  // All boxes of the greatest width, top to bottom, by name.
  const best = new Map<string, { row: number; from: number; to: number }[]>();
  const span = Math.min(rows, Math.max(1, height));
  // How many rows down from here (and with it) have the same name.
  const down = new Int32Array(rows * columns);
  for (let row = rows - 1; row >= 0; row--)
    for (let column = 0; column < columns; column++)
      down[row * columns + column] =
        row + 1 < rows && name(row, column) === name(row + 1, column)
          ? down[(row + 1) * columns + column]! + 1
          : 1;
  for (let row = 0; row + span <= rows; row++) {
    let from = 0;
    for (let column = 0; column < columns; column++) {
      const here = name(row, column);
      const whole = down[row * columns + column]! >= span;
      if (!whole) {
        from = column + 1;
        continue;
      }
      if (column > from && name(row, column - 1) !== here) from = column;
      if (here === '') continue;
      const found = best.get(here) ?? [];
      const width = found.length === 0 ? 0 : found[0]!.to - found[0]!.from;
      if (column + 1 - from < width) continue;
      const box = { row, from, to: column + 1 };
      best.set(here, column + 1 - from > width ? [box] : [...found, box]);
    }
  }
  // Of equally wide places the middle one, which has room above and below.
  return new Map([...best].map(([here, found]) => [here, found[Math.floor(found.length / 2)]!]));
}
