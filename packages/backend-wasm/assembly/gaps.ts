/**
 * Sparse samples by the gaps between their active features, as `data/gaps.ts` of @toymodels/core
 * defines them, bit for bit: a sample in which nothing is active costs nothing.
 *
 * Draws stay integers below 2^24 here, as in `draw.ts`: thresholds are 2^24 p_i / p, inverses 2^-24 p / p_i.
 */

import { candidates, generator, LANE_SAMPLES, nFeatures, signedRange, VECTOR } from './layout';
import { logarithm } from './logarithm';
import { rotate11 } from './random';

const UNIT_24: f32 = 1.0 / 16777216.0;

/** 2^23: a whole number below it and added to it is the lower bits of the sum. */
const WHOLE: f32 = 8388608;
const WHOLE_BITS: i32 = 0x4b000000;

/** A candidate's cell is (row << ROW_SHIFT) | feature, its sample 4 row + lane. No more features than that. */
export const ROW_SHIFT: i32 = 12;

/** A lane's list of candidates: int32 cell, float32 draw. Each lane's is long enough for all its cells, and one. */
// @ts-ignore: decorator
@inline
export function listOf(lane: i32): usize {
  return candidates + <usize>lane * (<usize>(LANE_SAMPLES * nFeatures + 1) << 3);
}

/** Where each lane's list ends. */
export let end0: usize = 0;
export let end1: usize = 0;
export let end2: usize = 0;
export let end3: usize = 0;

/**
 * Lists the candidates among the first `count` samples of the chunk sought.
 *
 * @param scale 1 / log(1 - p)
 * @param thinned whether some feature is rarer than another, so that draws must be compared before they are values
 */
export function drawGaps(count: i32, scale: f32, thinned: bool): void {
  list(count, scale, thinned, 0, false);
}

/**
 * Lists the active features of the first `count` samples that are not empty, of an endless chunk.
 *
 * @param rule float32 [2, feature]: threshold, inverse
 */
export function drawNonEmptyGaps(count: i32, scale: f32, thinned: bool, rule: usize): void {
  list(count, scale, thinned, rule, true);
}

/** The thresholds of the features of four candidates. */
// @ts-ignore: decorator
@inline
function thresholdsOf(features: v128, rule: usize): v128 {
  let thresholds = v128.load32_splat(rule + (<usize>i32x4.extract_lane(features, 0) << 2));
  thresholds = v128.load_lane<f32>(rule + (<usize>i32x4.extract_lane(features, 1) << 2), thresholds, 1);
  thresholds = v128.load_lane<f32>(rule + (<usize>i32x4.extract_lane(features, 2) << 2), thresholds, 2);
  return v128.load_lane<f32>(rule + (<usize>i32x4.extract_lane(features, 3) << 2), thresholds, 3);
}

