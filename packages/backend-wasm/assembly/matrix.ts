/**
 * The two loops that large models spend their time in.
 *
 * `multiply`: C[r][8] = c_r + sum_q A[q][r] B[q][8], for one panel of eight samples.
 * `accumulateOuter`: G[i][j] += sum_s A[i][s] B[j][s], a lane each, for a block of panels.
 *
 * Both are cut into tiles whose sums stay in registers: V8 leaves 15 vector registers to use and
 * folds no memory operand into an instruction. How the tiles fall changes no bit of the result,
 * for every sum is taken in the order of q or s.
 */

import { ROW, VECTOR } from './layout';
import { multiplyAdd } from './vector';

/** `rows` rows of C, at most five: ten sums, two vectors of B and one number of A. */
// @ts-ignore: decorator
@inline
function multiplyTile(rows: i32, stride: usize, a: usize, b: usize, end: usize, start: usize, c: usize): void {
  let c00 = v128.load32_splat(start);
  let c01 = c00;
  let c10 = c00;
  let c20 = c00;
  let c30 = c00;
  let c40 = c00;
  if (rows > 1) c10 = v128.load32_splat(start, 4);
  if (rows > 2) c20 = v128.load32_splat(start, 8);
  if (rows > 3) c30 = v128.load32_splat(start, 12);
  if (rows > 4) c40 = v128.load32_splat(start, 16);
  let c11 = c10;
  let c21 = c20;
  let c31 = c30;
  let c41 = c40;
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, VECTOR);
    let w = v128.load32_splat(a);
    c00 = multiplyAdd(c00, w, b0);
    c01 = multiplyAdd(c01, w, b1);
    if (rows > 1) {
      w = v128.load32_splat(a, 4);
      c10 = multiplyAdd(c10, w, b0);
      c11 = multiplyAdd(c11, w, b1);
    }
    if (rows > 2) {
      w = v128.load32_splat(a, 8);
      c20 = multiplyAdd(c20, w, b0);
      c21 = multiplyAdd(c21, w, b1);
    }
    if (rows > 3) {
      w = v128.load32_splat(a, 12);
      c30 = multiplyAdd(c30, w, b0);
      c31 = multiplyAdd(c31, w, b1);
    }
    if (rows > 4) {
      w = v128.load32_splat(a, 16);
      c40 = multiplyAdd(c40, w, b0);
      c41 = multiplyAdd(c41, w, b1);
    }
    a += stride;
    b += ROW;
  } while (b < end);
  v128.store(c, c00);
  v128.store(c, c01, VECTOR);
  if (rows > 1) {
    v128.store(c, c10, ROW);
    v128.store(c, c11, ROW + VECTOR);
  }
  if (rows > 2) {
    v128.store(c, c20, 2 * ROW);
    v128.store(c, c21, 2 * ROW + VECTOR);
  }
  if (rows > 3) {
    v128.store(c, c30, 3 * ROW);
    v128.store(c, c31, 3 * ROW + VECTOR);
  }
  if (rows > 4) {
    v128.store(c, c40, 4 * ROW);
    v128.store(c, c41, 4 * ROW + VECTOR);
  }
}

/**
 * C[r][8] = start[r] + sum_q A[q][r] B[q][8], r < nRows, q < nInner, sums in the order of q.
 *
 * @param a float32 [nInner, nRows]
 * @param b float32 [nInner, 8]
 * @param start float32 [nRows]
 * @param c float32 [nRows, 8], overwritten
 */
export function multiply(nRows: i32, nInner: i32, a: usize, b: usize, start: usize, c: usize): void {
  const stride = <usize>nRows << 2;
  const end = b + <usize>nInner * ROW;
  let left = nRows;
  while (left > 0) {
    // Fives, but four and four for eight, and three and three for six: no thin tile if it can be helped.
    const rows = left == 8 ? 4 : left == 6 ? 3 : left == 7 ? 4 : min(left, 5);
    if (rows == 5) multiplyTile(5, stride, a, b, end, start, c);
    else if (rows == 4) multiplyTile(4, stride, a, b, end, start, c);
    else if (rows == 3) multiplyTile(3, stride, a, b, end, start, c);
    else if (rows == 2) multiplyTile(2, stride, a, b, end, start, c);
    else multiplyTile(1, stride, a, b, end, start, c);
    left -= rows;
    a += <usize>rows << 2;
    start += <usize>rows << 2;
    c += <usize>rows * ROW;
  }
}

