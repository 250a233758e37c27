/**
 * Sparse samples by the gaps between their active features, as `data/gaps.ts` of @toymodels/core
 * defines them, bit for bit. What is drawn goes straight into the lists of `events.ts`: a sample in
 * which nothing is active costs nothing.
 *
 * Draws stay integers below 2^24 here, as in `draw.ts`: thresholds are 2^24 p_i / p, inverses 2^-24 p / p_i.
 */

import { addEvent, addSample } from './events';
import { generator, nFeatures, signedRange, VECTOR } from './layout';
import { logarithm } from './logarithm';
import { rotate11 } from './random';

const UNIT_24: f32 = 1.0 / 16777216.0;

/** Gaps and positions are cut here: no lane has as many cells. */
const FAR: i32 = 1 << 24;

// The sample that each lane is in, as its row of the chunk, and the place where it is gathered.
let row0: i32 = 0;
let row1: i32 = 0;
let row2: i32 = 0;
let row3: i32 = 0;
let place0: i32 = 0;
let place1: i32 = 0;
let place2: i32 = 0;
let place3: i32 = 0;

/**
 * Draws the first `count` samples of the chunk sought.
 *
 * @param rule this model's float32 [2, feature]: threshold, inverse
 * @param scale 1 / log(1 - p)
 * @param thinned whether some feature is rarer than another
 */
export function drawGaps(count: i32, rule: usize, scale: f32, thinned: bool): void {
  if (thinned) drawChunk(count, rule, scale, true);
  else drawChunk(count, rule, scale, false);
}

// @ts-ignore: decorator
@inline
function drawChunk(count: i32, rule: usize, scale: f32, thinned: bool): void {
  let s0 = v128.load(generator);
  let s1 = v128.load(generator, VECTOR);
  let s2 = v128.load(generator, 2 * VECTOR);
  let s3 = v128.load(generator, 3 * VECTOR);
  const rows = i32x4.shr_s(i32x4.sub(i32x4.splat(count + 3), i32x4(0, 1, 2, 3)), 2);
  const end = i32x4.mul(rows, i32x4.splat(nFeatures));
  const inverseN = f32x4.splat(<f32>1 / <f32>nFeatures);
  let position = i32x4.splat(-1);
  row0 = row1 = row2 = row3 = -1;
  for (;;) {
    let word = i32x4.add(s0, s3);
    let shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = rotate11(s3);
    const odd = v128.or(i32x4.shr_u(word, 8), i32x4.splat(1));
    const u = f32x4.mul(f32x4.convert_i32x4_s(odd), f32x4.splat(UNIT_24));
    word = i32x4.add(s0, s3);
    shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = rotate11(s3);
    const v = f32x4.convert_i32x4_s(i32x4.shr_u(word, 8));
    const gap = i32x4.trunc_sat_f32x4_s(
      f32x4.pmin(f32x4.splat(<f32>FAR), f32x4.mul(logarithm(u), f32x4.splat(scale))),
    );
    position = i32x4.min_s(i32x4.splat(FAR), i32x4.add(position, i32x4.add(gap, i32x4.splat(1))));
    const live = i32x4.bitmask(i32x4.lt_s(position, end));
    if (live == 0) break;
    // (position + 1/2) / n is at least 1 / 2n away from whole numbers: float32 rounds it down right for n <= 4096.
    const row = i32x4.trunc_sat_f32x4_s(
      f32x4.mul(f32x4.add(f32x4.convert_i32x4_s(position), f32x4.splat(0.5)), inverseN),
    );
    const feature = i32x4.sub(position, i32x4.mul(row, i32x4.splat(nFeatures)));
    let value = v;
    if (!thinned) {
      value = f32x4.mul(v, f32x4.splat(UNIT_24));
      if (signedRange) value = f32x4.sub(f32x4.add(value, value), f32x4.splat(1));
    }
    if (live & 1) {
      const i = i32x4.extract_lane(feature, 0);
      const x = f32x4.extract_lane(value, 0);
      if (!thinned || x < load<f32>(rule + (<usize>i << 2))) {
        const r = i32x4.extract_lane(row, 0);
        if (r != row0) place0 = addSample(r << 2);
        row0 = r;
        addEvent(place0, i, thinned ? thin(x, rule, i) : x);
      }
    }
    if (live & 2) {
      const i = i32x4.extract_lane(feature, 1);
      const x = f32x4.extract_lane(value, 1);
      if (!thinned || x < load<f32>(rule + (<usize>i << 2))) {
        const r = i32x4.extract_lane(row, 1);
        if (r != row1) place1 = addSample((r << 2) + 1);
        row1 = r;
        addEvent(place1, i, thinned ? thin(x, rule, i) : x);
      }
    }
    if (live & 4) {
      const i = i32x4.extract_lane(feature, 2);
      const x = f32x4.extract_lane(value, 2);
      if (!thinned || x < load<f32>(rule + (<usize>i << 2))) {
        const r = i32x4.extract_lane(row, 2);
        if (r != row2) place2 = addSample((r << 2) + 2);
        row2 = r;
        addEvent(place2, i, thinned ? thin(x, rule, i) : x);
      }
    }
    if (live & 8) {
      const i = i32x4.extract_lane(feature, 3);
      const x = f32x4.extract_lane(value, 3);
      if (!thinned || x < load<f32>(rule + (<usize>i << 2))) {
        const r = i32x4.extract_lane(row, 3);
        if (r != row3) place3 = addSample((r << 2) + 3);
        row3 = r;
        addEvent(place3, i, thinned ? thin(x, rule, i) : x);
      }
    }
  }
}

/** The value of an active feature from a draw below its threshold. */
// @ts-ignore: decorator
@inline
function thin(draw: f32, rule: usize, feature: i32): f32 {
  const value = draw * load<f32>(rule + (<usize>(nFeatures + feature) << 2));
  return signedRange ? value + value - 1 : value;
}
