/**
 * log(x) of four float32 numbers, each at least 2^-126 and finite.
 *
 * Range and polynomial after Cephes `logf` (Moshier, 1992), summed as even and odd part: the same
 * operations as `numeric/log-float32.ts` of @toymodels/core, where the error is measured.
 */

import { VECTOR } from './layout';

/** sqrt(1/2) as float32 bits: mantissas run from there to sqrt(2). */
const SQRT_HALF_BITS: i32 = 0x3f3504f3;

/**
 * Constants, a vector each: an engine loads them with one instruction, and makes them from numbers with
 * three. Coefficients P0 to P8, then 1, -1/2, and ln 2 in two parts.
 */
const TABLE = memory.data<f32>(
  [
    3.3333331174e-1, 3.3333331174e-1, 3.3333331174e-1, 3.3333331174e-1, -2.4999993993e-1, -2.4999993993e-1,
    -2.4999993993e-1, -2.4999993993e-1, 2.0000714765e-1, 2.0000714765e-1, 2.0000714765e-1, 2.0000714765e-1,
    -1.6668057665e-1, -1.6668057665e-1, -1.6668057665e-1, -1.6668057665e-1, 1.4249322787e-1, 1.4249322787e-1,
    1.4249322787e-1, 1.4249322787e-1, -1.2420140846e-1, -1.2420140846e-1, -1.2420140846e-1, -1.2420140846e-1,
    1.1676998740e-1, 1.1676998740e-1, 1.1676998740e-1, 1.1676998740e-1, -1.1514610310e-1, -1.1514610310e-1,
    -1.1514610310e-1, -1.1514610310e-1, 7.0376836292e-2, 7.0376836292e-2, 7.0376836292e-2, 7.0376836292e-2, 1, 1,
    1, 1, -0.5, -0.5, -0.5, -0.5, 0.693359375, 0.693359375, 0.693359375, 0.693359375, -2.12194440e-4,
    -2.12194440e-4, -2.12194440e-4, -2.12194440e-4,
  ],
  16,
);

// @ts-ignore: decorator
@inline
function constant(index: usize): v128 {
  return v128.load(TABLE + index * VECTOR);
}

/** sum + a b in two roundings, in every build of the kernel: samples are the same with relaxed SIMD. */
// @ts-ignore: decorator
@inline
function multiplyThenAdd(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

// @ts-ignore: decorator
@inline
export function logarithm(x: v128): v128 {
  const exponent = i32x4.shr_s(i32x4.sub(x, i32x4.splat(SQRT_HALF_BITS)), 23);
  const k = f32x4.convert_i32x4_s(exponent);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), constant(9));
  const z = f32x4.mul(f, f);
  let even = multiplyThenAdd(constant(6), z, constant(8));
  even = multiplyThenAdd(constant(4), z, even);
  even = multiplyThenAdd(constant(2), z, even);
  even = multiplyThenAdd(constant(0), z, even);
  let odd = multiplyThenAdd(constant(5), z, constant(7));
  odd = multiplyThenAdd(constant(3), z, odd);
  odd = multiplyThenAdd(constant(1), z, odd);
  const cubic = f32x4.mul(f32x4.mul(f, z), multiplyThenAdd(even, f, odd));
  const small = multiplyThenAdd(multiplyThenAdd(cubic, k, constant(12)), z, constant(10));
  return multiplyThenAdd(f32x4.add(f, small), k, constant(11));
}
