/**
 * Sparse samples through products of weights, for models whose hidden units are linear.
 *
 * With G = W W^T, worked out once a step, a sample needs no hidden units:
 *
 *     z = b + sum_i x_i G_i,   P_io += x_i dz_o,   and in the end dW = (P + P^T) W
 *
 * where the sums go over the features that are active in it: two rows of n numbers each, instead of
 * three products of n m. One sample after the other; lanes are outputs.
 */

import { listOf, ROW_SHIFT } from './gaps';
import {
  gradient,
  gram,
  gramRows,
  gramWeights,
  nFeatures,
  nHidden,
  nParameters,
  offsetBias,
  outputRelu,
  paddedFeatures,
  pairs,
  theta,
  twiceImportance,
  VECTOR,
} from './layout';
import { product } from './product';
import { multiplyAdd, relu, sumOfLanes } from './vector';

// @ts-ignore: decorator
@inline
function rowBytes(): usize {
  return <usize>paddedFeatures << 2;
}

/** Rows of `gramRows`. */
const BIAS = 0;
const IMPORTANCE = 1;
const SUM_DZ = 2;
const Z = 3;
const X = 4;
const DZ = 5;

// @ts-ignore: decorator
@inline
function rowOf(index: i32): usize {
  return gramRows + <usize>index * rowBytes();
}

/** Samples of the step that were taken. */
let nTaken: i32 = 0;

/** Begins a step. */
export function beginGram(model: i32): void {
  const weights = theta + <usize>model * (<usize>nParameters << 2);
  const importance = twiceImportance + <usize>model * (<usize>nFeatures << 2);
  const row = rowBytes();
  const n = <usize>nFeatures << 2;
  const endWeights = weights + n * <usize>nHidden;
  let to = gramWeights;
  for (let w = weights; w < endWeights; to += 4) {
    for (let at = to, end = to + <usize>nHidden * row; at < end; at += row, w += 4) store<f32>(at, load<f32>(w));
  }
  memory.copy(rowOf(BIAS), weights + (<usize>offsetBias << 2), n);
  memory.copy(rowOf(IMPORTANCE), importance, n);
  product(nFeatures, nHidden, row, weights, <usize>nHidden << 2, gramWeights, gram);
  memory.fill(pairs, 0, <usize>nFeatures * row);
  memory.fill(rowOf(SUM_DZ), 0, row);
  nTaken = 0;
}

/**
 * Takes the samples of a lane's list; returns twice the sum of their losses.
 *
 * @param end of its cells and values
 */
export function takeList(lane: i32, end: usize): f64 {
  return outputRelu ? samplesOf(lane, end, true) : samplesOf(lane, end, false);
}

// @ts-ignore: decorator
@inline
function samplesOf(lane: i32, end: usize, reluOutput: bool): f64 {
  let twiceLoss = 0.0;
  let at = listOf(lane);
  while (at < end) {
    const first = at;
    const row = load<i32>(at) >> ROW_SHIFT;
    do at += 8;
    while (at < end && load<i32>(at) >> ROW_SHIFT == row);
    twiceLoss += sumOfLanes(at - first == 8 ? oneActive(first, reluOutput) : someActive(first, at, reluOutput));
    nTaken++;
  }
  return twiceLoss;
}

/** The row of the feature of a candidate. */
// @ts-ignore: decorator
@inline
function offsetOf(at: usize): usize {
  return <usize>(load<i32>(at) & ((1 << ROW_SHIFT) - 1)) * rowBytes();
}

/** A sample with one active feature, in one pass. */
// @ts-ignore: decorator
@inline
function oneActive(at: usize, reluOutput: bool): v128 {
  const bytes = rowBytes();
  const feature = load<i32>(at) & ((1 << ROW_SHIFT) - 1);
  const features = i32x4.splat(feature);
  const x = v128.load32_splat(at, 4);
  const g = gram + <usize>feature * bytes;
  const p = pairs + <usize>feature * bytes;
  const four = i32x4.splat(4);
  const bias = rowOf(BIAS);
  const importance = rowOf(IMPORTANCE);
  const sumDz = rowOf(SUM_DZ);
  let index = i32x4(0, 1, 2, 3);
  let sum = f32x4.splat(0);
  for (let o: usize = 0; o < bytes; o += VECTOR, index = i32x4.add(index, four)) {
    const z = multiplyAdd(v128.load(bias + o), x, v128.load(g + o));
    const e = f32x4.sub(reluOutput ? relu(z) : z, v128.and(x, i32x4.eq(features, index)));
    let dz = f32x4.mul(e, v128.load(importance + o));
    sum = multiplyAdd(sum, dz, e);
    if (reluOutput) dz = v128.andnot(dz, f32x4.le(z, f32x4.splat(0)));
    v128.store(sumDz + o, f32x4.add(v128.load(sumDz + o), dz));
    v128.store(p + o, multiplyAdd(v128.load(p + o), x, dz));
  }
  return sum;
}

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

/** A sample with two active features or more. */
// @ts-ignore: decorator
@inline
function someActive(first: usize, end: usize, reluOutput: bool): v128 {
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

/** All the empty samples at once: z = b. */
function emptySamples(count: i32): f64 {
  const bytes = rowBytes();
  const bias = rowOf(BIAS);
  const importance = rowOf(IMPORTANCE);
  const weight = f32x4.splat(<f32>count);
  const sumDz = rowOf(SUM_DZ);
  let sum = f32x4.splat(0);
  for (let o: usize = 0; o < bytes; o += VECTOR) {
    const z = v128.load(bias + o);
    const e = outputRelu ? relu(z) : z;
    let dz = f32x4.mul(f32x4.mul(e, v128.load(importance + o)), weight);
    sum = multiplyAdd(sum, dz, e);
    if (outputRelu) dz = v128.andnot(dz, f32x4.le(z, f32x4.splat(0)));
    v128.store(sumDz + o, f32x4.add(v128.load(sumDz + o), dz));
  }
  return sumOfLanes(sum);
}

/**
 * Ends a step of `nSamples`: adds its empty samples, and factor times all sums to the gradient.
 *
 * @returns twice the sum of the losses of the empty samples
 */
export function endGram(nSamples: i32, factor: f32): f64 {
  const row = rowBytes();
  const sumDz = rowOf(SUM_DZ);
  const twiceLoss = emptySamples(nSamples - nTaken);
  // P + P^T, in the place of G: symmetric, so that dW^T = W^T (P + P^T) is a product of rows.
  const n = <usize>nFeatures << 2;
  for (let i: usize = 0; i < n; i += 4) {
    const down = pairs + i;
    const across = pairs + (i >> 2) * row;
    const sumsAcross = gram + (i >> 2) * row;
    const sumsDown = gram + i;
    let below: usize = 0;
    for (let o: usize = 0; o <= i; o += 4, below += row) {
      const sum = load<f32>(across + o) + load<f32>(down + below);
      store<f32>(sumsAcross + o, sum);
      store<f32>(sumsDown + below, sum);
    }
  }
  product(nHidden, nFeatures, row, gramWeights, row, gram, pairs);
  let to = gradient;
  for (let from = pairs, end = pairs + n; from < end; from += 4) {
    for (let at = from, last = from + <usize>nHidden * row; at < last; at += row, to += 4) {
      store<f32>(to, load<f32>(to) + factor * load<f32>(at));
    }
  }
  to = gradient + (<usize>offsetBias << 2);
  for (let from = sumDz, end = sumDz + n; from < end; from += 4, to += 4) {
    store<f32>(to, load<f32>(to) + factor * load<f32>(from));
  }
  return twiceLoss;
}
