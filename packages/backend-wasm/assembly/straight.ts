/**
 * Samples through straight-line code that the host generated for this very shape, where it did
 * (src/codegen/straight.ts). Lanes are samples; a *group* is four of them, x: [group][i][4].
 *
 * Samples drawn by gaps are gathered into groups without the empty ones. What is missing to full groups is
 * empty samples: they count as taken.
 */

import { ROW_SHIFT } from './gaps';
import {
  accumulatorBytes,
  activity,
  generator,
  gradientBias,
  gradientHiddenBias,
  gradientOutput,
  gradientWeights,
  nFeatures,
  nParameters,
  nUnits,
  sparseX,
  theta,
  twiceImportance,
  VECTOR,
} from './layout';
import { reduceAll } from './reduce';
import { clear } from './vector';

// @ts-ignore: decorator
@external('straight', 'drawn')
declare function straightDrawn(
  times: i32,
  weights: usize,
  importance: usize,
  rule: usize,
  sums: usize,
  outputSums: usize,
  biasSums: usize,
  hiddenBiasSums: usize,
  generator: usize,
): f64;

// @ts-ignore: decorator
@external('straight', 'given')
declare function straightGiven(
  times: i32,
  weights: usize,
  importance: usize,
  x: usize,
  sums: usize,
  outputSums: usize,
  biasSums: usize,
  hiddenBiasSums: usize,
  generator: usize,
): f64;

/** Samples that the code takes at once; 0 where there is none. */
export let straightSamples: i32 = 0;

/** Says that there is code, which takes so many samples at once. */
export function setStraight(samples: i32): void {
  straightSamples = samples;
}

/** Gathered samples are taken at the end of the chunk in which they are so many. */
const BLOCK_SAMPLES: i32 = 128;

/** Samples gathered. */
export let nGathered: i32 = 0;

/**
 * Draws samples of the chunk sought and takes them, as many as the code takes whole.
 *
 * @param nTimes how often it takes its number
 * @returns twice the sum of their losses
 */
export function takeDrawn(model: i32, nTimes: i32): f64 {
  return straightDrawn(
    nTimes,
    theta + <usize>model * (<usize>nParameters << 2),
    twiceImportance + <usize>model * (<usize>nFeatures << 2),
    activity + <usize>model * (<usize>nUnits << 4),
    gradientWeights,
    gradientOutput,
    gradientBias,
    gradientHiddenBias,
    generator,
  );
}

/** Before the chunks of a step. A step that was not ended may have left samples. */
export function resetGroups(): void {
  if (nGathered > 0) forgetGroups();
}

function forgetGroups(): void {
  clear(sparseX, <usize>((nGathered + 3) >> 2) * <usize>nFeatures * VECTOR);
  nGathered = 0;
}

/** Gathers the samples of a lane's list, and returns how many. */
export function gatherGroups(at: usize, end: usize): i32 {
  const before = nGathered;
  const bytes = <usize>nFeatures * VECTOR;
  let row = -1;
  let place = nGathered - 1;
  for (; at < end; at += 8) {
    const cell = load<i32>(at);
    place += cell >> ROW_SHIFT != row ? 1 : 0;
    row = cell >> ROW_SHIFT;
    const feature = <usize>(cell & ((1 << ROW_SHIFT) - 1));
    store<f32>(sparseX + <usize>(place >> 2) * bytes + feature * VECTOR + (<usize>(place & 3) << 2), load<f32>(at, 4));
  }
  nGathered = place + 1;
  return nGathered - before;
}

/** How many samples `takeGathered` would take, that were gathered or count as empty: 0 if it is too early. */
export function gatheredToTake(last: bool): i32 {
  if (!last && nGathered < BLOCK_SAMPLES) return 0;
  return (nGathered + straightSamples - 1) / straightSamples * straightSamples;
}

/**
 * Takes what was gathered, `count` samples, and adds factor times their sum to the gradient.
 *
 * @returns twice the sum of their losses
 */
export function takeGathered(model: i32, count: i32, factor: f32): f64 {
  clear(gradientWeights, accumulatorBytes);
  const twiceLoss = straightGiven(
    count / straightSamples,
    theta + <usize>model * (<usize>nParameters << 2),
    twiceImportance + <usize>model * (<usize>nFeatures << 2),
    sparseX,
    gradientWeights,
    gradientOutput,
    gradientBias,
    gradientHiddenBias,
    generator,
  );
  reduceAll(factor);
  forgetGroups();
  return twiceLoss;
}
