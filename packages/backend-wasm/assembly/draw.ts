/**
 * Fresh samples, as `data/sampler.ts` of @toymodels/core defines them, bit for bit.
 *
 * A unit is active iff u < p, and its value is then u / p, itself uniform. Draws stay integers
 * below 2^24 here: the thresholds are 2^24 p and the scales 2^-24 / p. Both factors are powers
 * of two, so that comparisons and products round as core's do.
 */

import {
  allSingle,
  generator,
  nFeatures,
  nUnits,
  ROW,
  signedRange,
  unitFeatures,
  unitKind,
  unitStart,
  VECTOR,
} from './layout';
import { nextDraw, rotate11 } from './random';

/**
 * Draws samples into consecutive panels. What is left of the last panel is surplus or zero.
 *
 * @param x float32 [panel, feature, 8]
 * @param count samples
 * @param rule this model's activity, float32 [4, unit]: threshold, scale, and the two that hold
 *   while no unit of the sample was active
 * @param conditional whether the latter two differ from the former
 */
export function drawSamples(x: usize, count: i32, rule: usize, conditional: bool): void {
  if (!allSingle) drawUnits(x, count, rule);
  else if (conditional) drawSingles(x, count, rule, true, signedRange);
  else if (signedRange) drawSingles(x, count, rule, false, true);
  else drawSingles(x, count, rule, false, false);
  if (((count + 3) >> 2) & 1) {
    const half = x + <usize>(count >> 3) * (<usize>nFeatures * ROW) + VECTOR;
    for (let i = 0; i < nFeatures; i++) v128.store(half + <usize>i * ROW, i32x4.splat(0));
  }
}

/** Every feature a unit: the generator stays in registers. */
// @ts-ignore: decorator
@inline
function drawSingles(x: usize, count: i32, rule: usize, conditional: bool, signed: bool): void {
  let s0 = v128.load(generator);
  let s1 = v128.load(generator, VECTOR);
  let s2 = v128.load(generator, 2 * VECTOR);
  let s3 = v128.load(generator, 3 * VECTOR);
  const bytes = <usize>nUnits << 2;
  const end = rule + bytes;
  const panelBytes = <usize>nFeatures * ROW;
  // From the first half of a panel to its second, and on to the first half of the next.
  let half: usize = VECTOR;
  for (; count > 0; count -= 4, x += half, half = panelBytes - half) {
    let none = i32x4.splat(-1); // lanes in which no unit was active yet
    let to = x;
    for (let at = rule; at < end; at += 4, to += ROW) {
      const draw = f32x4.convert_i32x4_s(i32x4.shr_u(i32x4.add(s0, s3), 8));
      const shifted = i32x4.shl(s1, 9);
      s2 = v128.xor(s2, s0);
      s3 = v128.xor(s3, s1);
      s1 = v128.xor(s1, s2);
      s0 = v128.xor(s0, s3);
      s2 = v128.xor(s2, shifted);
      s3 = rotate11(s3);
      let threshold = v128.load32_splat(at);
      let scale = v128.load32_splat(at + bytes);
      if (conditional) {
        threshold = v128.bitselect(v128.load32_splat(at + 2 * bytes), threshold, none);
        scale = v128.bitselect(v128.load32_splat(at + 3 * bytes), scale, none);
      }
      const active = f32x4.lt(draw, threshold);
      let value = f32x4.mul(draw, scale);
      if (signed) value = f32x4.sub(f32x4.add(value, value), f32x4.splat(1));
      if (conditional) none = v128.andnot(none, active);
      v128.store(to, v128.and(value, active));
    }
  }
  v128.store(generator, s0);
  v128.store(generator, s1, VECTOR);
  v128.store(generator, s2, 2 * VECTOR);
  v128.store(generator, s3, 3 * VECTOR);
}

// @ts-ignore: decorator
@inline
function place(value: v128, active: v128): v128 {
  if (signedRange) value = f32x4.sub(f32x4.add(value, value), f32x4.splat(1));
  return v128.and(value, active);
}

const UNIT_24: f32 = 1.0 / 16777216.0;

/** Singles, correlated and anticorrelated sets. */
function drawUnits(x: usize, count: i32, rule: usize): void {
  let half: usize = VECTOR;
  for (; count > 0; count -= 4, x += half, half = <usize>nFeatures * ROW - half) drawFour(x, rule);
}

/** Four samples, in the order of the units; x of feature i goes to to + i * ROW. */
function drawFour(to: usize, rule: usize): void {
  const bytes = <usize>nUnits << 2;
  let none = i32x4.splat(-1);
  for (let unit = 0; unit < nUnits; unit++) {
    const at = rule + (<usize>unit << 2);
    const threshold = v128.bitselect(v128.load32_splat(at + 2 * bytes), v128.load32_splat(at), none);
    const scale = v128.bitselect(v128.load32_splat(at + 3 * bytes), v128.load32_splat(at + bytes), none);
    const draw = nextDraw();
    const active = f32x4.lt(draw, threshold);
    const position = f32x4.mul(draw, scale);
    none = v128.andnot(none, active);
    const kind = load<i32>(unitKind + (<usize>unit << 2));
    let member = unitFeatures + (<usize>load<i32>(unitStart + (<usize>unit << 2)) << 2);
    const end = unitFeatures + (<usize>load<i32>(unitStart + (<usize>unit << 2), 4) << 2);
    if (kind == 0) {
      v128.store(to + <usize>load<i32>(member) * ROW, place(position, active));
    } else if (kind == 1) {
      for (; member < end; member += 4) {
        const value = f32x4.mul(nextDraw(), f32x4.splat(UNIT_24));
        v128.store(to + <usize>load<i32>(member) * ROW, place(value, active));
      }
    } else {
      const value = place(f32x4.mul(nextDraw(), f32x4.splat(UNIT_24)), active);
      const size = <f32>((end - member) >> 2);
      const chosen = f32x4.pmin(f32x4.splat(size - 1), f32x4.floor(f32x4.mul(position, f32x4.splat(size))));
      for (let index: f32 = 0; member < end; member += 4, index += 1) {
        const isChosen = f32x4.eq(chosen, f32x4.splat(index));
        v128.store(to + <usize>load<i32>(member) * ROW, v128.and(value, isChosen));
      }
    }
  }
}
