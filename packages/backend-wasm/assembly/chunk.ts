/**
 * One chunk of a batch: draw, forward, backward, and its sums added to the gradient.
 *
 * A chunk is the grain of everything that must not depend on how work is split: it has its own
 * random stream, and its sums are complete before they are added to those of the chunks before.
 */

import {
  accumulatorBytes,
  activity,
  blockPanels,
  gradient,
  gradientBias,
  gradientHiddenBias,
  gradientOutput,
  gradientWeights,
  hiddenBias,
  hiddenL1,
  keys,
  nFeatures,
  nHidden,
  nModels,
  nonEmpty,
  nParameters,
  nUnits,
  offsetBias,
  offsetHiddenBias,
  offsetOutput,
  packing,
  panelH,
  panelU,
  panelX,
  panelZ,
  ROW,
  theta,
  transposed,
  twiceImportance,
  untied,
  VECTOR,
} from './layout';
import { drawSamples } from './draw';
import { fusedPanel, isSmall } from './fused';
import { accumulateOuter } from './matrix';
import { packSamples } from './pack';
import { backwardPanel, forwardPanel } from './panel';
import { seek } from './random';
import { firstLanes } from './vector';

/** Samples of the step that were left out as empty, see `pack.ts`. */
export let nEmpty: i32 = 0;

/** Before the chunks of a step: nothing was left out yet. */
export function resetEmpty(): void {
  nEmpty = 0;
}

/** What a stream is drawn for. */
export const TRAINING: i32 = 0;
export const EVALUATION: i32 = 1;

/** The model's parameters. */
// @ts-ignore: decorator
@inline
export function parametersOf(model: i32): usize {
  return theta + <usize>model * (<usize>nParameters << 2);
}

/** Before the chunks of a step, and whenever parameters changed: the weights into the outputs, transposed. */
export function transposeWeights(model: i32): void {
  const w = parametersOf(model) + (<usize>offsetOutput << 2);
  for (let i = 0; i < nFeatures; i++) {
    for (let j = 0; j < nHidden; j++) {
      store<f32>(transposed + (<usize>(j * nFeatures + i) << 2), load<f32>(w + (<usize>(i * nHidden + j) << 2)));
    }
  }
}

/** Goes to the stream of (model, purpose, major, chunk). */
export function seekChunk(model: i32, purpose: i32, major: u32, chunk: u32): void {
  const key = keys + (<usize>(purpose * nModels + model) << 3);
  seek(load<u32>(key), load<u32>(key, 4), major, chunk);
}

/** Draws the next samples of the chunk sought into consecutive panels. */
export function draw(model: i32, purpose: i32, x: usize, count: i32): void {
  const rule = activity + <usize>(purpose * nModels + model) * (<usize>nUnits << 4);
  drawSamples(x, count, rule, nonEmpty || purpose == EVALUATION);
}

/** Draws a chunk and adds its sums to the accumulators; returns twice the sum of its losses. */
function sampleChunk(model: i32, count: i32): f64 {
  const packs = load<u32>(packing + (<usize>model << 2)) != 0;
  let twiceLoss = 0.0;
  while (count > 0) {
    const drawn = min(count, blockPanels << 3);
    draw(model, TRAINING, panelX, drawn);
    const kept = packs ? packSamples(panelX, drawn) : drawn;
    nEmpty += drawn - kept;
    twiceLoss += addBlock(model, kept);
    count -= drawn;
  }
  return twiceLoss;
}

/** Adds the sums of the first `count` samples of the block; returns twice the sum of their losses. */
function addBlock(model: i32, count: i32): f64 {
  const weights = parametersOf(model);
  const importance = twiceImportance + <usize>model * (<usize>nFeatures << 2);
  const rowsX = <usize>nFeatures * ROW;
  const rowsH = <usize>nHidden * ROW;
  const nPanels = (count + 7) >> 3;
  let twiceLoss = 0.0;
  let p = 0;
  if (isSmall(nFeatures, nHidden)) {
    for (; count >= 8; p++, count -= 8) {
      twiceLoss += fusedPanel(weights, importance, panelX + <usize>p * rowsX);
    }
  }
  if (p == nPanels) return twiceLoss;
  const offsetX = <usize>p * rowsX;
  const offsetH = <usize>p * rowsH;
  const nLeft = nPanels - p;
  for (; p < nPanels; p++, count -= 8) {
    const x = panelX + <usize>p * rowsX;
    const z = panelZ + <usize>p * rowsX;
    const h = panelH + <usize>p * rowsH;
    const u = panelU + <usize>p * rowsH;
    const mask0 = firstLanes(count);
    const mask1 = firstLanes(count - 4);
    twiceLoss += forwardPanel(weights, importance, hiddenL1, x, z, h, mask0, mask1);
    backwardPanel(weights, z, h, u, mask0, mask1);
  }
  accumulateOuter(nFeatures, nHidden, nLeft, panelX + offsetX, panelU + offsetH, gradientWeights);
  accumulateOuter(nFeatures, nHidden, nLeft, panelZ + offsetX, panelH + offsetH, gradientOutput);
  return twiceLoss;
}

