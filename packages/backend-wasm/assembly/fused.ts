/**
 * One panel of a small model in three passes over its features, nothing in between but registers.
 *
 *     1. u_j += W_ij x_i
 *     2. z_i = b_i + sum_j W2_ij h_j;  d_i = dL/dz_i;  dL/dh_j += W2_ij d_i
 *     3. G1_ij += x_i du_j,  G2_ij += d_i h_j
 *
 * `panel.ts` and `matrix.ts` do the same for any size with products over blocks; for one to three
 * hidden units their tiles are too thin to keep the multipliers busy. The order of a few sums
 * differs between the two ways, so which is taken is a rule of the shape alone: {@link isSmall}.
 */

import {
  gradientBias,
  gradientHiddenBias,
  gradientOutput,
  gradientWeights,
  hiddenBias,
  hiddenL1,
  hiddenRelu,
  nFeatures,
  nHidden,
  offsetBias,
  offsetHiddenBias,
  offsetOutput,
  outputRelu,
  panelZ,
  ROW,
  untied,
  VECTOR,
  zeros,
} from './layout';
import { addTwoProducts, multiplyAdd, relu, signTimes, sumOfLanes } from './vector';

/** The rule of the two ways through a panel. */
export function isSmall(n: i32, m: i32): bool {
  return n <= 64 && m <= 3;
}

/**
 * Forward and backward of eight samples; the gradient's accumulators grow.
 *
 * @param weights the model's parameters
 * @param importance float32 [feature], 2 I
 * @param panel float32 [feature, 8], x
 * @returns twice the sum of the losses
 */
export function fusedPanel(weights: usize, importance: usize, panel: usize): f64 {
  if (untied) {
    if (nHidden == 1) return passes(1, true, true, weights, importance, panel);
    if (nHidden == 2) return passes(2, true, true, weights, importance, panel);
    return passes(3, true, true, weights, importance, panel);
  }
  if (outputRelu) {
    if (nHidden == 1) return passes(1, true, false, weights, importance, panel);
    if (nHidden == 2) return passes(2, true, false, weights, importance, panel);
    return passes(3, true, false, weights, importance, panel);
  }
  if (nHidden == 1) return passes(1, false, false, weights, importance, panel);
  if (nHidden == 2) return passes(2, false, false, weights, importance, panel);
  return passes(3, false, false, weights, importance, panel);
}

/** a0 b0 + a1 b1 added to the vector at g. */
// @ts-ignore: decorator
@inline
function grow(g: usize, a0: v128, b0: v128, a1: v128, b1: v128): void {
  v128.store(g, addTwoProducts(v128.load(g), a0, b0, a1, b1));
}

/** Both at once where W and W2 are the same: one load and one store for four products. */
// @ts-ignore: decorator
@inline
function growTied(g: usize, a0: v128, b0: v128, a1: v128, b1: v128, c0: v128, d0: v128, c1: v128, d1: v128): void {
  if (ASC_FEATURE_RELAXED_SIMD) {
    const inward = addTwoProducts(v128.load(g), a0, b0, a1, b1);
    v128.store(g, addTwoProducts(inward, c0, d0, c1, d1));
    return;
  }
  const first = f32x4.add(f32x4.mul(a0, b0), f32x4.mul(a1, b1));
  const second = f32x4.add(f32x4.mul(c0, d0), f32x4.mul(c1, d1));
  v128.store(g, f32x4.add(v128.load(g), f32x4.add(first, second)));
}

/** dL/du from dL/dh. */
// @ts-ignore: decorator
@inline
function through(dh: v128, h: v128): v128 {
  if (hiddenL1 > 0) dh = f32x4.add(dh, signTimes(h, f32x4.splat(<f32>hiddenL1)));
  if (hiddenRelu) dh = v128.andnot(dh, f32x4.le(h, f32x4.splat(0)));
  return dh;
}

