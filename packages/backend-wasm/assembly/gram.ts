/**
 * Sparse samples through products of weights, for models whose hidden units are linear.
 *
 * With G = W W^T, worked out once a step, a sample needs no hidden units:
 *
 *     z = b + sum_i x_i G_i,   P_io += x_i dz_o,   and in the end dW = (P + P^T) W
 *
 * where the sums go over the features that are active in it: two rows of n numbers each, instead of
 * three products of n m. One sample after the other; lanes are outputs.
 *
 * A sample with up to three active features is taken as if nothing were wanted of the outputs, t = 0, in one pass.
 * Its few t_i that are not 0 are put right afterwards, one by one: e is then e - x_i.
 */

import { listOf, ROW_SHIFT } from './gaps';
import { someActive } from './gram-many';
import { BIAS, IMPORTANCE, offsetOf, RIGHT_DZ, rowBytes, rowOf, SUM_DZ } from './gram-rows';
import {
  gradient,
  gram,
  gramWeights,
  nFeatures,
  nHidden,
  nParameters,
  offsetBias,
  outputRelu,
  pairs,
  singles,
  theta,
  twiceImportance,
  VECTOR,
} from './layout';
import { product } from './product';
import { transposeFour } from './transpose';
import { addTwoProducts, clear, copyNumbers, multiplyAdd, relu, sumOfLanes } from './vector';

/** In a sorted candidate's cell the lane stands above the row. */
const LANE_SHIFT: i32 = 24;

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
  copyNumbers(rowOf(BIAS), weights + (<usize>offsetBias << 2), n);
  copyNumbers(rowOf(IMPORTANCE), importance, n);
  product(nFeatures, nHidden, row, weights, <usize>nHidden << 2, gramWeights, gram);
  clear(pairs, <usize>nFeatures * row);
  clear(rowOf(SUM_DZ), row);
  clear(rowOf(RIGHT_DZ), row);
  nTaken = 0;
}

/** Where `singles` ends, and where the candidates of all other samples do, which begin with the first lane's list. */
let endOfSingles: usize = 0;
let endOfOthers: usize = 0;

/** Before the lists of a chunk. */
export function beginLists(): void {
  endOfSingles = singles;
  endOfOthers = listOf(0);
}

/**
 * Sorts the candidates of a lane's list by whether their sample has one active feature or more, without branches, for
 * nobody can foretell them. Lanes come in order: what is written lies before what is read.
 *
 * @param end of its cells and values; there is one place behind it
 */
export function sortList(lane: i32, end: usize): void {
  let at = listOf(lane);
  let other = endOfOthers;
  let single = endOfSingles;
  let before = -1;
  store<i32>(end, -1);
  let row = load<i32>(at) >> ROW_SHIFT;
  // Samples of two lanes may have one row.
  const mark = <i64>(lane << LANE_SHIFT);
  for (; at < end; at += 8) {
    const after = load<i32>(at, 8) >> ROW_SHIFT;
    const candidate = load<i64>(at) | mark;
    const isSingle = i32(row != before) & i32(row != after);
    store<i64>(single, candidate);
    store<i64>(other, candidate);
    single += isSingle << 3;
    other += (isSingle ^ 1) << 3;
    before = row;
    row = after;
  }
  endOfSingles = single;
  endOfOthers = other;
}

/** Takes the samples of all lists sorted; returns twice the sum of their losses. */
export function takeLists(): f64 {
  return outputRelu ? samplesOf(true) : samplesOf(false);
}

// @ts-ignore: decorator
@inline
function samplesOf(reluOutput: bool): f64 {
  let sum = f32x4.splat(0);
  let right = sum;
  let at = singles;
  let end = endOfSingles;
  nTaken += <i32>((end - at) >> 3);
  for (; at + 8 < end; at += 16) {
    sum = twoSingles(at, sum, reluOutput);
    right = putRight(at, at, at + 8, right, reluOutput);
    right = putRight(at + 8, at + 8, at + 16, right, reluOutput);
  }
  if (at < end) {
    sum = fewActive(1, at, sum, reluOutput);
    right = putRight(at, at, at + 8, right, reluOutput);
  }
  at = listOf(0);
  end = endOfOthers;
  while (at < end) {
    const first = at;
    const row = load<i32>(at) >> ROW_SHIFT;
    do at += 8;
    while (at < end && load<i32>(at) >> ROW_SHIFT == row);
    const count = at - first;
    nTaken++;
    if (count > 24) {
      sum = f32x4.add(sum, someActive(first, at, reluOutput));
      continue;
    }
    if (count == 16) sum = fewActive(2, first, sum, reluOutput);
    else sum = fewActive(3, first, sum, reluOutput);
    for (let active = first; active < at; active += 8) right = putRight(active, first, at, right, reluOutput);
  }
  return sumOfLanes(sum) + <f64>f32x4.extract_lane(right, 0);
}

