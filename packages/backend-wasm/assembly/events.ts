/**
 * The active features of gathered samples, one after the other, and the two products with X that are
 * done from them: u += W_i x_i on the way in, dW_i += x_i du on the way out.
 *
 * Here a sample's hidden units lie side by side, padded to whole vectors; `transpose.ts` goes between
 * this and panels.
 */

import { ROW_SHIFT } from './gaps';
import { eventList, gatheredSamples, gradient, nFeatures, nHidden, paddedHidden, ROW, sparseH, sparseX, VECTOR } from './layout';
import { multiplyAdd } from './vector';

/** Samples gathered. */
export let nGathered: i32 = 0;

/** Behind the last event: int32 [event, 2], its place in `sparseX` and its feature. */
let nextEvent: usize = 0;

// @ts-ignore: decorator
@inline
function placeOf(place: i32, feature: i32): usize {
  return sparseX + <usize>((place >> 3) * nFeatures + feature) * ROW + (<usize>(place & 7) << 2);
}

/**
 * Gathers the samples of a lane's list.
 *
 * @param at its cells and values
 */
export function gather(lane: i32, at: usize, end: usize): void {
  let row = -1;
  let place = nGathered - 1;
  let event = nextEvent;
  for (; at < end; at += 8, event += 8) {
    const cell = load<i32>(at);
    const feature = cell & ((1 << ROW_SHIFT) - 1);
    place += cell >> ROW_SHIFT != row ? 1 : 0;
    row = cell >> ROW_SHIFT;
    store<i32>(gatheredSamples + (<usize>place << 2), (row << 2) + lane);
    store<f32>(placeOf(place, feature), load<f32>(at, 4));
    store<i32>(event, place);
    store<i32>(event, feature, 4);
  }
  nextEvent = event;
  nGathered = place + 1;
}

/** Forgets all samples and their events: `sparseX` is 0 again. */
export function forgetSamples(): void {
  for (let event = eventList; event < nextEvent; event += 8) {
    store<f32>(placeOf(load<i32>(event), load<i32>(event, 4)), 0);
  }
  nextEvent = eventList;
  nGathered = 0;
}

/**
 * sparseH = c + W^T x of `count` places, of which those behind the samples gathered are empty.
 *
 * @param start float32 [hidden], c
 */
export function hiddenFromEvents(count: i32, weights: usize, start: usize): void {
  const row = <usize>paddedHidden << 2;
  const width = <usize>nHidden << 2;
  const end = sparseH + <usize>count * row;
  for (let h = sparseH; h < end; h += row) {
    for (let j: usize = 0; j < row; j += VECTOR) v128.store(h + j, v128.load(start + j));
  }
  for (let event = eventList; event < nextEvent; event += 8) {
    const place = load<i32>(event);
    const feature = load<i32>(event, 4);
    const x = v128.load32_splat(placeOf(place, feature));
    let h = sparseH + <usize>place * row;
    let w = weights + <usize>feature * width;
    // What lies behind the last hidden unit is not used.
    for (const endRow = h + row; h < endRow; h += VECTOR, w += VECTOR) {
      v128.store(h, multiplyAdd(v128.load(h), x, v128.load(w)));
    }
  }
}

/** dW_i += factor x_i du, where sparseH holds du, and 0 behind the last hidden unit. */
export function gradientFromEvents(factor: f32): void {
  const row = <usize>paddedHidden << 2;
  const width = <usize>nHidden << 2;
  for (let event = eventList; event < nextEvent; event += 8) {
    const place = load<i32>(event);
    const feature = load<i32>(event, 4);
    const x = f32x4.splat(factor * load<f32>(placeOf(place, feature)));
    let u = sparseH + <usize>place * row;
    let g = gradient + <usize>feature * width;
    for (const endRow = u + row; u < endRow; u += VECTOR, g += VECTOR) {
      v128.store(g, multiplyAdd(v128.load(g), x, v128.load(u)));
    }
  }
}
