/** From the accumulators, a lane each, to the gradient of the step; and from the gradients of its chunks. */

import {
  gradient,
  gradientBias,
  gradientHiddenBias,
  gradientOutput,
  gradientWeights,
  hiddenBias,
  nFeatures,
  nHidden,
  nParameters,
  offsetBias,
  offsetHiddenBias,
  offsetOutput,
  untied,
  VECTOR,
} from './layout';

/** to[r] += factor * (sum of the lanes of from[r]), r < count; ((0 + 1) + (2 + 3)) however many at once. */
function reduce(count: i32, from: usize, to: usize, factor: f32): void {
  const end = to + (<usize>count << 2);
  for (; to + VECTOR <= end; from += 4 * VECTOR, to += VECTOR) {
    const a = v128.load(from);
    const b = v128.load(from, VECTOR);
    const c = v128.load(from, 2 * VECTOR);
    const d = v128.load(from, 3 * VECTOR);
    const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
    const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 2, 4, 6), v128.shuffle<i32>(c, d, 1, 3, 5, 7));
    const sum = f32x4.add(v128.shuffle<i32>(ab, cd, 0, 2, 4, 6), v128.shuffle<i32>(ab, cd, 1, 3, 5, 7));
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(f32x4.splat(factor), sum)));
  }
  for (; to < end; from += VECTOR, to += 4) {
    const v = v128.load(from);
    const sum =
      f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
    store<f32>(to, load<f32>(to) + factor * sum);
  }
}

/** The sums that belong to the output and to the biases; those of tied weights are among them. */
export function reduceOutput(factor: f32): void {
  reduce(nFeatures * nHidden, gradientOutput, gradient + (<usize>offsetOutput << 2), factor);
  reduce(nFeatures, gradientBias, gradient + (<usize>offsetBias << 2), factor);
  if (hiddenBias) reduce(nHidden, gradientHiddenBias, gradient + (<usize>offsetHiddenBias << 2), factor);
}

export function reduceAll(factor: f32): void {
  if (untied) reduce(nFeatures * nHidden, gradientWeights, gradient, factor);
  reduceOutput(factor);
}

/** Bytes of a slot behind the gradient, float32 [parameter]: the chunk's loss and how many samples it left out, float64. */
export const SLOT_TAIL: usize = 16;

export function slotLoss(slot: usize): f64 {
  return load<f64>(slot + (<usize>nParameters << 2));
}

export function slotEmpty(slot: usize): i32 {
  return <i32>load<f64>(slot + (<usize>nParameters << 2), 8);
}

/**
 * Adds slots, one behind the other, to `sums`, which is a slot too; the first one first, as `addChunks` would have.
 * (It adds products to sums where this adds sums from 0: the same, for no sum is -0.)
 *
 * @param fresh `sums` is 0 before
 */
export function sumSlots(sums: usize, slots: usize, count: i32, fresh: bool): void {
  const bytes = <usize>nParameters << 2;
  const slot = bytes + SLOT_TAIL;
  const end = slots + <usize>count * slot;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    let sum = fresh ? f32x4.splat(0) : v128.load(sums + at);
    for (let from = slots; from < end; from += slot) sum = f32x4.add(sum, v128.load(from + at));
    v128.store(sums + at, sum);
  }
  let tail = fresh ? f64x2.splat(0) : v128.load(sums + bytes);
  for (let from = slots; from < end; from += slot) tail = f64x2.add(tail, v128.load(from + bytes));
  v128.store(sums + bytes, tail);
}
