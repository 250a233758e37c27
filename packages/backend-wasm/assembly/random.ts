/**
 * The random streams of training data: Philox names a stream, xoshiro128+ draws from it.
 *
 * Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11 (Philox 4x32-10);
 * Blackman & Vigna, "Scrambled linear pseudorandom number generators", 2021 (xoshiro128+).
 * The same bits as `random/philox.ts` and `random/lanes.ts` of @toymodels/core.
 */

import { generator, VECTOR } from './layout';

const MULTIPLIER_0: u64 = 0xd2511f53;
const MULTIPLIER_1: u64 = 0xcd9e8d57;
const WEYL_0: u32 = 0x9e3779b9;
const WEYL_1: u32 = 0xbb67ae85;

/** Writes state word w of lane l at word (4 w + l) of the generator: one vector a word. */
export function seek(key0: u32, key1: u32, major: u32, minor: u32): void {
  for (let lane: u32 = 0; lane < 4; lane++) {
    let c0 = major;
    let c1 = minor;
    let c2 = lane;
    let c3: u32 = 0;
    let k0 = key0;
    let k1 = key1;
    for (let round = 0; round < 10; round++) {
      const product0 = MULTIPLIER_0 * c0;
      const product1 = MULTIPLIER_1 * c2;
      c0 = <u32>(product1 >> 32) ^ c1 ^ k0;
      c1 = <u32>product1;
      c2 = <u32>(product0 >> 32) ^ c3 ^ k1;
      c3 = <u32>product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    // The all-zero state is the one fixed point of xoshiro.
    if ((c0 | c1 | c2 | c3) == 0) c0 = 1;
    const to = generator + (lane << 2);
    store<u32>(to, c0);
    store<u32>(to, c1, VECTOR);
    store<u32>(to, c2, 2 * VECTOR);
    store<u32>(to, c3, 3 * VECTOR);
  }
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
