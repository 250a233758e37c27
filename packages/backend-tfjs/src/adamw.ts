/**
 * AdamW on tensors, in the order of operations of core's `adamwUpdate`: decay decoupled from the gradient, as
 * PyTorch does it and TensorFlow.js does not.
 *
 *     theta <- theta (1 - rate * decay) - rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
 */

import type { Tensor2D } from '@tensorflow/tfjs-core';
import { powInteger, type CompleteRunSpec } from '@toymodels/core';
import type { Tf } from './tensors.js';

/** Parameters and moments, each [model, number]. */
export interface Rows {
  readonly theta: Tensor2D;
  readonly first: Tensor2D;
  readonly second: Tensor2D;
}

/**
 * One update, pure: new tensors, which belong to the caller. To be run inside `tf.tidy`.
 *
 * @param gradient [model, number]
 * @param rate the learning rate of this step
 * @param t number of this update, from 1
 */
export function adamwRows(
  tf: Tf,
  { theta, first, second }: Rows,
  gradient: Tensor2D,
  rate: number,
  t: number,
  { beta1, beta2, epsilon, weightDecay }: CompleteRunSpec['training']['optimiser'],
): Rows {
  const correction1 = 1 - powInteger(beta1, t);
  const correction2 = Math.sqrt(1 - powInteger(beta2, t));
  const m: Tensor2D = tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1));
  const v: Tensor2D = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const step = tf.div(tf.mul(m, rate / correction1), tf.add(tf.div(tf.sqrt(v), correction2), epsilon));
  const decayed = weightDecay === 0 ? theta : tf.mul(theta, 1 - rate * weightDecay);
  return { theta: tf.sub(decayed, step), first: m, second: v };
}
