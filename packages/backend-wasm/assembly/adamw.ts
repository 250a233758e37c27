/**
 * AdamW in float32 (Loshchilov & Hutter, ICLR 2019, algorithm 2), as PyTorch computes it.
 *
 *     m <- beta1 m + (1 - beta1) g,   v <- beta2 v + (1 - beta2) g^2
 *     theta <- theta - (rate * decay * theta + rate / (1 - beta1^t) * m / (sqrt(v / (1 - beta2^t)) + epsilon))
 *
 * Factors that depend on t alone are computed in float64 and rounded once. The decay is
 * subtracted with the step, not multiplied in as 1 - rate * decay: that number has only a few
 * bits left of 1e-5 in float32.
 */

import {
  beta1,
  beta2,
  epsilon,
  firstMoment,
  gradient,
  hiddenBias,
  nParameters,
  offsetBias,
  offsetHiddenBias,
  outputBias,
  secondMoment,
  theta,
  VECTOR,
  weightDecay,
} from './layout';

/**
 * Two numbers to the same power by repeated squaring, in the order of core's `powInteger`. Without branches on the bits
 * of the exponent, which nobody can foretell.
 */
function powInteger(bases: v128, exponent: u32): v128 {
  let factor = bases;
  let result = f64x2.splat(1);
  for (; exponent > 0; exponent >>= 1) {
    const isSet = i64x2.splat(-<i64>(exponent & 1));
    result = v128.bitselect(f64x2.mul(result, factor), result, isSet);
    factor = f64x2.mul(factor, factor);
  }
  return result;
}

/** One update of a model's parameters from the gradient in scratch; t counts from 1. */
export function adamw(model: i32, rate: f64, t: u32): void {
  const powers = powInteger(f64x2.replace_lane(f64x2.splat(beta1), 1, beta2), t);
  const stepSize = f32x4.splat(<f32>(rate / (1 - f64x2.extract_lane(powers, 0))));
  const correction = f32x4.splat(<f32>(1 / Math.sqrt(1 - f64x2.extract_lane(powers, 1))));
  const decay = f32x4.splat(<f32>(rate * weightDecay));
  const keep1 = f32x4.splat(<f32>beta1);
  const take1 = f32x4.splat(<f32>(1 - beta1));
  const keep2 = f32x4.splat(<f32>beta2);
  const take2 = f32x4.splat(<f32>(1 - beta2));
  const small = f32x4.splat(<f32>epsilon);
  const base = <usize>model * ((<usize>nParameters) << 2);
  const endOfMatrices = (<usize>offsetBias) << 2;
  const endOfBias = (<usize>offsetHiddenBias) << 2;
  let at: usize = 0;
  const end = (<usize>nParameters) << 2;
  while (at < end) {
    if (!outputBias && at == endOfMatrices) {
      at = endOfBias;
      if (!hiddenBias) break;
    }
    const g = v128.load(gradient + at);
    const m = f32x4.add(f32x4.mul(keep1, v128.load(firstMoment + base + at)), f32x4.mul(take1, g));
    const v = f32x4.add(
      f32x4.mul(keep2, v128.load(secondMoment + base + at)),
      f32x4.mul(f32x4.mul(take2, g), g),
    );
    const parameter = v128.load(theta + base + at);
    const divisor = f32x4.add(f32x4.mul(f32x4.sqrt(v), correction), small);
    const change = f32x4.add(f32x4.mul(decay, parameter), f32x4.div(f32x4.mul(stepSize, m), divisor));
    v128.store(firstMoment + base + at, m);
    v128.store(secondMoment + base + at, v);
    v128.store(theta + base + at, f32x4.sub(parameter, change));
    at += VECTOR;
  }
}
