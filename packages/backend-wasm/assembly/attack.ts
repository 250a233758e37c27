/**
 * Adversarial training: samples as `data/attack.ts` of @toymodels/core defines their attacks, bit for bit in
 * which and along what, with float32 directions.
 *
 *     x_adv = x + epsilon s M_i / |M_i|,  M = W W^T here, the weights of the step
 *
 * Every sample goes through the products as in the dense way, however it was drawn; x_adv goes in, x is the
 * target. Hidden units are linear or this means nothing, which core sees to.
 */

import { draw, listCandidates, parametersOf, seekChunk, settledEnd, TRAINING } from './chunk';
import { listOf, ROW_SHIFT } from './gaps';
import {
  attackKeys,
  attackList,
  attackRows,
  attackTargets,
  attackWeights,
  blockPanels,
  gapScale,
  gradientOutput,
  gradientWeights,
  hiddenBias,
  hiddenL1,
  nFeatures,
  nHidden,
  offsetHiddenBias,
  paddedFeatures,
  panelH,
  panelU,
  panelX,
  panelZ,
  ROW,
  twiceImportance,
  VECTOR,
  zeros,
} from './layout';
import { accumulateOuter, multiply } from './matrix';
import { backwardPanel, forwardFromHidden } from './panel';
import { product } from './product';
import { nextDraw, seek } from './random';
import { firstOnes } from './vector';

const UNIT_24: f64 = 1.0 / 16777216.0;
/** 2^-100: |M_i|^2 below it is no direction. */
const LEAST_SQUARED_ROW: f64 = 7.888609052210118e-31;

let share: f64 = 0;
let epsilon: f64 = 0;

/** What is attacked: a share of the samples, by vectors of length `length`. */
export function setAttack(ofSamples: f64, length: f64): void {
  share = ofSamples;
  epsilon = length;
}

/** Before the chunks of a step: epsilon M_i / |M_i| of the weights as they are now. */
export function beginAttack(model: i32): void {
  const weights = parametersOf(model);
  const row = <usize>paddedFeatures << 2;
  for (let i = 0, w = weights; i < nFeatures; i++) {
    for (let j = 0; j < nHidden; j++, w += 4) {
      store<f32>(attackWeights + <usize>j * row + (<usize>i << 2), load<f32>(w));
    }
  }
  product(nFeatures, nHidden, row, weights, <usize>nHidden << 2, attackWeights, attackRows);
  for (let start = attackRows, end = attackRows + <usize>nFeatures * row; start < end; start += row) {
    let squared = 0.0;
    for (let at = start; at < start + row; at += VECTOR) {
      const four = v128.load(at);
      const low = f64x2.promote_low_f32x4(four);
      const high = f64x2.promote_low_f32x4(v128.shuffle<i32>(four, four, 2, 3, 2, 3));
      const both = f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high));
      squared += f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
    }
    const scale = squared >= LEAST_SQUARED_ROW ? epsilon / Math.sqrt(squared) : 0;
    for (let at = start; at < start + row; at += 4) store<f32>(at, <f32>(scale * <f64>load<f32>(at)));
  }
}

/** One attack a sample of a chunk into `attackList`, see `AttackSampler` of core. */
function drawAttacks(model: i32, step: u32, chunk: i32, count: i32): void {
  const key = attackKeys + (<usize>model << 3);
  seek(load<u32>(key), load<u32>(key, 4), step, chunk);
  for (let sample = 0; sample < count; sample += 4) {
    const u = nextDraw();
    const v = nextDraw();
    const to = attackList + (<usize>sample << 2);
    store<i32>(to, attackOf(f32x4.extract_lane(u, 0), f32x4.extract_lane(v, 0)));
    store<i32>(to, attackOf(f32x4.extract_lane(u, 1), f32x4.extract_lane(v, 1)), 4);
    store<i32>(to, attackOf(f32x4.extract_lane(u, 2), f32x4.extract_lane(v, 2)), 8);
    store<i32>(to, attackOf(f32x4.extract_lane(u, 3), f32x4.extract_lane(v, 3)), 12);
  }
}

/** 0 for no attack, else i + 1 along M_i and -(i + 1) against it. */
function attackOf(u: f32, v: f32): i32 {
  if (!(<f64>u * UNIT_24 < share)) return 0;
  const chosen = <i32>Math.floor(<f64>(2 * nFeatures) * (<f64>v * UNIT_24));
  const feature = (chosen >> 1) + 1;
  return (chosen & 1) == 0 ? feature : -feature;
}

/** Where the list of each lane ends, for samples drawn by gaps. */
let end0: usize = 0;
let end1: usize = 0;
let end2: usize = 0;
let end3: usize = 0;

