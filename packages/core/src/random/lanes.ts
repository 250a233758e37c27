/**
 * The generator of training data: four xoshiro128+ side by side, one a SIMD lane.
 *
 * Blackman & Vigna, "Scrambled linear pseudorandom number generators", 2021. Period 2^128 - 1 a
 * lane; the lowest bits of the `+` scrambler are weak, so that only the upper 24 are used, which
 * is what its authors recommend for floats. The kernel of `backend-wasm` does the same with one
 * `v128` a state word, and gives the same bits.
 */

import { philox4x32, type Word2 } from './philox.js';

/** Samples drawn side by side: the lanes of a 128-bit vector of 32-bit words. */
export const LANES = 4;

/** 2^-24: a 24-bit integer times this is a uniform draw in [0, 1), exact in float32. */
export const UNIT_24: number = 2 ** -24;

/** Four independent xoshiro128+ generators in lock-step. Impure: every draw advances it. */
export class LaneGenerator {
  /** State words, [word, lane]. */
  readonly #state = new Uint32Array(4 * LANES);

  /**
   * @param key names the stream's owner, see `streamKey`
   * @param major first counter word, such as the training step; unsigned 32-bit
   * @param minor second counter word, such as the chunk of the batch; unsigned 32-bit
   */
  constructor(key: Word2, major: number, minor: number) {
    this.seek(key, major, minor);
  }

  /** Moves to the start of the stream (key, major, minor). */
  seek(key: Word2, major: number, minor: number): void {
    for (let lane = 0; lane < LANES; lane++) {
      const words = philox4x32([major >>> 0, minor >>> 0, lane, 0], key);
      for (let word = 0; word < 4; word++) this.#state[word * LANES + lane] = words[word]!;
      // The all-zero state is the one fixed point of xoshiro.
      if ((words[0] | words[1] | words[2] | words[3]) === 0) this.#state[lane] = 1;
    }
  }

  /**
   * Draws one uniform number a lane.
   *
   * @param out four numbers in [0, 1), multiples of 2^-24; overwritten
   */
  next(out: Float32Array | Float64Array): void {
    const s = this.#state;
    for (let lane = 0; lane < LANES; lane++) {
      let s0 = s[lane]!;
      let s1 = s[4 + lane]!;
      let s2 = s[8 + lane]!;
      let s3 = s[12 + lane]!;
      out[lane] = ((s0 + s3) >>> 8) * UNIT_24;
      const shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
      s[lane] = s0;
      s[4 + lane] = s1;
      s[8 + lane] = s2;
      s[12 + lane] = s3;
    }
  }
}
