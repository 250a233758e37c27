/** The product of two matrices, rows in whole vectors: of the sizes n by m and n by n, once a step. */

import { VECTOR } from './layout';
import { multiplyAdd } from './vector';

/** `rows` (1 or 4) rows by `columns` (1 or 2) vectors of C. */
// @ts-ignore: decorator
@inline
function tile(
  rows: i32,
  columns: i32,
  nInner: i32,
  a: usize,
  strideA: usize,
  b: usize,
  strideB: usize,
  c: usize,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (let q = 0; q < nInner; q++, a += 4, b += strideB) {
    const b0 = v128.load(b);
    let b1 = b0;
    if (columns > 1) b1 = v128.load(b, VECTOR);
    let w = v128.load32_splat(a);
    c00 = multiplyAdd(c00, w, b0);
    if (columns > 1) c01 = multiplyAdd(c01, w, b1);
    if (rows > 1) {
      w = v128.load32_splat(a + strideA);
      c10 = multiplyAdd(c10, w, b0);
      if (columns > 1) c11 = multiplyAdd(c11, w, b1);
      w = v128.load32_splat(a + 2 * strideA);
      c20 = multiplyAdd(c20, w, b0);
      if (columns > 1) c21 = multiplyAdd(c21, w, b1);
      w = v128.load32_splat(a + 3 * strideA);
      c30 = multiplyAdd(c30, w, b0);
      if (columns > 1) c31 = multiplyAdd(c31, w, b1);
    }
  }
  v128.store(c, c00);
  if (columns > 1) v128.store(c, c01, VECTOR);
  if (rows > 1) {
    v128.store(c + strideB, c10);
    v128.store(c + 2 * strideB, c20);
    v128.store(c + 3 * strideB, c30);
    if (columns > 1) {
      v128.store(c + strideB, c11, VECTOR);
      v128.store(c + 2 * strideB, c21, VECTOR);
      v128.store(c + 3 * strideB, c31, VECTOR);
    }
  }
}

/** `rows` rows of C, all its columns. */
// @ts-ignore: decorator
@inline
function band(rows: i32, nInner: i32, width: usize, a: usize, strideA: usize, b: usize, c: usize): void {
  let v: usize = 0;
  for (; v + 2 * VECTOR <= width; v += 2 * VECTOR) tile(rows, 2, nInner, a, strideA, b + v, width, c + v);
  if (v < width) tile(rows, 1, nInner, a, strideA, b + v, width, c + v);
}

/**
 * C = A B, sums in the order of the inner index.
 *
 * @param width bytes of a row of B and of C, whole vectors
 * @param a float32 [nRows, nInner], its rows `strideA` bytes apart
 * @param b float32 [nInner, width]
 * @param c float32 [nRows, width], overwritten
 */
export function product(nRows: i32, nInner: i32, width: usize, a: usize, strideA: usize, b: usize, c: usize): void {
  let r = 0;
  for (; r + 4 <= nRows; r += 4, a += 4 * strideA, c += 4 * width) band(4, nInner, width, a, strideA, b, c);
  for (; r < nRows; r++, a += strideA, c += width) band(1, nInner, width, a, strideA, b, c);
}
