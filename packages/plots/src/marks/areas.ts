/**
 * A grid of named cells as rectangles that span runs: one path per colour and opacity.
 *
 * A 200 x 200 map with a few regions is so some kB. Where cells hold shares of several names, the
 * names are painted over each other so that what is seen is their mean: the first solid, each
 * further one with the share it has among those so far.
 */

/** A grid line by line; edges are in px, [columns + 1] and [rows + 1], in any direction. */
export interface AreaGrid<Name extends string> {
  readonly xEdges: readonly number[];
  readonly yEdges: readonly number[];
  /** Shares of one cell, in the order of painting, > 0, adding up to 1. */
  cell(row: number, column: number): readonly (readonly [Name, number])[];
}

/** One path: all cells with this name at this opacity. */
export interface AreaPath<Name extends string> {
  readonly name: Name;
  /** In (0, 1], two decimals. */
  readonly opacity: number;
  readonly d: string;
}

/** Paths in the order in which they must be painted. */
export function areaPaths<Name extends string>(
  grid: AreaGrid<Name>,
  order: readonly Name[],
): AreaPath<Name>[] {
  const { xEdges, yEdges } = grid;
  const paths = new Map<string, string>();
  for (let row = 0; row + 1 < yEdges.length; row++) {
    const open = new Map<string, number>();
    const [top, bottom] = [yEdges[row]!, yEdges[row + 1]!];
    for (let column = 0; column < xEdges.length; column++) {
      const here = column + 1 < xEdges.length ? layers(grid.cell(row, column)) : new Set<string>();
      for (const [key, start] of open) {
        if (here.has(key)) continue;
        const [from, to] = [xEdges[start]!, xEdges[column]!];
        paths.set(
          key,
          `${paths.get(key) ?? ''}M${tenth(from)} ${tenth(top)}H${tenth(to)}V${tenth(bottom)}H${tenth(from)}z`,
        );
        open.delete(key);
      }
      for (const key of here) if (!open.has(key)) open.set(key, column);
    }
  }
  // Names in the order of painting, for it is the same in every cell.
  return order.flatMap((name) =>
    [...paths]
      .filter(([key]) => key.slice(0, key.lastIndexOf(' ')) === name)
      .map(([key, d]) => ({ name, opacity: Number(key.slice(key.lastIndexOf(' ') + 1)), d })),
  );
}

/** What has to be painted for a cell: name and opacity. */
function layers(shares: readonly (readonly [string, number])[]): Set<string> {
  let sum = 0;
  return new Set(
    shares.map(([name, share]) => {
      sum += share;
      return `${name} ${Math.max(0.01, Math.round((share / sum) * 100) / 100)}`;
    }),
  );
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