/** A tile of `rows` (1 or 4) by `columns` (1 or 2) sums over the block. */
// @ts-ignore: decorator
@inline
function outerTile(
  rows: i32,
  columns: i32,
  strideA: usize,
  strideB: usize,
  strideG: usize,
  a: usize,
  b: usize,
  end: usize,
  g: usize,
): void {
  let g00 = v128.load(g);
  let g01 = g00;
  let g10 = g00;
  let g11 = g00;
  let g20 = g00;
  let g21 = g00;
  let g30 = g00;
  let g31 = g00;
  if (columns > 1) g01 = v128.load(g, VECTOR);
  if (rows > 1) {
    g10 = v128.load(g + strideG);
    g20 = v128.load(g + 2 * strideG);
    g30 = v128.load(g + 3 * strideG);
    if (columns > 1) {
      g11 = v128.load(g + strideG, VECTOR);
      g21 = v128.load(g + 2 * strideG, VECTOR);
      g31 = v128.load(g + 3 * strideG, VECTOR);
    }
  }
  do {
    let b0 = v128.load(b);
    let b1 = b0;
    if (columns > 1) b1 = v128.load(b, ROW);
    let x = v128.load(a);
    g00 = multiplyAdd(g00, x, b0);
    if (columns > 1) g01 = multiplyAdd(g01, x, b1);
    if (rows > 1) {
      x = v128.load(a, ROW);
      g10 = multiplyAdd(g10, x, b0);
      if (columns > 1) g11 = multiplyAdd(g11, x, b1);
      x = v128.load(a, 2 * ROW);
      g20 = multiplyAdd(g20, x, b0);
      if (columns > 1) g21 = multiplyAdd(g21, x, b1);
      x = v128.load(a, 3 * ROW);
      g30 = multiplyAdd(g30, x, b0);
      if (columns > 1) g31 = multiplyAdd(g31, x, b1);
    }
    b0 = v128.load(b, VECTOR);
    if (columns > 1) b1 = v128.load(b, ROW + VECTOR);
    x = v128.load(a, VECTOR);
    g00 = multiplyAdd(g00, x, b0);
    if (columns > 1) g01 = multiplyAdd(g01, x, b1);
    if (rows > 1) {
      x = v128.load(a, ROW + VECTOR);
      g10 = multiplyAdd(g10, x, b0);
      if (columns > 1) g11 = multiplyAdd(g11, x, b1);
      x = v128.load(a, 2 * ROW + VECTOR);
      g20 = multiplyAdd(g20, x, b0);
      if (columns > 1) g21 = multiplyAdd(g21, x, b1);
      x = v128.load(a, 3 * ROW + VECTOR);
      g30 = multiplyAdd(g30, x, b0);
      if (columns > 1) g31 = multiplyAdd(g31, x, b1);
    }
    a += strideA;
    b += strideB;
  } while (a < end);
  v128.store(g, g00);
  if (columns > 1) v128.store(g, g01, VECTOR);
  if (rows > 1) {
    v128.store(g + strideG, g10);
    v128.store(g + 2 * strideG, g20);
    v128.store(g + 3 * strideG, g30);
    if (columns > 1) {
      v128.store(g + strideG, g11, VECTOR);
      v128.store(g + 2 * strideG, g21, VECTOR);
      v128.store(g + 3 * strideG, g31, VECTOR);
    }
  }
}

/**
 * G[i][j] += sum over the samples of the block of A[i] B[j], a lane each, in the order of the samples.
 *
 * @param a float32 [panel, nA, 8]
 * @param b float32 [panel, nB, 8]
 * @param g v128 [nA, nB]
 */
export function accumulateOuter(nA: i32, nB: i32, nPanels: i32, a: usize, b: usize, g: usize): void {
  const strideA = <usize>nA * ROW;
  const strideB = <usize>nB * ROW;
  const strideG = <usize>nB * VECTOR;
  const bytesA = <usize>nPanels * strideA;
  let i = 0;
  for (; i + 4 <= nA; i += 4, a += 4 * ROW, g += 4 * strideG) {
    let j = 0;
    let bj = b;
    let gj = g;
    for (; j + 2 <= nB; j += 2, bj += 2 * ROW, gj += 2 * VECTOR) {
      outerTile(4, 2, strideA, strideB, strideG, a, bj, a + bytesA, gj);
    }
    if (j < nB) outerTile(4, 1, strideA, strideB, strideG, a, bj, a + bytesA, gj);
  }
  for (; i < nA; i++, a += ROW, g += strideG) {
    let j = 0;
    let bj = b;
    let gj = g;
    for (; j + 2 <= nB; j += 2, bj += 2 * ROW, gj += 2 * VECTOR) {
      outerTile(1, 2, strideA, strideB, strideG, a, bj, a + bytesA, gj);
    }
    if (j < nB) outerTile(1, 1, strideA, strideB, strideG, a, bj, a + bytesA, gj);
  }
}
