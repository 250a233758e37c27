/**
 * Samples of which only the active features are known: gathered one after the other, without the
 * empty ones, and taken through the model block by block.
 *
 * The two products with X are done from the active features (`events.ts`). The output and its error are
 * dense, and go the way of `panel.ts`. A step's empty samples are one more sample, x = 0, with their
 * number as its weight.
 */

import { forgetSamples, gradientFromEvents, hiddenFromEvents, nGathered } from './events';
import {
  accumulatorBytes,
  blockPanels,
  gradientOutput,
  gradientWeights,
  hiddenBias,
  hiddenL1,
  nFeatures,
  nHidden,
  nParameters,
  offsetHiddenBias,
  paddedHidden,
  panelH,
  panelU,
  panelZ,
  ROW,
  sparseH,
  sparseX,
  theta,
  twiceImportance,
  zeros,
} from './layout';
import { accumulateOuter } from './matrix';
import { backwardPanel, forwardFromHidden } from './panel';
import { reduceOutput } from './reduce';
import { fromPanel, toPanel } from './transpose';
import { firstLanes } from './vector';

/** A block is taken through the model at the end of the chunk in which it reaches so many samples. */
const BLOCK_SAMPLES: i32 = 128;

/** Samples of the step that were taken already. */
let nTaken: i32 = 0;

/** Before the chunks of a step. A step that was not ended may have left samples. */
export function resetSparse(): void {
  forgetSamples();
  nTaken = 0;
}

/** Takes the block through the model if it is full; returns twice the sum of its losses. */
export function takeFullBlock(model: i32, factor: f32): f64 {
  return nGathered < BLOCK_SAMPLES ? 0 : takeBlock(model, factor, 0);
}

/** Takes what is left of a step of `nSamples`, with its empty samples, which need not be a whole number. */
export function takeLastBlock(model: i32, factor: f32, nSamples: f64): f64 {
  const nEmpty = <f32>(nSamples - <f64>(nTaken + nGathered));
  return nGathered > 0 || nEmpty > 0 ? takeBlock(model, factor, nEmpty) : 0;
}

function takeBlock(model: i32, factor: f32, nEmpty: f32): f64 {
  const weights = theta + <usize>model * (<usize>nParameters << 2);
  const importance = twiceImportance + <usize>model * (<usize>nFeatures << 2);
  const nSamples = nGathered;
  const nFull = nSamples >> 3;
  const nPanels = (nSamples + (nEmpty > 0 ? 1 : 0) + 7) >> 3;
  const rowsX = <usize>nFeatures * ROW;
  const rowsH = <usize>nHidden * ROW;
  const rowsSparse = <usize>paddedHidden * ROW;
  memory.fill(gradientWeights, 0, accumulatorBytes);
  hiddenFromEvents(nPanels << 3, weights, hiddenBias ? weights + (<usize>offsetHiddenBias << 2) : zeros);
  let twiceLoss = 0.0;
  let weight0 = f32x4.splat(1);
  let weight1 = weight0;
  for (let first = 0; first < nPanels; first += blockPanels) {
    const last = min(nPanels, first + blockPanels);
    let z = panelZ;
    let h = panelH;
    for (let p = first; p < last; p++, z += rowsX, h += rowsH) {
      const weighted = p == nFull;
      if (weighted) {
        weight0 = lastWeights(nSamples & 7, nEmpty);
        weight1 = lastWeights((nSamples & 7) - 4, nEmpty);
      }
      const samples = sparseH + <usize>p * rowsSparse;
      toPanel(samples, h);
      twiceLoss += forwardFromHidden(
        weights,
        importance,
        hiddenL1,
        sparseX + <usize>p * rowsX,
        z,
        h,
        weight0,
        weight1,
        weighted,
      );
      backwardPanel(weights, z, h, panelU, weight0, weight1);
      fromPanel(panelU, samples);
    }
    accumulateOuter(nFeatures, nHidden, last - first, panelZ, panelH, gradientOutput);
  }
  gradientFromEvents(factor);
  reduceOutput(factor);
  nTaken += nSamples;
  forgetSamples();
  return twiceLoss;
}

/** 1 for the first `count` of four lanes, nEmpty for the next, 0 for the others. */
function lastWeights(count: i32, nEmpty: f32): v128 {
  const ones = v128.and(firstLanes(count), f32x4.splat(1));
  const next = v128.andnot(firstLanes(count + 1), firstLanes(count));
  return v128.or(ones, v128.and(next, f32x4.splat(nEmpty)));
}
