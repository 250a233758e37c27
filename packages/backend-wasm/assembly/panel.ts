/**
 * Forward and backward of one panel of eight samples, for every model form.
 *
 *     u = W x + c,  h = f(u),  z = W2^T h + b,  e = g(z) - t,  loss = sum_i I_i e_i^2 + lambda sum_j |h_j|
 *     dz = 2 I e g'(z),  dh = W2 dz + lambda sign(h),  du = dh f'(u)
 *
 * f, g are the identity or ReLU, t = x or |x|; the derivative of ReLU and of |.| at 0 is 0. What
 * remains, dW = du x + dz h, is a product over the block and taken in `chunk.ts`.
 */

import {
  absoluteTarget,
  gradientBias,
  gradientHiddenBias,
  hiddenBias,
  hiddenL1,
  hiddenRelu,
  nFeatures,
  nHidden,
  offsetBias,
  offsetHiddenBias,
  offsetOutput,
  outputRelu,
  ROW,
  transposed,
  VECTOR,
  zeros,
} from './layout';
import { multiply } from './matrix';
import { addTwoProducts, relu, signTimes, sumOfLanes } from './vector';

/**
 * Loss of a panel, each lane times its weight.
 *
 * @param weights the model's parameters
 * @param importance float32 [feature], 2 I
 * @param l1 lambda
 * @param x float32 [feature, 8]
 * @param z float32 [feature, 8], becomes dL/dz
 * @param h float32 [hidden, 8], becomes h
 * @param weighted whether some weight is not 1
 * @returns twice the weighted sum over the samples of their losses
 */
export function forwardPanel(
  weights: usize,
  importance: usize,
  l1: f64,
  x: usize,
  z: usize,
  h: usize,
  weight0: v128,
  weight1: v128,
  weighted: bool,
): f64 {
  const hiddenStart = hiddenBias ? weights + (<usize>offsetHiddenBias << 2) : zeros;
  multiply(nHidden, nFeatures, weights, x, hiddenStart, h);
  return forwardFromHidden(weights, importance, l1, x, z, h, weight0, weight1, weighted);
}

/** The same from u on, which h holds. */
export function forwardFromHidden(
  weights: usize,
  importance: usize,
  l1: f64,
  x: usize,
  z: usize,
  h: usize,
  weight0: v128,
  weight1: v128,
  weighted: bool,
): f64 {
  let twiceLoss = 0.0;
  if (hiddenRelu || l1 > 0) twiceLoss = activateHidden(l1, h, weight0, weight1);
  multiply(nFeatures, nHidden, transposed, h, weights + (<usize>offsetBias << 2), z);
  if (weighted) return twiceLoss + outputError(importance, x, z, weight0, weight1, outputRelu, absoluteTarget, true);
  if (absoluteTarget) return twiceLoss + outputError(importance, x, z, weight0, weight1, true, true, false);
  if (outputRelu) return twiceLoss + outputError(importance, x, z, weight0, weight1, true, false, false);
  return twiceLoss + outputError(importance, x, z, weight0, weight1, false, false, false);
}

/** h = f(u) in place; returns 2 lambda times the weighted sum of |h|. */
function activateHidden(l1: f64, h: usize, weight0: v128, weight1: v128): f64 {
  const end = h + <usize>nHidden * ROW;
  let sum = f32x4.splat(0);
  for (; h < end; h += ROW) {
    let h0 = v128.load(h);
    let h1 = v128.load(h, VECTOR);
    if (hiddenRelu) {
      h0 = relu(h0);
      h1 = relu(h1);
      v128.store(h, h0);
      v128.store(h, h1, VECTOR);
    }
    sum = f32x4.add(sum, f32x4.add(f32x4.mul(f32x4.abs(h0), weight0), f32x4.mul(f32x4.abs(h1), weight1)));
  }
  return l1 > 0 ? 2 * l1 * sumOfLanes(sum) : 0;
}

/** z becomes dL/dz, and the bias's gradient grows by it; returns twice the loss. */
// @ts-ignore: decorator
@inline
function outputError(
  importance: usize,
  x: usize,
  z: usize,
  weight0: v128,
  weight1: v128,
  reluOutput: bool,
  absolute: bool,
  weighted: bool,
): f64 {
  const end = z + <usize>nFeatures * ROW;
  let g = gradientBias;
  let sum = f32x4.splat(0);
  while (z < end) {
    const z0 = v128.load(z);
    const z1 = v128.load(z, VECTOR);
    let t0 = v128.load(x);
    let t1 = v128.load(x, VECTOR);
    if (absolute) {
      t0 = f32x4.abs(t0);
      t1 = f32x4.abs(t1);
    }
    const e0 = f32x4.sub(reluOutput ? relu(z0) : z0, t0);
    const e1 = f32x4.sub(reluOutput ? relu(z1) : z1, t1);
    const twice = v128.load32_splat(importance);
    let d0 = f32x4.mul(e0, twice);
    let d1 = f32x4.mul(e1, twice);
    if (weighted) {
      d0 = f32x4.mul(d0, weight0);
      d1 = f32x4.mul(d1, weight1);
    }
    sum = addTwoProducts(sum, d0, e0, d1, e1);
    if (reluOutput) {
      d0 = v128.andnot(d0, f32x4.le(z0, f32x4.splat(0)));
      d1 = v128.andnot(d1, f32x4.le(z1, f32x4.splat(0)));
    }
    v128.store(z, d0);
    v128.store(z, d1, VECTOR);
    v128.store(g, f32x4.add(v128.load(g), f32x4.add(d0, d1)));
    x += ROW;
    z += ROW;
    g += VECTOR;
    importance += 4;
  }
  return sumOfLanes(sum);
}

/**
 * From dL/dz to dL/du.
 *
 * @param z float32 [feature, 8], dL/dz
 * @param h float32 [hidden, 8], h
 * @param u float32 [hidden, 8], becomes dL/du
 */
export function backwardPanel(weights: usize, z: usize, h: usize, u: usize, weight0: v128, weight1: v128): void {
  multiply(nHidden, nFeatures, weights + (<usize>offsetOutput << 2), z, zeros, u);
  if (!(hiddenRelu || hiddenBias || hiddenL1 > 0)) return;
  const lambda = f32x4.splat(<f32>hiddenL1);
  const zero = f32x4.splat(0);
  const end = h + <usize>nHidden * ROW;
  let g = gradientHiddenBias;
  for (; h < end; h += ROW, u += ROW, g += VECTOR) {
    const h0 = v128.load(h);
    const h1 = v128.load(h, VECTOR);
    let u0 = v128.load(u);
    let u1 = v128.load(u, VECTOR);
    if (hiddenL1 > 0) {
      u0 = f32x4.add(u0, f32x4.mul(signTimes(h0, lambda), weight0));
      u1 = f32x4.add(u1, f32x4.mul(signTimes(h1, lambda), weight1));
    }
    if (hiddenRelu) {
      u0 = v128.andnot(u0, f32x4.le(h0, zero));
      u1 = v128.andnot(u1, f32x4.le(h1, zero));
    }
    v128.store(u, u0);
    v128.store(u, u1, VECTOR);
    v128.store(g, f32x4.add(v128.load(g), f32x4.add(u0, u1)));
  }
}
