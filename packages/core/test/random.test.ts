import { describe, expect, test } from 'vitest';
import {
  LaneGenerator,
  LANES,
  MAX_SEED,
  philox4x32,
  RandomStream,
  streamKey,
  UNIT_24,
  type Word4,
} from '@toymodels/core';

const hex = (words: Word4): string => words.map((word) => word.toString(16).padStart(8, '0')).join(' ');

describe('philox4x32', () => {
  // kat_vectors of Random123 1.14.0, lines "philox4x32 10 …"
  test('gives the known answers of its authors', () => {
    expect(hex(philox4x32([0, 0, 0, 0], [0, 0]))).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
    const ones = 0xffffffff;
    expect(hex(philox4x32([ones, ones, ones, ones], [ones, ones]))).toBe(
      '408f276d 41c83b0e a20bc7c6 6d5451fd',
    );
    expect(hex(philox4x32([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]))).toBe(
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    );
  });
});

/** xoshiro128+ as its authors wrote it (https://prng.di.unimi.it/xoshiro128plus.c), on BigInt. */
function* xoshiro128plus(state: Word4): Generator<number, never, void> {
  let [s0, s1, s2, s3] = state.map(BigInt) as [bigint, bigint, bigint, bigint];
  const mask = 0xffffffffn;
  for (;;) {
    yield Number((s0 + s3) & mask);
    const t = (s1 << 9n) & mask;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = ((s3 << 11n) | (s3 >> 21n)) & mask;
  }
}

describe('LaneGenerator', () => {
  test('is xoshiro128+ in each lane, seeded by philox with the lane in the counter', () => {
    const key = streamKey(7, 'data', 2, 1);
    const generator = new LaneGenerator(key, 41, 3);
    const expected = Array.from({ length: LANES }, (_, lane) =>
      xoshiro128plus(philox4x32([41, 3, lane, 0], key)),
    );
    const out = new Float32Array(LANES);
    for (let draw = 0; draw < 1000; draw++) {
      generator.next(out);
      expect([...out]).toEqual(expected.map((lane) => (lane.next().value >>> 8) * UNIT_24));
    }
  });

  test('has the moments and lag correlations of a uniform law, within 4.5 standard errors', () => {
    const generator = new LaneGenerator(streamKey(1, 'data'), 0, 0);
    const nDraws = 250_000;
    const out = new Float32Array(LANES);
    const lags = [1, 2, 7];
    const last: number[][] = Array.from({ length: LANES }, () => []);
    const sum = [0, 0, 0, 0];
    const lagged = lags.map(() => 0);
    let across = 0;
    for (let draw = 0; draw < nDraws; draw++) {
      generator.next(out);
      for (let lane = 0; lane < LANES; lane++) {
        const u = out[lane]! - 0.5;
        for (let power = 1; power <= 4; power++) sum[power - 1]! += u ** power;
        lags.forEach((lag, i) => (lagged[i]! += u * (last[lane]![last[lane]!.length - lag] ?? 0)));
        last[lane]!.push(u);
        if (last[lane]!.length > 7) last[lane]!.shift();
      }
      across += (out[0]! - 0.5) * (out[1]! - 0.5);
    }
    const n = nDraws * LANES;
    // E u^k and Var u^k of the centred uniform law: 0, 1/12, 0, 1/80 and 1/12, 1/180, 1/448, 1/3600 …
    const mean = [0, 1 / 12, 0, 1 / 80];
    const variance = [1 / 12, 1 / 80 - 1 / 144, 1 / 448, 1 / 2304 - 1 / 6400];
    mean.forEach((expected, i) => {
      expect(Math.abs(sum[i]! / n - expected)).toBeLessThan(4.5 * Math.sqrt(variance[i]! / n));
    });
    for (const value of lagged) expect(Math.abs(value / n)).toBeLessThan((4.5 / 12) * Math.sqrt(1 / n));
    expect(Math.abs(across / nDraws)).toBeLessThan((4.5 / 12) * Math.sqrt(1 / nDraws));
  });

  test('fills 256 bins evenly: chi-square within 4.5 standard deviations', () => {
    const generator = new LaneGenerator(streamKey(2, 'data'), 5, 9);
    const bins = new Float64Array(256);
    const out = new Float32Array(LANES);
    const nDraws = 1 << 18;
    for (let draw = 0; draw < nDraws / LANES; draw++) {
      generator.next(out);
      for (const u of out) bins[Math.floor(u * 256)]! += 1;
    }
    const expected = nDraws / 256;
    const chiSquare = bins.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
    expect(Math.abs(chiSquare - 255)).toBeLessThan(4.5 * Math.sqrt(2 * 255));
  });

  test('first draws of neighbouring steps, chunks and instances are uncorrelated', () => {
    const out = new Float32Array(LANES);
    const first = (instance: number, step: number, chunk: number): number => {
      new LaneGenerator(streamKey(3, 'data', instance), step, chunk).next(out);
      return out[0]! - 0.5;
    };
    let [steps, chunks, instances] = [0, 0, 0];
    const n = 20_000;
    for (let t = 0; t < n; t++) {
      const here = first(0, t, 0);
      steps += here * first(0, t + 1, 0);
      chunks += here * first(0, t, 1);
      instances += here * first(1, t, 0);
    }
    for (const value of [steps, chunks, instances])
      expect(Math.abs(value / n)).toBeLessThan((4.5 / 12) * Math.sqrt(1 / n));
  });
});

