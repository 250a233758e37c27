/**
 * The trained numbers of a cohort with their AdamW moments, and how a gradient moves them.
 *
 * The update is core's `adamwUpdate`, decay decoupled from the gradient, which TensorFlow.js does not have:
 *
 *     theta <- theta (1 - rate * decay) - rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
 *
 * On the device where it computes in float32. In float16 both epsilon and v, a squared gradient, would be 0:
 * there the device only makes gradients, and the update is done in float32 beside it.
 */

import type { Tensor2D } from '@tensorflow/tfjs-core';
import { adamwUpdate, learningRateAt, powInteger, type CompleteRunSpec } from '@toymodels/core';
import type { Tf } from './tensors.js';

/** Parameters and moments in ordinary arrays, each [model, number]. */
export interface RowArrays {
  readonly theta: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Owns tensors: `dispose` it. */
export interface OptimiserRows {
  /** The parameters now, [model, number]. Replaced by `update`. */
  readonly theta: Tensor2D;
  /**
   * One update. Impure: replaces the rows.
   *
   * @param gradient [model, number]; stays the caller's
   * @param step the step that the gradient is of, from 0
   * @returns a promise where the gradient has to be read back first
   */
  update(gradient: Tensor2D, step: number): Promise<void> | undefined;
  read(): Promise<RowArrays>;
  dispose(): void;
}

type Training = CompleteRunSpec['training'];

/** @param place `device`, or `host` for a device whose numbers are too coarse for AdamW */
export function optimiserRows(
  tf: Tf,
  place: 'device' | 'host',
  start: RowArrays,
  nModels: number,
  training: Training,
): OptimiserRows {
  return place === 'device'
    ? new DeviceRows(tf, start, nModels, training)
    : new HostRows(tf, start, nModels, training);
}

class DeviceRows implements OptimiserRows {
  theta: Tensor2D;
  #first: Tensor2D;
  #second: Tensor2D;
  readonly #tf: Tf;
  readonly #training: Training;

  constructor(tf: Tf, { theta, first, second }: RowArrays, nModels: number, training: Training) {
    const of = (rows: Float32Array): Tensor2D => tf.tensor2d(rows, [nModels, rows.length / nModels]);
    this.#tf = tf;
    this.#training = training;
    this.theta = of(theta);
    this.#first = of(first);
    this.#second = of(second);
  }

  update(gradient: Tensor2D, step: number): undefined {
    const tf = this.#tf;
    const { beta1, beta2, epsilon, weightDecay } = this.#training.optimiser;
    const rate = learningRateAt(this.#training, step);
    const correction1 = 1 - powInteger(beta1, step + 1);
    const correction2 = Math.sqrt(1 - powInteger(beta2, step + 1));
    const next = tf.tidy(() => {
      const first: Tensor2D = tf.add(tf.mul(this.#first, beta1), tf.mul(gradient, 1 - beta1));
      const second: Tensor2D = tf.add(tf.mul(this.#second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
      const size = tf.add(tf.div(tf.sqrt(second), correction2), epsilon);
      const move: Tensor2D = tf.div(tf.mul(first, rate / correction1), size);
      const decayed = weightDecay === 0 ? this.theta : tf.mul<Tensor2D>(this.theta, 1 - rate * weightDecay);
      return { theta: tf.sub<Tensor2D>(decayed, move), first, second };
    });
    this.dispose();
    this.theta = next.theta;
    this.#first = next.first;
    this.#second = next.second;
  }

  async read(): Promise<RowArrays> {
    const [theta, first, second] = await Promise.all([
      this.theta.data(),
      this.#first.data(),
      this.#second.data(),
    ]);
    return { theta, first, second } as RowArrays;
  }

  dispose(): void {
    this.#tf.dispose([this.theta, this.#first, this.#second]);
  }
}

class HostRows implements OptimiserRows {
  theta: Tensor2D;
  readonly #rows: RowArrays;
  readonly #tf: Tf;
  readonly #training: Training;

  constructor(tf: Tf, rows: RowArrays, nModels: number, training: Training) {
    this.#tf = tf;
    this.#rows = rows;
    this.#training = training;
    // A copy: TensorFlow.js may keep the array that it is given.
    this.theta = tf.tensor2d(rows.theta.slice(), [nModels, rows.theta.length / nModels]);
  }

  async update(gradient: Tensor2D, step: number): Promise<void> {
    const g = (await gradient.data()) as Float32Array;
    const { theta, first, second } = this.#rows;
    adamwUpdate(
      theta,
      g,
      first,
      second,
      learningRateAt(this.#training, step),
      step + 1,
      this.#training.optimiser,
    );
    const { shape } = this.theta;
    this.theta.dispose();
    this.theta = this.#tf.tensor2d(theta.slice(), shape);
  }

  read(): Promise<RowArrays> {
    return Promise.resolve(this.#rows);
  }

  dispose(): void {
    this.theta.dispose();
  }
}
