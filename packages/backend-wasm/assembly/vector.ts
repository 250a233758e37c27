/** Small things done to a vector of four float32. */

/** max(x, 0) in one instruction; NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function relu(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(0));
}

/** factor * sign(x), with sign(0) = 0. */
// @ts-ignore: decorator
@inline
export function signTimes(x: v128, factor: v128): v128 {
  const zero = f32x4.splat(0);
  return f32x4.sub(v128.and(factor, f32x4.gt(x, zero)), v128.and(factor, f32x4.lt(x, zero)));
}

/** The sum of the four lanes, in float64: loss sums must not lose what windows of steps add up. */
// @ts-ignore: decorator
@inline
export function sumOfLanes(x: v128): f64 {
  const low = f64x2.promote_low_f32x4(x);
  const high = f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3));
  const pair = f64x2.add(low, high);
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/**
 * sum + a b, in two roundings. The kernel is compiled twice (scripts/build-kernel.mjs): with relaxed SIMD it is one
 * rounding or two, as the engine likes.
 */
// @ts-ignore: decorator
@inline
export function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}

/** sum + (a0 b0 + a1 b1) */
// @ts-ignore: decorator
@inline
export function addTwoProducts(sum: v128, a0: v128, b0: v128, a1: v128, b1: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return multiplyAdd(multiplyAdd(sum, a0, b0), a1, b1);
  return f32x4.add(sum, f32x4.add(f32x4.mul(a0, b0), f32x4.mul(a1, b1)));
}

/** All ones in the first `count` lanes. */
// @ts-ignore: decorator
@inline
export function firstLanes(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

/** 1 in the first `count` lanes, 0 in the others. */
// @ts-ignore: decorator
@inline
export function firstOnes(count: i32): v128 {
  return v128.and(firstLanes(count), f32x4.splat(1));
}

/** Copies so many bytes, whole float32, here like `clear`. */
export function copyNumbers(to: usize, from: usize, bytes: usize): void {
  if (bytes > 512) {
    memory.copy(to, from, bytes);
    return;
  }
  for (const end = to + bytes; to < end; to += 4, from += 4) store<f32>(to, load<f32>(from));
}

/** Zeros so many bytes, whole vectors: here, for `memory.fill` leaves WebAssembly, which costs more than a few hundred bytes. */
export function clear(at: usize, bytes: usize): void {
  if (bytes > 2048) {
    memory.fill(at, 0, bytes);
    return;
  }
  for (const end = at + bytes; at < end; at += 16) v128.store(at, i32x4.splat(0));
}
