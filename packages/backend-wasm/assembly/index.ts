/**
 * The kernel: what the host may call.
 *
 * It trains one model at a time, for as many steps as it is asked, and knows nothing of workers,
 * time or messages. A step may also be taken in pieces (`beginStep`, `addChunks`, `endStep`), so
 * that a host that must listen can stop within one; a step that was not ended leaves no trace.
 *
 * Or several kernels share a step out, chunk by chunk: `chunkToSlot` for each chunk, whoever does it; then,
 * in each kernel, `sumSlots` over all of them in order and `endSharedStep`. Not for samples that are gathered over
 * chunks (GAPS, GRAM).
 */

import { adamw } from './adamw';
import {
  addChunk,
  addEmpty,
  addGathered,
  beginSums,
  countsEmpty,
  draw,
  drawSparse,
  evaluateChunk,
  evaluateEmpty,
  nEmpty,
  seekChunk,
  transposeWeights,
} from './chunk';
import { nGathered } from './events';
import {
  batchSize,
  CHUNK,
  gradient,
  nParameters,
  panelX,
  rates,
  recordEvery,
  records,
  steps,
  weights,
  windowLoss,
} from './layout';

import { SLOT_TAIL, slotLoss, slotEmpty, sumSlots } from './reduce';
import { clear } from './vector';

export { address, configure, setOptimiser } from './layout';
export { sumSlots };
export { setAttack } from './attack';
export { setStraight } from './straight';

let loss: f64 = 0;

/** Samples that all kernels of a shared step left out as empty; -1 in a step of this kernel alone. */
let nEmptyShared: i32 = -1;

/** Chunks of a batch. */
// @ts-ignore: decorator
@inline
function chunksOf(nSamples: i32): i32 {
  return (nSamples + CHUNK - 1) / CHUNK;
}

/** Begins the next step of a model: no gradient, no loss. */
export function beginStep(model: i32): void {
  beginSums(model);
  loss = 0;
  nEmptyShared = -1;
}

/** Adds chunks from `first` (included) to `last` (excluded) to the step that was begun. */
export function addChunks(model: i32, first: i32, last: i32): void {
  for (let chunk = first; chunk < last; chunk++) loss += nextChunk(model, chunk);
}

/** Adds one chunk to the gradient; returns its loss. */
function nextChunk(model: i32, chunk: i32): f64 {
  const step = load<u32>(steps + (<usize>model << 2));
  const drawnWeight = load<f64>(weights + (<usize>model << 4), 8);
  const factor = <f32>(drawnWeight / <f64>batchSize);
  return addChunk(model, step, chunk, min(CHUNK, batchSize - chunk * CHUNK), factor);
}

/** Bytes of a slot: what a chunk adds to a step that was begun. A multiple of 16. */
export function slotBytes(): usize {
  return (<usize>nParameters << 2) + SLOT_TAIL;
}

/** Puts what one chunk adds to the step that was begun into a slot; the step's gradient is lost. */
export function chunkToSlot(model: i32, chunk: i32, slot: usize): void {
  const bytes = <usize>nParameters << 2;
  const before = nEmpty;
  clear(gradient, bytes);
  const added = nextChunk(model, chunk);
  memory.copy(slot, gradient, bytes);
  store<f64>(slot + bytes, added);
  store<f64>(slot + bytes, <f64>(nEmpty - before), 8);
}

/** `endStep` of a step whose chunks are all summed up in `sums`; at most one window ends. */
export function endSharedStep(model: i32, rate: f64, sums: usize): i32 {
  memory.copy(gradient, sums, <usize>nParameters << 2);
  loss = slotLoss(sums);
  nEmptyShared = slotEmpty(sums);
  return endStep(model, rate, 0);
}

/** Ends the sums of a step that was begun: the empty sample, and the weights of both. */
export function endSums(model: i32): f64 {
  // What the sampling never draws, and what was drawn but left out.
  let emptyWeight = load<f64>(weights + (<usize>model << 4));
  const drawnWeight = load<f64>(weights + (<usize>model << 4), 8);
  let nSamples = <f64>batchSize;
  if (emptyWeight > 0 && countsEmpty(model)) {
    nSamples += emptyWeight * (nSamples / drawnWeight);
    emptyWeight = 0;
  }
  loss += addGathered(model, nSamples, <f32>(drawnWeight / <f64>batchSize));
  const leftOut = nEmptyShared < 0 ? nEmpty : nEmptyShared;
  emptyWeight += drawnWeight * (<f64>leftOut / <f64>batchSize);
  loss = drawnWeight * (loss / <f64>batchSize);
  // Below 0 where empty samples that filled groups up were more than there are.
  if (emptyWeight != 0) loss += emptyWeight * addEmpty(model, <f32>emptyWeight);
  return loss;
}

/**
 * Ends a step that was begun and whose chunks were all added: updates the model and its window.
 *
 * @param nRecords window means written so far
 * @returns the same, one more if a window ended with this step
 */
export function endStep(model: i32, rate: f64, nRecords: i32): i32 {
  endSums(model);
  const step = load<u32>(steps + (<usize>model << 2)) + 1;
  const window = windowLoss + (<usize>model << 3);
  adamw(model, rate, step);
  store<u32>(steps + (<usize>model << 2), step);
  const sum = load<f64>(window) + loss;
  if (step % recordEvery != 0) {
    store<f64>(window, sum);
    return nRecords;
  }
  store<f64>(records + (<usize>nRecords << 3), sum / <f64>recordEvery);
  store<f64>(window, 0);
  return nRecords + 1;
}

/**
 * Trains a model for `count` steps, at the rates in the table.
 *
 * @returns window means written to the records
 */
export function train(model: i32, count: i32): i32 {
  let nRecords = 0;
  for (let s = 0; s < count; s++) {
    beginStep(model);
    addChunks(model, 0, chunksOf(batchSize));
    nRecords = endStep(model, load<f64>(rates + (<usize>s << 3)), nRecords);
  }
  return nRecords;
}

/** Makes a model ready to be evaluated. */
export function beginEvaluation(model: i32): void {
  transposeWeights(model);
}

export { evaluateChunk, evaluateEmpty };
export { profileDraws, profileForward, profileOptimiser } from './profile';

/** For tests: goes to the start of a chunk's stream; returns the address of `panelX`. */
export function seekForTest(model: i32, purpose: i32, major: u32, chunk: u32): usize {
  beginSums(model);
  seekChunk(model, purpose, major, chunk);
  return panelX;
}

/** For tests: the next samples of the chunk sought, in `panelX`, float32 [panel, feature, 8]. */
export function drawForTest(model: i32, purpose: i32, count: i32): void {
  draw(model, purpose, panelX, count);
}

/** For tests: gathers the samples of the chunk sought that are not empty; returns how many. */
export function drawSparseForTest(model: i32, count: i32): i32 {
  drawSparse(model, count);
  return nGathered;
}
