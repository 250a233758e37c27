/**
 * Parts of a step by themselves, for a host that wants to know what each takes. Training never
 * comes here: what is measured costs nothing when it is not.
 *
 * These change the model they are called on, to numbers of no meaning.
 */

import { adamw } from './adamw';
import { beginAttackedChunk, drawAttacked } from './attack';
import { draw, drawListed, parametersOf, pathOf, seekChunk, TRAINING, transposeWeights } from './chunk';
import {
  ATTACKED,
  batchSize,
  blockPanels,
  CHUNK,
  GAPS,
  hiddenL1,
  nFeatures,
  nHidden,
  PACKED,
  panelH,
  panelX,
  panelZ,
  ROW,
  twiceImportance,
} from './layout';
import { packSamples } from './pack';
import { forwardFromHidden, forwardPanel } from './panel';
import { firstOnes } from './vector';

/** Draws the samples of a step, and leaves the empty ones out where the model's way does; returns how many are left. */
export function profileDraws(model: i32, step: u32): i32 {
  const path = pathOf(model);
  let kept = 0;
  for (let first = 0; first < batchSize; first += CHUNK) {
    let count = min(CHUNK, batchSize - first);
    if (path == ATTACKED) {
      beginAttackedChunk(model, step, first / CHUNK, count);
      for (let at = 0; at < count; at += blockPanels << 3) drawAttacked(model, at, min(count - at, blockPanels << 3));
      kept += count;
      continue;
    }
    seekChunk(model, TRAINING, step, first / CHUNK);
    if (path >= GAPS) {
      kept += drawListed(model, count);
      continue;
    }
    for (; count > 0; count -= blockPanels << 3) {
      const drawn = min(count, blockPanels << 3);
      draw(model, TRAINING, panelX, drawn);
      kept += path == PACKED ? packSamples(panelX, drawn) : drawn;
    }
  }
  return kept;
}

/** The forward pass of so many samples, whatever lies in `panelX`; with GAPS, from the hidden units on. */
export function profileForward(model: i32, nSamples: i32): f64 {
  const importance = twiceImportance + <usize>model * (<usize>nFeatures << 2);
  const one = firstOnes(4);
  let loss = 0.0;
  transposeWeights(model);
  for (let p = 0; p << 3 < nSamples; p++) {
    const at = <usize>(p % blockPanels);
    const x = panelX + at * (<usize>nFeatures * ROW);
    const z = panelZ + at * (<usize>nFeatures * ROW);
    const h = panelH + at * (<usize>nHidden * ROW);
    const weights = parametersOf(model);
    loss +=
      pathOf(model) == GAPS
        ? forwardFromHidden(weights, importance, hiddenL1, x, z, h, one, one, false)
        : forwardPanel(weights, importance, hiddenL1, x, z, h, one, one, false);
  }
  return loss;
}

/** One update from the gradient that is there. */
export function profileOptimiser(model: i32): void {
  adamw(model, 1e-3, 1000);
}
