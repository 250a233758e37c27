/**
 * One chunk of a batch: draw, forward, backward, and its sums added to the gradient.
 *
 * A chunk is the grain of everything that must not depend on how work is split: it has its own
 * random stream, and its sums are complete before they are added to those of the chunks before. Samples
 * drawn by gaps are gathered over chunks instead (`sparse.ts`), in an order that is as fixed.
 */

import { addAttackedChunk, beginAttack } from './attack';
import {
  accumulatorBytes,
  activity,
  ATTACKED,
  blockPanels,
  GAPS,
  GRAM,
  gapScale,
  gapThinned,
  gradient,
  gradientOutput,
  gradientWeights,
  hiddenL1,
  keys,
  nFeatures,
  nHidden,
  nModels,
  nonEmpty,
  nParameters,
  nUnits,
  offsetOutput,
  PACKED,
  panelH,
  panelU,
  panelX,
  panelZ,
  paths,
  ROW,
  theta,
  transposed,
  twiceImportance,
} from './layout';
import { drawSamples } from './draw';
import { gather } from './events';
import { fusedPanel, isSmall } from './fused';
import { drawGaps, drawNonEmptyGaps, endOf, listOf, ROW_SHIFT, thin } from './gaps';
import { beginGram, beginLists, endGram, sortList, takeLists } from './gram';
import { accumulateOuter } from './matrix';
import { packSamples } from './pack';
import { backwardPanel, forwardPanel } from './panel';
import { seek } from './random';
import { reduceAll } from './reduce';
import { resetSparse, takeFullBlock, takeLastBlock } from './sparse';
import {
  gatheredToTake,
  gatherGroups,
  nGathered,
  resetGroups,
  straightSamples,
  takeDrawn,
  takeGathered,
} from './straight';
import { clear, firstOnes } from './vector';

/** Samples of the step that were left out as empty, see `pack.ts`. */
export let nEmpty: i32 = 0;

/** What a stream is drawn for. */
export const TRAINING: i32 = 0;
export const EVALUATION: i32 = 1;

/** The model's parameters. */
// @ts-ignore: decorator
@inline
export function parametersOf(model: i32): usize {
  return theta + <usize>model * (<usize>nParameters << 2);
}

/** Whenever parameters changed: the weights into the outputs, transposed. */
export function transposeWeights(model: i32): void {
  const w = parametersOf(model) + (<usize>offsetOutput << 2);
  for (let i = 0; i < nFeatures; i++) {
    for (let j = 0; j < nHidden; j++) {
      store<f32>(transposed + (<usize>(j * nFeatures + i) << 2), load<f32>(w + (<usize>(i * nHidden + j) << 2)));
    }
  }
}

/** Before the chunks of a step: nothing was drawn or left out yet. */
export function beginSums(model: i32): void {
  clear(gradient, <usize>nParameters << 2);
  nEmpty = 0;
  if (pathOf(model) == GRAM) beginGram(model);
  else transposeWeights(model);
  if (pathOf(model) == ATTACKED) beginAttack(model);
  if (pathOf(model) != GAPS) return;
  if (straightSamples > 0) resetGroups();
  else resetSparse();
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

/** An entry of `paths`. */
// @ts-ignore: decorator
@inline
export function pathOf(model: i32): u32 {
  return load<u32>(paths + (<usize>model << 2));
}

/** What the gaps of a model are thinned by, float32 [2, feature]: threshold, inverse. */
// @ts-ignore: decorator
@inline
function gapRule(model: i32): usize {
  return activity + <usize>model * (<usize>nUnits << 4);
}

/** Lists the candidates of the chunk sought, by the sampling of the run; returns whether they are to be thinned. */
export function listCandidates(model: i32, count: i32): bool {
  const scale = load<f32>(gapScale + (<usize>model << 2));
  const thinned = load<u32>(gapThinned + (<usize>model << 2)) != 0;
  if (nonEmpty) drawNonEmptyGaps(count, scale, thinned, gapRule(model));
  else drawGaps(count, scale, thinned);
  return thinned;
}

/** The end of a lane's list, once those candidates are gone that are not active. */
// @ts-ignore: decorator
@inline
export function settledEnd(model: i32, lane: i32, thinned: bool): usize {
  return thinned ? thin(lane, gapRule(model)) : endOf(lane);
}

/** Gathers the first `count` samples of the chunk sought that are not empty, or with GRAM takes them: twice their loss. */
export function drawSparse(model: i32, count: i32): f64 {
  const thinned = listCandidates(model, count);
  const isGram = pathOf(model) == GRAM;
  if (isGram) beginLists();
  for (let lane = 0; lane < 4; lane++) {
    const end = settledEnd(model, lane, thinned);
    if (isGram) sortList(lane, end);
    else gather(lane, listOf(lane), end);
  }
  return isGram ? takeLists() : 0;
}

/** Draws only; returns how many samples are not empty. */
export function drawListed(model: i32, count: i32): i32 {
  const thinned = listCandidates(model, count);
  let nSamples = 0;
  for (let lane = 0; lane < 4; lane++) {
    const end = settledEnd(model, lane, thinned);
    let row = -1;
    for (let at = listOf(lane); at < end; at += 8) {
      nSamples += load<i32>(at) >> ROW_SHIFT != row ? 1 : 0;
      row = load<i32>(at) >> ROW_SHIFT;
    }
  }
  return nSamples;
}

/** Draws a chunk and adds its sums to the accumulators; returns twice the sum of its losses. */
function sampleChunk(model: i32, count: i32): f64 {
  const packs = pathOf(model) == PACKED;
  let twiceLoss = 0.0;
  if (straightSamples > 0 && !packs && count >= straightSamples) {
    const nTimes = count / straightSamples;
    twiceLoss = takeDrawn(model, nTimes);
    count -= nTimes * straightSamples;
  }
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
    const weight0 = firstOnes(count);
    const weight1 = firstOnes(count - 4);
    twiceLoss += forwardPanel(weights, importance, hiddenL1, x, z, h, weight0, weight1, count < 8);
    backwardPanel(weights, z, h, u, weight0, weight1);
  }
  accumulateOuter(nFeatures, nHidden, nLeft, panelX + offsetX, panelU + offsetH, gradientWeights);
  accumulateOuter(nFeatures, nHidden, nLeft, panelZ + offsetX, panelH + offsetH, gradientOutput);
  return twiceLoss;
}