/** Goes to the samples of a chunk and to their attacks. */
export function beginAttackedChunk(model: i32, step: u32, chunk: i32, count: i32): void {
  drawAttacks(model, step, chunk, count);
  seekChunk(model, TRAINING, step, chunk);
  if (load<f32>(gapScale + (<usize>model << 2)) == 0) return;
  const thinned = listCandidates(model, count);
  end0 = settledEnd(model, 0, thinned);
  end1 = settledEnd(model, 1, thinned);
  end2 = settledEnd(model, 2, thinned);
  end3 = settledEnd(model, 3, thinned);
}

/** The samples of a lane's list from `first` on into panels. */
function scatter(lane: i32, end: usize, first: i32, count: i32): void {
  for (let at = listOf(lane); at < end; at += 8) {
    const cell = load<i32>(at);
    const sample = ((cell >> ROW_SHIFT) << 2) + lane - first;
    if (sample < 0 || sample >= count) continue;
    const row = (sample >> 3) * nFeatures + (cell & ((1 << ROW_SHIFT) - 1));
    store<f32>(panelX + <usize>row * ROW + (<usize>(sample & 7) << 2), load<f32>(at, 4));
  }
}

/** Samples `first` to `first + count` of the chunk that was begun: clean in `attackTargets`, attacked in `panelX`. */
export function drawAttacked(model: i32, first: i32, count: i32): void {
  const bytes = <usize>(((count + 7) >> 3) * nFeatures) * ROW;
  if (load<f32>(gapScale + (<usize>model << 2)) == 0) {
    draw(model, TRAINING, panelX, count);
  } else {
    memory.fill(panelX, 0, bytes);
    scatter(0, end0, first, count);
    scatter(1, end1, first, count);
    scatter(2, end2, first, count);
    scatter(3, end3, first, count);
  }
  memory.copy(attackTargets, panelX, bytes);
  for (let sample = 0; sample < count; sample++) {
    const attack = load<i32>(attackList + (<usize>(first + sample) << 2));
    if (attack == 0) continue;
    const sign: f32 = attack > 0 ? 1 : -1;
    let from = attackRows + (<usize>((attack > 0 ? attack : -attack) - 1) * (<usize>paddedFeatures << 2));
    let to = panelX + <usize>((sample >> 3) * nFeatures) * ROW + (<usize>(sample & 7) << 2);
    for (const end = to + <usize>nFeatures * ROW; to < end; to += ROW, from += 4) {
      store<f32>(to, load<f32>(to) + sign * load<f32>(from));
    }
  }
}

/** Adds the sums of the first `count` samples of the block; returns twice the sum of their losses. */
function addAttacked(model: i32, count: i32): f64 {
  const weights = parametersOf(model);
  const importance = twiceImportance + <usize>model * (<usize>nFeatures << 2);
  const hiddenStart = hiddenBias ? weights + (<usize>offsetHiddenBias << 2) : zeros;
  const rowsX = <usize>nFeatures * ROW;
  const rowsH = <usize>nHidden * ROW;
  const nPanels = (count + 7) >> 3;
  let twiceLoss = 0.0;
  for (let p = 0; p < nPanels; p++, count -= 8) {
    const x = panelX + <usize>p * rowsX;
    const target = attackTargets + <usize>p * rowsX;
    const z = panelZ + <usize>p * rowsX;
    const h = panelH + <usize>p * rowsH;
    const u = panelU + <usize>p * rowsH;
    const weight0 = firstOnes(count);
    const weight1 = firstOnes(count - 4);
    multiply(nHidden, nFeatures, weights, x, hiddenStart, h);
    twiceLoss += forwardFromHidden(weights, importance, hiddenL1, target, z, h, weight0, weight1, count < 8);
    backwardPanel(weights, z, h, u, weight0, weight1);
  }
  accumulateOuter(nFeatures, nHidden, nPanels, panelX, panelU, gradientWeights);
  accumulateOuter(nFeatures, nHidden, nPanels, panelZ, panelH, gradientOutput);
  return twiceLoss;
}

/** Adds the sums of a chunk to the accumulators; returns twice the sum of its losses. */
export function addAttackedChunk(model: i32, step: u32, chunk: i32, count: i32): f64 {
  beginAttackedChunk(model, step, chunk, count);
  let twiceLoss = 0.0;
  for (let first = 0; first < count; first += blockPanels << 3) {
    const drawn = min(count - first, blockPanels << 3);
    drawAttacked(model, first, drawn);
    twiceLoss += addAttacked(model, drawn);
  }
  return twiceLoss;
}
