/** From the accumulators, a lane each, to the gradient of the step. */

import {
  gradient,
  gradientBias,
  gradientHiddenBias,
  gradientOutput,
  gradientWeights,
  hiddenBias,
  nFeatures,
  nHidden,
  offsetBias,
  offsetHiddenBias,
  offsetOutput,
  untied,
  VECTOR,
} from './layout';

/** to[r] += factor * (sum of the lanes of from[r]), r < count; ((0 + 1) + (2 + 3)) however many at once. */
function reduce(count: i32, from: usize, to: usize, factor: f32): void {
  const end = to + (<usize>count << 2);
  for (; to + VECTOR <= end; from += 4 * VECTOR, to += VECTOR) {
    const a = v128.load(from);
    const b = v128.load(from, VECTOR);
    const c = v128.load(from, 2 * VECTOR);
    const d = v128.load(from, 3 * VECTOR);
    const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
    const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 2, 4, 6), v128.shuffle<i32>(c, d, 1, 3, 5, 7));
    const sum = f32x4.add(v128.shuffle<i32>(ab, cd, 0, 2, 4, 6), v128.shuffle<i32>(ab, cd, 1, 3, 5, 7));
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(f32x4.splat(factor), sum)));
  }
  for (; to < end; from += VECTOR, to += 4) {
    const v = v128.load(from);
    const sum =
      f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
    store<f32>(to, load<f32>(to) + factor * sum);
  }
}

/** The sums that belong to the output and to the biases; those of tied weights are among them. */
export function reduceOutput(factor: f32): void {
  reduce(nFeatures * nHidden, gradientOutput, gradient + (<usize>offsetOutput << 2), factor);
  reduce(nFeatures, gradientBias, gradient + (<usize>offsetBias << 2), factor);
  if (hiddenBias) reduce(nHidden, gradientHiddenBias, gradient + (<usize>offsetHiddenBias << 2), factor);
}

export function reduceAll(factor: f32): void {
  if (untied) reduce(nFeatures * nHidden, gradientWeights, gradient, factor);
  reduceOutput(factor);
}