/** The one sample x = 0, alone in its panel. */
function emptyChunk(model: i32): f64 {
  const weights = parametersOf(model);
  const importance = twiceImportance + <usize>model * (<usize>nFeatures << 2);
  const weight0 = firstOnes(1);
  const weight1 = firstOnes(0);
  memory.fill(panelX, 0, <usize>nFeatures * ROW);
  const twiceLoss = forwardPanel(weights, importance, hiddenL1, panelX, panelZ, panelH, weight0, weight1, true);
  backwardPanel(weights, panelZ, panelH, panelU, weight0, weight1);
  accumulateOuter(nFeatures, nHidden, 1, panelZ, panelH, gradientOutput);
  return twiceLoss;
}

/**
 * Adds factor times the sum over a chunk of `count` fresh samples to the gradient. Samples drawn by
 * gaps may be left for later, see `addGathered`.
 *
 * @returns the sum of the losses added
 */
export function addChunk(model: i32, step: u32, chunk: i32, count: i32, factor: f32): f64 {
  if (pathOf(model) == ATTACKED) {
    memory.fill(gradientWeights, 0, accumulatorBytes);
    const twiceLoss = addAttackedChunk(model, step, chunk, count);
    reduceAll(factor);
    return 0.5 * twiceLoss;
  }
  seekChunk(model, TRAINING, step, chunk);
  if (pathOf(model) == GAPS && straightSamples > 0) return 0.5 * addGroups(model, count, factor);
  if (pathOf(model) >= GAPS) {
    const twiceLoss = drawSparse(model, count);
    return 0.5 * (twiceLoss + takeFullBlock(model, factor));
  }
  clear(gradientWeights, accumulatorBytes);
  const twiceLoss = sampleChunk(model, count);
  reduceAll(factor);
  return 0.5 * twiceLoss;
}

/** The same for samples drawn by gaps of models with straight-line code: gathers, and takes once they are many. */
function addGroups(model: i32, count: i32, factor: f32): f64 {
  const thinned = listCandidates(model, count);
  nEmpty += count;
  for (let lane = 0; lane < 4; lane++) nEmpty -= gatherGroups(listOf(lane), settledEnd(model, lane, thinned));
  return takeGroups(model, factor, false);
}

/** Takes gathered groups; what fills the last ones up are empty samples, which are not left over then. */
function takeGroups(model: i32, factor: f32, last: bool): f64 {
  const count = gatheredToTake(last);
  if (count == 0) return 0;
  nEmpty -= count - nGathered;
  return takeGathered(model, count, factor);
}

/** Whether `addGathered` counts the empty samples of a step: in the other ways they are added by `addEmpty`. */
export function countsEmpty(model: i32): bool {
  const path = pathOf(model);
  return path == GRAM || (path == GAPS && straightSamples == 0);
}

/**
 * Adds what `addChunk` has gathered and not yet added, once all chunks were drawn.
 *
 * @param nSamples of the step, with the empty ones where `countsEmpty`
 * @returns the sum of their losses
 */
export function addGathered(model: i32, nSamples: f64, factor: f32): f64 {
  const path = pathOf(model);
  if (path == GRAM) return 0.5 * endGram(nSamples, factor);
  if (path != GAPS) return 0;
  return 0.5 * (straightSamples > 0 ? takeGroups(model, factor, true) : takeLastBlock(model, factor, nSamples));
}

/** Adds factor times the gradient at x = 0 to the gradient; returns the loss there. */
export function addEmpty(model: i32, factor: f32): f64 {
  clear(gradientWeights, accumulatorBytes);
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
    twiceLoss += forwardPanel(weights, importance, 0, panelX, panelZ, panelH, firstOnes(count), firstOnes(count - 4), count < 8);
  }
  return 0.5 * twiceLoss;
}

/** The loss, without penalty, at x = 0. */
export function evaluateEmpty(model: i32): f64 {
  const weights = parametersOf(model);
  const importance = twiceImportance + <usize>model * (<usize>nFeatures << 2);
  memory.fill(panelX, 0, <usize>nFeatures * ROW);
  return 0.5 * forwardPanel(weights, importance, 0, panelX, panelZ, panelH, firstOnes(1), firstOnes(0), true);
}