/** Two samples with one active feature each, if their t were 0: `fewActive` of both, with half the reading. */
// @ts-ignore: decorator
@inline
function twoSingles(at: usize, sum: v128, reluOutput: bool): v128 {
  const x0 = v128.load32_splat(at, 4);
  const x1 = v128.load32_splat(at, 12);
  const row0 = offsetOf(at);
  const row1 = offsetOf(at + 8);
  const g0 = gram + row0;
  const g1 = gram + row1;
  const p0 = pairs + row0;
  const p1 = pairs + row1;
  const bias = rowOf(BIAS);
  const importance = rowOf(IMPORTANCE);
  const sumDz = rowOf(SUM_DZ);
  for (let o: usize = 0, bytes = rowBytes(); o < bytes; o += VECTOR) {
    const b = v128.load(bias + o);
    const twice = v128.load(importance + o);
    let z0 = multiplyAdd(b, x0, v128.load(g0 + o));
    let z1 = multiplyAdd(b, x1, v128.load(g1 + o));
    if (reluOutput) {
      z0 = relu(z0);
      z1 = relu(z1);
    }
    const dz0 = f32x4.mul(z0, twice);
    const dz1 = f32x4.mul(z1, twice);
    sum = addTwoProducts(sum, dz0, z0, dz1, z1);
    v128.store(sumDz + o, f32x4.add(v128.load(sumDz + o), f32x4.add(dz0, dz1)));
    v128.store(p0 + o, multiplyAdd(v128.load(p0 + o), x0, dz0));
    // Only now: it may be the same row.
    v128.store(p1 + o, multiplyAdd(v128.load(p1 + o), x1, dz1));
  }
  return sum;
}

/** A sample with 1, 2 or 3 active features, if its t were 0, in one pass; `sum` grows by twice its loss. */
// @ts-ignore: decorator
@inline
function fewActive(count: i32, at: usize, sum: v128, reluOutput: bool): v128 {
  const x0 = v128.load32_splat(at, 4);
  const row0 = offsetOf(at);
  let x1 = x0;
  let x2 = x0;
  let row1 = row0;
  let row2 = row0;
  if (count > 1) {
    x1 = v128.load32_splat(at, 12);
    row1 = offsetOf(at + 8);
  }
  if (count > 2) {
    x2 = v128.load32_splat(at, 20);
    row2 = offsetOf(at + 16);
  }
  const g0 = gram + row0;
  const p0 = pairs + row0;
  const g1 = gram + row1;
  const p1 = pairs + row1;
  const g2 = gram + row2;
  const p2 = pairs + row2;
  const bias = rowOf(BIAS);
  const importance = rowOf(IMPORTANCE);
  const sumDz = rowOf(SUM_DZ);
  for (let o: usize = 0, bytes = rowBytes(); o < bytes; o += VECTOR) {
    let z = multiplyAdd(v128.load(bias + o), x0, v128.load(g0 + o));
    if (count > 1) z = multiplyAdd(z, x1, v128.load(g1 + o));
    if (count > 2) z = multiplyAdd(z, x2, v128.load(g2 + o));
    if (reluOutput) z = relu(z);
    const dz = f32x4.mul(z, v128.load(importance + o));
    sum = multiplyAdd(sum, dz, z);
    v128.store(sumDz + o, f32x4.add(v128.load(sumDz + o), dz));
    v128.store(p0 + o, multiplyAdd(v128.load(p0 + o), x0, dz));
    if (count > 1) v128.store(p1 + o, multiplyAdd(v128.load(p1 + o), x1, dz));
    if (count > 2) v128.store(p2 + o, multiplyAdd(v128.load(p2 + o), x2, dz));
  }
  return sum;
}

/**
 * What one active feature i of a sample changes: e = g(z_i) - x_i, not g(z_i); so dz_i grows by -2 I x_i where z_i
 * has a slope. Lanes are all the same: a choice between vectors takes no branch.
 *
 * @param active its candidate, among those of the sample from `first` to `end`
 * @returns `sum`, grown in each lane by what twice the loss grows by, 2 I x (x - 2 g(z))
 */