/** The one sample x = 0, alone in its panel. */
function emptyChunk(model: i32): f64 {
  const weights = parametersOf(model);
  const importance = twiceImportance + <usize>model * (<usize>nFeatures << 2);
  const mask0 = firstLanes(1);
  const mask1 = firstLanes(0);
  memory.fill(panelX, 0, <usize>nFeatures * ROW);
  const twiceLoss = forwardPanel(weights, importance, hiddenL1, panelX, panelZ, panelH, mask0, mask1);
  backwardPanel(weights, panelZ, panelH, panelU, mask0, mask1);
  accumulateOuter(nFeatures, nHidden, 1, panelZ, panelH, gradientOutput);
  return twiceLoss;
}

/** to[r] += factor * (sum of the lanes of from[r]), r < count. */
function reduce(count: i32, from: usize, to: usize, factor: f32): void {
  for (let r = 0; r < count; r++, from += VECTOR, to += 4) {
    const v = v128.load(from);
    const sum =
      f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
    store<f32>(to, load<f32>(to) + factor * sum);
  }
}

function reduceAll(factor: f32): void {
  reduce(nFeatures * nHidden, gradientWeights, gradient, factor);
  if (untied) reduce(nFeatures * nHidden, gradientOutput, gradient + (<usize>offsetOutput << 2), factor);
  reduce(nFeatures, gradientBias, gradient + (<usize>offsetBias << 2), factor);
  if (hiddenBias) reduce(nHidden, gradientHiddenBias, gradient + (<usize>offsetHiddenBias << 2), factor);
}

/**
 * Adds factor times the sum over a chunk of `count` fresh samples to the gradient.
 *
 * @returns the sum of their losses
 */
export function addChunk(model: i32, step: u32, chunk: i32, count: i32, factor: f32): f64 {
  memory.fill(gradientWeights, 0, accumulatorBytes);
  seekChunk(model, TRAINING, step, chunk);
  const twiceLoss = sampleChunk(model, count);
  reduceAll(factor);
  return 0.5 * twiceLoss;
}

/** Adds factor times the gradient at x = 0 to the gradient; returns the loss there. */
export function addEmpty(model: i32, factor: f32): f64 {
  memory.fill(gradientWeights, 0, accumulatorBytes);
  const twiceLoss = emptyChunk(model);
  reduceAll(factor);
  return 0.5 * twiceLoss;
}

/** Sum of the losses, without penalty, of one chunk of evaluation samples. */
export function evaluateChunk(model: i32, major: u32, chunk: i32, count: i32): f64 {
  const weights = parametersOf(model);
  const importance = twiceImportance + <usize>model * (<usize>nFeatures << 2);
  seekChunk(model, EVALUATION, major, chunk);
  let twiceLoss = 0.0;
  for (; count > 0; count -= 8) {
    draw(model, EVALUATION, panelX, min(count, 8));
    twiceLoss += forwardPanel(weights, importance, 0, panelX, panelZ, panelH, firstLanes(count), firstLanes(count - 4));
  }
  return 0.5 * twiceLoss;
}

/** The loss, without penalty, at x = 0. */
export function evaluateEmpty(model: i32): f64 {
  const weights = parametersOf(model);
  const importance = twiceImportance + <usize>model * (<usize>nFeatures << 2);
  memory.fill(panelX, 0, <usize>nFeatures * ROW);
  return 0.5 * forwardPanel(weights, importance, 0, panelX, panelZ, panelH, firstLanes(1), firstLanes(0));
}
