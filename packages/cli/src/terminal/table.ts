/** Tables of numbers for a terminal, and numbers as they stand in them. */

/** Spaces between two columns. */
const GAP = '  ';

/**
 * The value to so many significant digits, without zeros at its end: `0.0089036412`, `-0.25`, `1.3e-12`.
 *
 * @param digits from 1, default 8
 */
export function significant(value: number, digits = 8): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return rounded.toExponential().replace('e+', 'e');
  return String(rounded);
}

/** A share in [0, 1] as percent: `94 %`, `0.31 %`. */
export function percent(share: number): string {
  return `${significant(100 * share, 3)} %`;
}

/**
 * Lines of a table: the header and the rows, every column as wide as its widest cell.
 *
 * @param align one letter a column: `l` left, `r` right
 */
export function tableLines(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align: string,
): string[] {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  return [header, ...rows].map((row) =>
    row
      .map((cell, column) =>
        align[column] === 'l' ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join(GAP)
      .trimEnd(),
  );
}
