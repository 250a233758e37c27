/**
 * What a model is to this backend: a function from parameters and a batch to a loss for each sample.
 *
 * The four models of the spec are written that way here; a model of your own is another such function.
 */

import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { MODEL_FORMS, type CompleteRunSpec } from '@toymodels/core';
import type { ActivationFunction } from './activations.js';
import type { TensorParameters, Tf } from './tensors.js';

/** What a loss may use beside the parameters. Not owned: do not dispose. */
export interface TensorBatch {
  /** x, [model, sample, feature]. */
  readonly x: Tensor3D;
  /** What the targets are made of, [model, sample, feature]: x itself, but for samples that `training.attack` attacked. */
  readonly clean: Tensor3D;
  /** I, [model, 1, feature]. */
  readonly importance: Tensor3D;
  /** lambda of the penalty lambda * |h|_1; 0 while a loss is evaluated. */
  readonly hiddenL1: number;
}

/** A model to train. Models lie side by side in the first axis and must not influence each other. */
export interface TfjsModel {
  /** Appears in the result's `backend.device`. */
  readonly name: string;
  /**
   * The loss of every sample, differentiable with respect to every trained parameter.
   *
   * Runs inside `tf.tidy`: nothing has to be disposed. Use only operations that have a gradient.
   *
   * @returns [model, sample]
   */
  sampleLoss(tf: Tf, parameters: TensorParameters, batch: TensorBatch): Tensor2D;
}

/**
 * sum_i I_i (y_i - t_i)^2 of every sample: the loss of the paper.
 *
 * @param y the model's output, [model, sample, feature]
 * @param target [model, sample, feature]
 * @param importance [model, 1, feature]
 * @returns [model, sample]
 */
export function squaredError(tf: Tf, y: Tensor, target: Tensor, importance: Tensor): Tensor2D {
  // A product of matrices takes the importances and the sum in one operation, and repeats nothing.
  const summed = tf.matMul(tf.square(tf.sub(y, target)), importance, false, true); // [model, sample, 1]
  const [nModels, nSamples] = y.shape as [number, number, number];
  return tf.reshape(summed, [nModels, nSamples]);
}

/**
 * The model that a spec describes, with another output activation if given.
 *
 *     h = f(x W1 + c),  y = g(h W2^T + b),  loss of a sample = sum_i I_i (y_i - t_i)^2 + lambda sum_j |h_j|
 */
export function modelOfSpec(
  model: CompleteRunSpec['model'],
  output?: { readonly name: string; readonly apply: ActivationFunction },
): TfjsModel {
  const form = MODEL_FORMS[model.kind];
  return {
    name: output ? `${model.kind} with output ${output.name}` : model.kind,
    sampleLoss(tf, { weights, outputWeights, bias, hiddenBias }, { x, clean, importance, hiddenL1 }) {
      const linear = tf.matMul(x, weights); // [model, sample, hidden]
      const u = hiddenBias ? tf.add(linear, hiddenBias) : linear;
      const h = form.hiddenRelu ? tf.relu(u) : u;
      const z = tf.add(tf.matMul(h, outputWeights ?? weights, false, true), bias); // [model, sample, feature]
      const y = output ? output.apply(tf, z) : form.outputRelu ? tf.relu(z) : z;
      const target = form.absoluteTarget ? tf.abs(clean) : clean;
      const error = squaredError(tf, y, target, importance);
      if (hiddenL1 === 0) return error;
      // |h| by ReLUs: their derivative at 0 is 0, while TensorFlow.js's own of tf.abs is -1.
      const size = form.hiddenRelu ? h : tf.add(tf.relu(h), tf.relu(tf.neg(h)));
      return tf.add(error, tf.mul(tf.sum<Tensor2D>(size, 2), hiddenL1));
    },
  };
}