/** @param m nHidden, and the two kinds of output, known where this is inlined */
// @ts-ignore: decorator
@inline
function passes(m: i32, reluOutput: bool, absolute: bool, weights: usize, importance: usize, panel: usize): f64 {
  const rowW = <usize>m << 2;
  const hiddenStart = hiddenBias ? weights + (<usize>offsetHiddenBias << 2) : zeros;
  const endX = panel + <usize>nFeatures * ROW;

  // Pass 1. The second index of a name is the vector of four samples.
  let h00 = v128.load32_splat(hiddenStart);
  let h01 = h00;
  let h10 = h00;
  let h20 = h00;
  if (m > 1) h10 = v128.load32_splat(hiddenStart, 4);
  if (m > 2) h20 = v128.load32_splat(hiddenStart, 8);
  let h11 = h10;
  let h21 = h20;
  let w = weights;
  for (let x = panel; x < endX; x += ROW, w += rowW) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, VECTOR);
    const w0 = v128.load32_splat(w);
    h00 = multiplyAdd(h00, w0, x0);
    h01 = multiplyAdd(h01, w0, x1);
    if (m > 1) {
      const w1 = v128.load32_splat(w, 4);
      h10 = multiplyAdd(h10, w1, x0);
      h11 = multiplyAdd(h11, w1, x1);
    }
    if (m > 2) {
      const w2 = v128.load32_splat(w, 8);
      h20 = multiplyAdd(h20, w2, x0);
      h21 = multiplyAdd(h21, w2, x1);
    }
  }
  if (hiddenRelu) {
    h00 = relu(h00);
    h01 = relu(h01);
    if (m > 1) {
      h10 = relu(h10);
      h11 = relu(h11);
    }
    if (m > 2) {
      h20 = relu(h20);
      h21 = relu(h21);
    }
  }
  let penalty = 0.0;
  if (hiddenL1 > 0) {
    let sum = f32x4.add(f32x4.abs(h00), f32x4.abs(h01));
    if (m > 1) sum = f32x4.add(sum, f32x4.add(f32x4.abs(h10), f32x4.abs(h11)));
    if (m > 2) sum = f32x4.add(sum, f32x4.add(f32x4.abs(h20), f32x4.abs(h21)));
    penalty = 2 * hiddenL1 * sumOfLanes(sum);
  }

  // Pass 2.
  let d00 = f32x4.splat(0);
  let d01 = d00;
  let d10 = d00;
  let d11 = d00;
  let d20 = d00;
  let d21 = d00;
  let sum = d00;
  let bias = weights + (<usize>offsetBias << 2);
  let g = gradientBias;
  let z = panelZ;
  w = weights + (<usize>offsetOutput << 2);
  for (let x = panel; x < endX; x += ROW, w += rowW, bias += 4, importance += 4, g += VECTOR, z += ROW) {
    const w0 = v128.load32_splat(w);
    let w1 = w0;
    let w2 = w0;
    let z0 = v128.load32_splat(bias);
    let z1 = multiplyAdd(z0, w0, h01);
    z0 = multiplyAdd(z0, w0, h00);
    if (m > 1) {
      w1 = v128.load32_splat(w, 4);
      z0 = multiplyAdd(z0, w1, h10);
      z1 = multiplyAdd(z1, w1, h11);
    }
    if (m > 2) {
      w2 = v128.load32_splat(w, 8);
      z0 = multiplyAdd(z0, w2, h20);
      z1 = multiplyAdd(z1, w2, h21);
    }
    let t0 = v128.load(x);
    let t1 = v128.load(x, VECTOR);
    if (absolute) {
      t0 = f32x4.abs(t0);
      t1 = f32x4.abs(t1);
    }
    const e0 = f32x4.sub(reluOutput ? relu(z0) : z0, t0);
    const e1 = f32x4.sub(reluOutput ? relu(z1) : z1, t1);
    const twice = v128.load32_splat(importance);
    let dz0 = f32x4.mul(e0, twice);
    let dz1 = f32x4.mul(e1, twice);
    sum = addTwoProducts(sum, dz0, e0, dz1, e1);
    if (reluOutput) {
      dz0 = v128.andnot(dz0, f32x4.le(z0, f32x4.splat(0)));
      dz1 = v128.andnot(dz1, f32x4.le(z1, f32x4.splat(0)));
    }
    v128.store(z, dz0);
    v128.store(z, dz1, VECTOR);
    v128.store(g, f32x4.add(v128.load(g), f32x4.add(dz0, dz1)));
    d00 = multiplyAdd(d00, w0, dz0);
    d01 = multiplyAdd(d01, w0, dz1);
    if (m > 1) {
      d10 = multiplyAdd(d10, w1, dz0);
      d11 = multiplyAdd(d11, w1, dz1);
    }
    if (m > 2) {
      d20 = multiplyAdd(d20, w2, dz0);
      d21 = multiplyAdd(d21, w2, dz1);
    }
  }

  if (hiddenRelu || hiddenL1 > 0) {
    d00 = through(d00, h00);
    d01 = through(d01, h01);
    if (m > 1) {
      d10 = through(d10, h10);
      d11 = through(d11, h11);
    }
    if (m > 2) {
      d20 = through(d20, h20);
      d21 = through(d21, h21);
    }
  }
  if (hiddenBias) {
    g = gradientHiddenBias;
    v128.store(g, f32x4.add(v128.load(g), f32x4.add(d00, d01)));
    if (m > 1) v128.store(g, f32x4.add(v128.load(g, VECTOR), f32x4.add(d10, d11)), VECTOR);
    if (m > 2) v128.store(g, f32x4.add(v128.load(g, 2 * VECTOR), f32x4.add(d20, d21)), 2 * VECTOR);
  }

  // Pass 3.
  g = gradientWeights;
  let g2 = gradientOutput;
  z = panelZ;
  for (let x = panel; x < endX; x += ROW, z += ROW, g += <usize>m * VECTOR, g2 += <usize>m * VECTOR) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, VECTOR);
    const z0 = v128.load(z);
    const z1 = v128.load(z, VECTOR);
    if (absolute) {
      grow(g, x0, d00, x1, d01);
      grow(g2, z0, h00, z1, h01);
      if (m > 1) {
        grow(g + VECTOR, x0, d10, x1, d11);
        grow(g2 + VECTOR, z0, h10, z1, h11);
      }
      if (m > 2) {
        grow(g + 2 * VECTOR, x0, d20, x1, d21);
        grow(g2 + 2 * VECTOR, z0, h20, z1, h21);
      }
    } else {
      growTied(g, x0, d00, x1, d01, z0, h00, z1, h01);
      if (m > 1) growTied(g + VECTOR, x0, d10, x1, d11, z0, h10, z1, h11);
      if (m > 2) growTied(g + 2 * VECTOR, x0, d20, x1, d21, z0, h20, z1, h21);
    }
  }
  return penalty + sumOfLanes(sum);
}
