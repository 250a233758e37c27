/**
 * Leaves the empty samples of a block out.
 *
 * Where features are rare, most samples are x = 0. Their loss and gradient depend on the
 * parameters alone, so they are counted, and taken once, times their number (`addEmpty`). The
 * others move together, so that lanes are not spent on zeros. The random draws stay as they are.
 */

import { nFeatures, ROW, VECTOR } from './layout';

/** Bit l is set iff sample l of a panel has some x_i that is not 0. */
function occupied(x: usize): i32 {
  const end = x + <usize>nFeatures * ROW;
  let some0 = i32x4.splat(0);
  let some1 = some0;
  for (; x < end; x += ROW) {
    some0 = v128.or(some0, v128.load(x));
    some1 = v128.or(some1, v128.load(x, VECTOR));
  }
  const zero = i32x4.splat(0);
  return i32x4.bitmask(i32x4.ne(some0, zero)) | (i32x4.bitmask(i32x4.ne(some1, zero)) << 4);
}

/** Copies one sample to another place: lanes of two panels, or of one. */
function move(from: usize, to: usize): void {
  const end = from + <usize>nFeatures * ROW;
  for (; from < end; from += ROW, to += ROW) store<f32>(to, load<f32>(from));
}

/** The place of sample s of a block. */
// @ts-ignore: decorator
@inline
function placeOf(x: usize, s: i32): usize {
  return x + <usize>(s >> 3) * (<usize>nFeatures * ROW) + (<usize>(s & 7) << 2);
}

/**
 * Moves the samples that are not empty to the front of a block, in their order. What lies behind
 * them afterwards is old samples, which masks must keep out.
 *
 * @param x float32 [panel, feature, 8]
 * @param count samples in the block
 * @returns how many are not empty
 */
export function packSamples(x: usize, count: i32): i32 {
  let packed = 0;
  for (let s = 0; s < count; s += 8) {
    let bits = occupied(placeOf(x, s));
    if (count - s < 8) bits &= (1 << (count - s)) - 1;
    for (; bits != 0; bits &= bits - 1, packed++) {
      const sample = s + ctz(bits);
      if (sample != packed) move(placeOf(x, sample), placeOf(x, packed));
    }
  }
  return packed;
}
