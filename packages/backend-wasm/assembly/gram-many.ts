/**
 * A sample with any number of active features through W W^T (`gram.ts`): pass by pass over rows of outputs, four
 * active features in each.
 */

import { ROW_SHIFT } from './gaps';
import { BIAS, DZ, IMPORTANCE, offsetOf, rowBytes, rowOf, SUM_DZ, X, Z } from './gram-rows';
import { gram, pairs, VECTOR } from './layout';
import { multiplyAdd, relu } from './vector';

/** z = from + sum of x_i G_i over `count` (1, 2 or 4) candidates. */
// @ts-ignore: decorator
@inline
function growZ(count: i32, at: usize, from: usize): void {
  const bytes = rowBytes();
  const to = rowOf(Z);
  const x0 = v128.load32_splat(at, 4);
  const g0 = gram + offsetOf(at);
  let x1 = x0;
  let x2 = x0;
  let x3 = x0;
  let g1 = g0;
  let g2 = g0;
  let g3 = g0;
  if (count > 1) {
    x1 = v128.load32_splat(at, 12);
    g1 = gram + offsetOf(at + 8);
  }
  if (count > 2) {
    x2 = v128.load32_splat(at, 20);
    x3 = v128.load32_splat(at, 28);
    g2 = gram + offsetOf(at + 16);
    g3 = gram + offsetOf(at + 24);
  }
  for (let o: usize = 0; o < bytes; o += VECTOR) {
    let z = multiplyAdd(v128.load(from + o), x0, v128.load(g0 + o));
    if (count > 1) z = multiplyAdd(z, x1, v128.load(g1 + o));
    if (count > 2) z = multiplyAdd(multiplyAdd(z, x2, v128.load(g2 + o)), x3, v128.load(g3 + o));
    v128.store(to + o, z);
  }
}

/** P_i += x_i dz for `count` (1, 2 or 4) candidates. */
// @ts-ignore: decorator
@inline
function growPairs(count: i32, at: usize): void {
  const bytes = rowBytes();
  const from = rowOf(DZ);
  const x0 = v128.load32_splat(at, 4);
  const p0 = pairs + offsetOf(at);
  let x1 = x0;
  let x2 = x0;
  let x3 = x0;
  let p1 = p0;
  let p2 = p0;
  let p3 = p0;
  if (count > 1) {
    x1 = v128.load32_splat(at, 12);
    p1 = pairs + offsetOf(at + 8);
  }
  if (count > 2) {
    x2 = v128.load32_splat(at, 20);
    x3 = v128.load32_splat(at, 28);
    p2 = pairs + offsetOf(at + 16);
    p3 = pairs + offsetOf(at + 24);
  }
  for (let o: usize = 0; o < bytes; o += VECTOR) {
    const dz = v128.load(from + o);
    v128.store(p0 + o, multiplyAdd(v128.load(p0 + o), x0, dz));
    if (count > 1) v128.store(p1 + o, multiplyAdd(v128.load(p1 + o), x1, dz));
    if (count > 2) {
      v128.store(p2 + o, multiplyAdd(v128.load(p2 + o), x2, dz));
      v128.store(p3 + o, multiplyAdd(v128.load(p3 + o), x3, dz));
    }
  }
}

/** The place of a candidate's feature in the row X, which is 0 between samples. */
// @ts-ignore: decorator
@inline
function inputOf(at: usize): usize {
  return rowOf(X) + (<usize>(load<i32>(at) & ((1 << ROW_SHIFT) - 1)) << 2);
}

/** A sample with any number of active features. */
// @ts-ignore: decorator
@inline
export function someActive(first: usize, end: usize, reluOutput: bool): v128 {
  const bytes = rowBytes();
  const importance = rowOf(IMPORTANCE);
  const sumDz = rowOf(SUM_DZ);
  for (let at = first; at < end; at += 8) store<f32>(inputOf(at), load<f32>(at, 4));
  const zRow = rowOf(Z);
  const xRow = rowOf(X);
  const dzRow = rowOf(DZ);
  let from = rowOf(BIAS);
  let at = first;
  for (; at + 32 <= end; at += 32, from = zRow) growZ(4, at, from);
  for (; at + 16 <= end; at += 16, from = zRow) growZ(2, at, from);
  if (at < end) growZ(1, at, from);
  let sum = f32x4.splat(0);
  for (let o: usize = 0; o < bytes; o += VECTOR) {
    const z = v128.load(zRow + o);
    const e = f32x4.sub(reluOutput ? relu(z) : z, v128.load(xRow + o));
    let dz = f32x4.mul(e, v128.load(importance + o));
    sum = multiplyAdd(sum, dz, e);
    if (reluOutput) dz = v128.andnot(dz, f32x4.le(z, f32x4.splat(0)));
    v128.store(sumDz + o, f32x4.add(v128.load(sumDz + o), dz));
    v128.store(dzRow + o, dz);
  }
  for (at = first; at + 32 <= end; at += 32) growPairs(4, at);
  for (; at + 16 <= end; at += 16) growPairs(2, at);
  if (at < end) growPairs(1, at);
  for (at = first; at < end; at += 8) store<f32>(inputOf(at), 0);
  return sum;
}
