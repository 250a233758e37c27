/**
 * Integrals of piecewise quadratic functions over the cube, by cutting it into simplices.
 *
 * The unit cube in k dimensions is k! simplices (one for each order of the coordinates: 0 <= y_a <= y_b <= ...). A
 * function that is linear on a simplex is known by its values at the k + 1 corners. Where a hidden unit's
 * pre-activation changes sign the simplex is cut along an edge between corners of opposite sign, at the zero: the
 * two pieces share the new corner, and their volumes are to each other as the parts of the edge. After at most
 * C(k+1, s) cuts each piece has one sign. For linear f and g on a simplex of volume V,
 *
 *   int f g = V / ((k+1)(k+2)) [ sum_i f_i g_i + (sum_i f_i)(sum_i g_i) ].
 *
 * All kinks are resolved, so that the result is exact up to rounding.
 */

/** Corner values: one row a corner, one column a linear function. Not changed by the functions here. */
export type Corners = readonly Float64Array[];

/** The simplices of the unit cube, corners as coordinates; each has 1/k! of the volume. */
export function cubeSimplices(k: number): Float64Array[][] {
  const simplices: Float64Array[][] = [];
  const extend = (corners: Float64Array[], used: number): void => {
    if (corners.length === k + 1) {
      simplices.push(corners);
      return;
    }
    for (let i = 0; i < k; i++) {
      if ((used >> i) & 1) continue;
      const next = corners[corners.length - 1]!.slice();
      next[i] = 1;
      extend([...corners, next], used | (1 << i));
    }
  };
  extend([new Float64Array(k)], 0);
  return simplices;
}

/**
 * Cuts a simplex until the linear functions in columns [from, to) have one sign each, and hands each piece to `visit`.
 *
 * @param volume of this simplex, in any unit
 */
export function cutBySigns(
  corners: Corners,
  volume: number,
  from: number,
  to: number,
  visit: (corners: Corners, volume: number) => void,
): void {
  for (let column = from; column < to; column++) {
    let positive = -1;
    let negative = -1;
    for (let v = 0; v < corners.length; v++) {
      const value = corners[v]![column]!;
      if (value > 0 && (positive < 0 || value > corners[positive]![column]!)) positive = v;
      if (value < 0 && (negative < 0 || value < corners[negative]![column]!)) negative = v;
    }
    if (positive < 0 || negative < 0) continue;
    const a = corners[positive]!;
    const b = corners[negative]!;
    const share = a[column]! / (a[column]! - b[column]!);
    const middle = new Float64Array(a.length);
    for (let c = 0; c < a.length; c++) middle[c] = (1 - share) * a[c]! + share * b[c]!;
    middle[column] = 0;
    // columns before this one have one sign, and keep it
    const withoutPositive = corners.slice();
    withoutPositive[positive] = middle;
    cutBySigns(withoutPositive, volume * (1 - share), column, to, visit);
    const withoutNegative = corners.slice();
    withoutNegative[negative] = middle;
    cutBySigns(withoutNegative, volume * share, column, to, visit);
    return;
  }
  visit(corners, volume);
}

/** Mean of f^2 over a simplex for linear f given by its corner values. */
export function meanSquareOnSimplex(values: ArrayLike<number>): number {
  const count = values.length;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    sum += values[i]!;
    squares += values[i]! * values[i]!;
  }
  return (squares + sum * sum) / (count * (count + 1));
}