// @ts-ignore: decorator
@inline
function putRight(active: usize, first: usize, end: usize, sum: v128, reluOutput: bool): v128 {
  const i = <usize>(load<i32>(active) & ((1 << ROW_SHIFT) - 1)) << 2;
  const x = v128.load32_splat(active, 4);
  let z = v128.load32_splat(rowOf(BIAS) + i);
  for (let at = first; at < end; at += 8) {
    z = multiplyAdd(z, v128.load32_splat(at, 4), v128.load32_splat(gram + offsetOf(at) + i));
  }
  if (reluOutput) z = relu(z);
  const change = f32x4.mul(x, v128.load32_splat(rowOf(IMPORTANCE) + i));
  const dz = reluOutput ? v128.and(change, f32x4.gt(z, f32x4.splat(0))) : change;
  const right = rowOf(RIGHT_DZ) + i;
  v128.store_lane<f32>(right, f32x4.sub(v128.load32_splat(right), dz), 0);
  for (let at = first; at < end; at += 8) {
    const pair = pairs + offsetOf(at) + i;
    v128.store_lane<f32>(pair, f32x4.sub(v128.load32_splat(pair), f32x4.mul(v128.load32_splat(at, 4), dz)), 0);
  }
  return f32x4.add(sum, f32x4.mul(change, f32x4.sub(f32x4.sub(x, z), z)));
}

/** All the empty samples at once: z = b. */
function emptySamples(count: f32): f64 {
  const bytes = rowBytes();
  const bias = rowOf(BIAS);
  const importance = rowOf(IMPORTANCE);
  const weight = f32x4.splat(count);
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
 * to = P + P^T, in squares of four by four, and number by number in what is left of rows.
 *
 * @param from float32 [n, row]
 * @param to the same
 * @param n bytes of n numbers
 */
function addTransposed(from: usize, to: usize, row: usize, n: usize): void {
  const whole = n & ~(VECTOR - 1);
  for (let i: usize = 0; i < whole; i += VECTOR) {
    const rows = (i >> 2) * row;
    for (let o: usize = 0; o <= i; o += VECTOR) {
      const columns = (o >> 2) * row;
      const across = from + rows + o;
      const down = from + columns + i;
      const sums = to + rows + o;
      const a = v128.load(down);
      const b = v128.load(down + row);
      const c = v128.load(down + 2 * row);
      const d = v128.load(down + 3 * row);
      transposeFour(a, b, c, d, sums, row);
      const sum0 = f32x4.add(v128.load(across), v128.load(sums));
      const sum1 = f32x4.add(v128.load(across + row), v128.load(sums + row));
      const sum2 = f32x4.add(v128.load(across + 2 * row), v128.load(sums + 2 * row));
      const sum3 = f32x4.add(v128.load(across + 3 * row), v128.load(sums + 3 * row));
      transposeFour(sum0, sum1, sum2, sum3, to + columns + i, row);
      v128.store(sums, sum0);
      v128.store(sums + row, sum1);
      v128.store(sums + 2 * row, sum2);
      v128.store(sums + 3 * row, sum3);
    }
  }
  for (let i = whole; i < n; i += 4) {
    const down = from + i;
    const across = from + (i >> 2) * row;
    let below: usize = 0;
    for (let o: usize = 0; o <= i; o += 4, below += row) {
      const sum = load<f32>(across + o) + load<f32>(down + below);
      store<f32>(to + (i >> 2) * row + o, sum);
      store<f32>(to + i + below, sum);
    }
  }
}

/**
 * Ends a step of `nSamples`: adds its empty samples, which need not be a whole number, and factor times all sums to
 * the gradient.
 *
 * @returns twice the sum of the losses of the empty samples
 */
export function endGram(nSamples: f64, factor: f32): f64 {
  const row = rowBytes();
  const sumDz = rowOf(SUM_DZ);
  const twiceLoss = emptySamples(<f32>(nSamples - <f64>nTaken));
  // P + P^T, in the place of G: symmetric, so that dW^T = W^T (P + P^T) is a product of rows.
  const n = <usize>nFeatures << 2;
  addTransposed(pairs, gram, row, n);
  product(nHidden, nFeatures, row, gramWeights, row, gram, pairs);
  let to = gradient;
  for (let from = pairs, end = pairs + n; from < end; from += 4) {
    for (let at = from, last = from + <usize>nHidden * row; at < last; at += row, to += 4) {
      store<f32>(to, load<f32>(to) + factor * load<f32>(at));
    }
  }
  to = gradient + (<usize>offsetBias << 2);
  const right = rowOf(RIGHT_DZ) - sumDz;
  for (let from = sumDz, end = sumDz + n; from < end; from += 4, to += 4) {
    store<f32>(to, load<f32>(to) + factor * (load<f32>(from) + load<f32>(from + right)));
  }
  return twiceLoss;
}