// @ts-ignore: decorator
@inline
function list(count: i32, scale: f32, thinned: bool, rule: usize, withoutEmpty: bool): void {
  let s0 = v128.load(generator);
  let s1 = v128.load(generator, VECTOR);
  let s2 = v128.load(generator, 2 * VECTOR);
  let s3 = v128.load(generator, 3 * VECTOR);
  // Cells are whole numbers below 2^18: float32 holds them, and has them without conversions.
  const rows = i32x4.shr_s(i32x4.sub(i32x4.splat(count + 3), i32x4(0, 1, 2, 3)), 2);
  const n = f32x4.splat(<f32>nFeatures);
  const end = f32x4.mul(f32x4.convert_i32x4_s(rows), n);
  const inverseN = f32x4.splat(<f32>1 / <f32>nFeatures);
  const one = f32x4.splat(1);
  // Positions are half a cell further than cells: (cell + 1/2) / n is at least 1 / 2n away from whole numbers, so
  // that float32 rounds it down right for n <= 4096.
  let position = f32x4.splat(-0.5);
  const rowStep = f32x4.splat(<f32>((1 << ROW_SHIFT) - nFeatures));
  let counts = i32x4.splat(0);
  // Without the empty samples: how many were found, and whether the one sought has no active feature yet.
  let found = i32x4.splat(0);
  let empty = i32x4.splat(-1);
  let to = candidates;
  const list1 = listOf(1) - candidates;
  const list2 = list1 + list1;
  const list3 = list2 + list1;
  let to1 = to + list1;
  let to2 = to + list2;
  let to3 = to + list3;
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
    let draw = f32x4.convert_i32x4_s(i32x4.shr_u(word, 8));
    if (!thinned) {
      draw = f32x4.mul(draw, f32x4.splat(UNIT_24));
      if (signedRange) draw = f32x4.sub(f32x4.add(draw, draw), f32x4.splat(1));
    }
    const gap = f32x4.floor(f32x4.mul(logarithm(u), f32x4.splat(scale)));
    position = f32x4.add(position, f32x4.add(gap, one));
    if (withoutEmpty) {
      // Gaps are below 2^20: the quotient is rounded down right for the same reason.
      const passed = f32x4.floor(f32x4.mul(position, inverseN));
      position = f32x4.sub(position, f32x4.mul(passed, n));
      empty = v128.or(empty, f32x4.gt(passed, f32x4.splat(0)));
      const feature = i32x4.sub(f32x4.add(position, f32x4.splat(WHOLE - 0.5)), i32x4.splat(WHOLE_BITS));
      const active = thinned ? f32x4.lt(draw, thresholdsOf(feature, rule)) : i32x4.splat(-1);
      found = i32x4.sub(found, v128.and(empty, active));
      empty = v128.andnot(empty, active);
      const seeking = i32x4.le_s(found, rows);
      if (!v128.any_true(seeking)) break;
      const cell = i32x4.add(i32x4.shl(i32x4.sub(found, i32x4.splat(1)), ROW_SHIFT), feature);
      const low = v128.shuffle<i32>(cell, draw, 0, 4, 1, 5);
      const high = v128.shuffle<i32>(cell, draw, 2, 6, 3, 7);
      v128.store64_lane(to, low, 0);
      v128.store64_lane(to1, low, 1);
      v128.store64_lane(to2, high, 0);
      v128.store64_lane(to3, high, 1);
      // What is not active, or of a lane that has its samples, is written over.
      const kept = i32x4.bitmask(v128.and(active, seeking));
      to += (kept & 1) << 3;
      to1 += (kept & 2) << 2;
      to2 += (kept & 4) << 1;
      to3 += kept & 8;
      continue;
    }
    const live = f32x4.lt(position, end);
    if (!v128.any_true(live)) break;
    const row = f32x4.floor(f32x4.mul(position, inverseN));
    const number = f32x4.add(position, f32x4.mul(row, rowStep));
    const cell = i32x4.sub(f32x4.add(number, f32x4.splat(WHOLE - 0.5)), i32x4.splat(WHOLE_BITS));
    const low = v128.shuffle<i32>(cell, draw, 0, 4, 1, 5);
    const high = v128.shuffle<i32>(cell, draw, 2, 6, 3, 7);
    // A lane past its cells goes on writing behind its list: it never comes back.
    v128.store64_lane(to, low, 0);
    v128.store64_lane(to + list1, low, 1);
    v128.store64_lane(to + list2, high, 0);
    v128.store64_lane(to + list3, high, 1);
    to += 8;
    counts = i32x4.sub(counts, live);
  }
  if (withoutEmpty) {
    end0 = to;
    end1 = to1;
    end2 = to2;
    end3 = to3;
    return;
  }
  end0 = listOf(0) + (<usize>i32x4.extract_lane(counts, 0) << 3);
  end1 = listOf(1) + (<usize>i32x4.extract_lane(counts, 1) << 3);
  end2 = listOf(2) + (<usize>i32x4.extract_lane(counts, 2) << 3);
  end3 = listOf(3) + (<usize>i32x4.extract_lane(counts, 3) << 3);
}

/** Where the list of a lane ends. */
export function endOf(lane: i32): usize {
  return lane == 0 ? end0 : lane == 1 ? end1 : lane == 2 ? end2 : end3;
}

/**
 * Of a lane's candidates keeps those that are active, and turns their draws into values.
 *
 * @param rule float32 [2, feature]: threshold, inverse
 * @returns where the list ends now
 */
export function thin(lane: i32, rule: usize): usize {
  const end = endOf(lane);
  let at = listOf(lane);
  let kept = at;
  for (; at < end; at += 8) {
    const cell = load<i32>(at);
    const draw = load<f32>(at, 4);
    const feature = rule + (<usize>(cell & ((1 << ROW_SHIFT) - 1)) << 2);
    const value = draw * load<f32>(feature + (<usize>nFeatures << 2));
    store<i32>(kept, cell);
    store<f32>(kept, signedRange ? value + value - 1 : value, 4);
    if (draw < load<f32>(feature)) kept += 8;
  }
  return kept;
}
