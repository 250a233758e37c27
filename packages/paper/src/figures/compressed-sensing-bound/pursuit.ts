/**
 * Orthogonal matching pursuit: a sparse x from h = A x.
 *
 * Again and again the column most aligned with the residue is taken up, and the residue made orthogonal to all
 * columns taken up so far (Gram and Schmidt), until it is nil or there are as many columns as
 * dimensions. Source: Pati, Rezaiifar & Krishnaprasad (1993).
 */

const NIL = 1e-10;

/**
 * The columns that explain h, in the order they were taken up; whether they do so without a residue.
 *
 * @param columns A by column, [column, dimension]
 * @param h [dimension]
 */
export function matchingPursuit(
  columns: Float64Array,
  nColumns: number,
  h: Float64Array,
): { readonly support: number[]; readonly exact: boolean } {
  const m = h.length;
  const residue = h.slice();
  const least = NIL * squared(h);
  const basis: Float64Array[] = [];
  const support: number[] = [];
  while (squared(residue) > least && support.length < m) {
    let [best, size] = [-1, 0];
    for (let c = 0; c < nColumns; c++) {
      let dot = 0;
      for (let j = 0; j < m; j++) dot += columns[c * m + j]! * residue[j]!;
      if (Math.abs(dot) > size) [best, size] = [c, Math.abs(dot)];
    }
    if (best < 0 || support.includes(best)) break;
    support.push(best);
    const direction = columns.slice(best * m, (best + 1) * m);
    for (const known of basis) subtract(direction, known);
    const norm = Math.sqrt(squared(direction));
    if (!(norm > 1e-9)) break;
    for (let j = 0; j < m; j++) direction[j]! /= norm;
    basis.push(direction);
    subtract(residue, direction);
  }
  return { support, exact: squared(residue) <= least };
}

function squared(v: Float64Array): number {
  let sum = 0;
  for (const each of v) sum += each * each;
  return sum;
}

/** v less its part along the unit vector u, in place. */
function subtract(v: Float64Array, u: Float64Array): void {
  let dot = 0;
  for (let j = 0; j < v.length; j++) dot += v[j]! * u[j]!;
  for (let j = 0; j < v.length; j++) v[j]! -= dot * u[j]!;
}
