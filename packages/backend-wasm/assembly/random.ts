/**
 * The random streams of training data: Philox names a stream, xoshiro128+ draws from it.
 *
 * Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11 (Philox 4x32-10);
 * Blackman & Vigna, "Scrambled linear pseudorandom number generators", 2021 (xoshiro128+).
 * The same bits as `random/philox.ts` and `random/lanes.ts` of @toymodels/core.
 */

import { generator, VECTOR } from './layout';

const MULTIPLIER_0: u32 = 0xd2511f53;
const MULTIPLIER_1: u32 = 0xcd9e8d57;
const WEYL_0: u32 = 0x9e3779b9;
const WEYL_1: u32 = 0xbb67ae85;

/** The upper 32 bits of four 64-bit products, lanes 0 and 1 in `low`. */
// @ts-ignore: decorator
@inline
function highWords(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(low, high, 1, 3, 5, 7);
}

// @ts-ignore: decorator
@inline
function lowWords(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(low, high, 0, 2, 4, 6);
}

/** Writes state word w of lane l at word (4 w + l) of the generator: one vector a word. */
export function seek(key0: u32, key1: u32, major: u32, minor: u32): void {
  const multiplier0 = i32x4.splat(MULTIPLIER_0);
  const multiplier1 = i32x4.splat(MULTIPLIER_1);
  let c0 = i32x4.splat(major);
  let c1 = i32x4.splat(minor);
  let c2 = i32x4(0, 1, 2, 3);
  let c3 = i32x4.splat(0);
  for (let round = 0; round < 10; round++) {
    const low0 = i64x2.extmul_low_i32x4_u(multiplier0, c0);
    const high0 = i64x2.extmul_high_i32x4_u(multiplier0, c0);
    const low1 = i64x2.extmul_low_i32x4_u(multiplier1, c2);
    const high1 = i64x2.extmul_high_i32x4_u(multiplier1, c2);
    c0 = v128.xor(v128.xor(highWords(low1, high1), c1), i32x4.splat(key0));
    c1 = lowWords(low1, high1);
    c2 = v128.xor(v128.xor(highWords(low0, high0), c3), i32x4.splat(key1));
    c3 = lowWords(low0, high0);
    key0 += WEYL_0;
    key1 += WEYL_1;
  }
  // The all-zero state is the one fixed point of xoshiro.
  const none = i32x4.eq(v128.or(v128.or(c0, c1), v128.or(c2, c3)), i32x4.splat(0));
  v128.store(generator, v128.or(c0, v128.and(none, i32x4.splat(1))));
  v128.store(generator, c1, VECTOR);
  v128.store(generator, c2, 2 * VECTOR);
  v128.store(generator, c3, 3 * VECTOR);
}

/** Rotates each lane left by 11. */
// @ts-ignore: decorator
@inline
export function rotate11(x: v128): v128 {
  return v128.or(i32x4.shl(x, 11), i32x4.shr_u(x, 21));
}

/** One draw a lane from the generator in memory: an integer below 2^24, as float32. */
// @ts-ignore: decorator
@inline
export function nextDraw(): v128 {
  const s0 = v128.load(generator);
  let s1 = v128.load(generator, VECTOR);
  let s2 = v128.load(generator, 2 * VECTOR);
  let s3 = v128.load(generator, 3 * VECTOR);
  const draw = f32x4.convert_i32x4_s(i32x4.shr_u(i32x4.add(s0, s3), 8));
  const shifted = i32x4.shl(s1, 9);
  s2 = v128.xor(s2, s0);
  s3 = v128.xor(s3, s1);
  s1 = v128.xor(s1, s2);
  v128.store(generator, v128.xor(s0, s3));
  v128.store(generator, s1, VECTOR);
  v128.store(generator, v128.xor(s2, shifted), 2 * VECTOR);
  v128.store(generator, rotate11(s3), 3 * VECTOR);
  return draw;
}