describe('RandomStream', () => {
  test('gives the same numbers on every machine', () => {
    // node -e "…": the first draws of stream (42, general), recorded once; a change breaks every stored result
    const random = new RandomStream(streamKey(42, 'general'));
    expect(Array.from({ length: 3 }, () => random.uniform())).toMatchInlineSnapshot(`
      [
        0.10133134928924392,
        0.30564484875289466,
        0.42994300098746985,
      ]
    `);
    expect(random.normal()).toMatchInlineSnapshot(`-0.5284851120202935`);
  });

  test('a split does not depend on what its parent drew', () => {
    const fresh = new RandomStream(streamKey(1, 'search')).split(5).uniform();
    const parent = new RandomStream(streamKey(1, 'search'));
    for (let i = 0; i < 100; i++) parent.normal();
    expect(parent.split(5).uniform()).toBe(fresh);
    expect(parent.split(6).uniform()).not.toBe(fresh);
  });

  test('normal draws have mean 0, variance 1, fourth moment 3', () => {
    const random = new RandomStream(streamKey(9, 'initialisation', 3, 1));
    const n = 200_000;
    let [one, two, four] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const z = random.normal();
      one += z;
      two += z * z;
      four += z ** 4;
    }
    expect(Math.abs(one / n)).toBeLessThan(4.5 * Math.sqrt(1 / n));
    expect(Math.abs(two / n - 1)).toBeLessThan(4.5 * Math.sqrt(2 / n));
    expect(Math.abs(four / n - 3)).toBeLessThan(4.5 * Math.sqrt(96 / n));
  });

  test('integers below n are all reached, and no other', () => {
    const random = new RandomStream(streamKey(0, 'general'));
    const seen = new Set(Array.from({ length: 1000 }, () => random.integer(7)));
    expect([...seen].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('streamKey', () => {
  test('tells seeds, purposes and indices apart, seeds above 2^32 included', () => {
    const keys = [
      streamKey(0, 'data'),
      streamKey(2 ** 32, 'data'),
      streamKey(MAX_SEED, 'data'),
      streamKey(0, 'evaluation'),
      streamKey(0, 'data', 1),
      streamKey(0, 'data', 0, 1),
    ].map(String);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53])('refuses seed %s', (seed) => {
    expect(() => streamKey(seed, 'data')).toThrow(/invalid seed: .*whole numbers from 0/);
  });
});
