/**
 * Named, splittable random streams: the only source of randomness in this project.
 *
 * A stream is reached by its seed and a path of integers ("instance 3, restart 0, data"), never
 * by how many draws others made before. So the draws of one instance do not depend on how many
 * instances there are, on the number of workers, or on the order in which anything runs.
 */

import { InvalidArgumentError } from '../errors.js';
import { log } from '../numeric/elementary.js';
import { philox4x32, type Word2 } from './philox.js';

/** What a stream is for: streams of different purposes never share draws. */
export const PURPOSE = {
  data: 1,
  initialisation: 2,
  evaluation: 3,
  search: 4,
  general: 5,
  attack: 6,
} as const;

/** A name from {@link PURPOSE}. */
export type Purpose = keyof typeof PURPOSE;

/** The largest seed: 2^53 - 1. */
export const MAX_SEED: number = Number.MAX_SAFE_INTEGER;

/**
 * The 64-bit key of the stream (seed, purpose, first, second).
 *
 * @param seed integer in [0, 2^53 - 1]
 * @param purpose what the draws are for
 * @param first e.g. the instance's index; integer in [0, 2^32)
 * @param second e.g. the restart's index; integer in [0, 2^32)
 */
export function streamKey(seed: number, purpose: Purpose, first = 0, second = 0): Word2 {
  if (!(Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED)) {
    throw new InvalidArgumentError(
      `invalid seed: ${seed}; allowed are whole numbers from 0 to 2^53 - 1, such as 0 or 20220914`,
    );
  }
  for (const index of [first, second]) {
    if (!(Number.isInteger(index) && index >= 0 && index < 2 ** 32)) {
      throw new InvalidArgumentError(
        `invalid stream index: ${index}; allowed are whole numbers from 0 to 2^32 - 1`,
      );
    }
  }
  const words = philox4x32(
    [first, second, PURPOSE[purpose], 0x746f796d],
    [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0],
  );
  return [words[0], words[1]];
}

/**
 * One sequence of numbers: xoshiro128+ seeded by Philox. Impure: every draw advances it.
 *
 * @example
 * const random = new RandomStream(streamKey(42, 'general'));
 * random.uniform(); // the same number on every machine
 */
export class RandomStream {
  readonly #key: Word2;
  /** Typed arrays, for such numbers in fields would be allocated anew at every draw. */
  readonly #state: Int32Array;
  readonly #spareNormal: Float64Array = new Float64Array(1);
  #hasSpare = false;

  constructor(key: Word2) {
    this.#key = key;
    const words = philox4x32([0, 0, 0, 1], key);
    this.#state = Int32Array.from(words);
    if ((words[0] | words[1] | words[2] | words[3]) === 0) this.#state[0] = 1;
  }

  /** An independent stream named by `index`, whatever this one has drawn so far. */
  split(index: number): RandomStream {
    const words = philox4x32([index >>> 0, Math.floor(index / 2 ** 32) >>> 0, 0, 2], this.#key);
    return new RandomStream([words[0], words[1]]);
  }

  /** The upper 27 bits of the next word: the lower ones of the `+` scrambler are weak. */
  #bits27(): number {
    const s = this.#state;
    const s0 = s[0]!;
    const s1 = s[1]!;
    const s2 = s[2]! ^ s0;
    const s3 = s[3]! ^ s1;
    const result = ((s0 + s[3]!) | 0) >>> 5;
    s[0] = s0 ^ s3;
    s[1] = s1 ^ s2;
    s[2] = s2 ^ (s1 << 9);
    s[3] = (s3 << 11) | (s3 >>> 21);
    return result;
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  uniform(): number {
    const high = this.#bits27();
    const low = this.#bits27() >>> 1;
    return (high * 2 ** 26 + low) * 2 ** -53;
  }

  /** Uniform integer in [0, n); n in [1, 2^32]. The bias is below n * 2^-53. */
  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** Standard normal, by Marsaglia's polar method (pairs are drawn together). */
  normal(): number {
    if (this.#hasSpare) {
      this.#hasSpare = false;
      return this.#spareNormal[0]!;
    }
    for (;;) {
      const a = 2 * this.uniform() - 1;
      const b = 2 * this.uniform() - 1;
      const squared = a * a + b * b;
      if (squared > 0 && squared < 1) {
        const scale = Math.sqrt((-2 * log(squared)) / squared);
        this.#spareNormal[0] = b * scale;
        this.#hasSpare = true;
        return a * scale;
      }
    }
  }
}
