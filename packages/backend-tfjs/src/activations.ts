/**
 * Functions to put on a model's output in place of its own, for the study of activation functions.
 */

import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from './tensors.js';

/**
 * A function of each number, made of TensorFlow.js operations.
 *
 * @param z of any shape
 * @returns of the same shape
 */
export type ActivationFunction = <T extends Tensor>(tf: Tf, z: T) => T;

/**
 * - `identity`: z
 * - `relu`: max(0, z)
 * - `leaky-relu`: z for z > 0, else z / 100
 * - `elu`: z for z > 0, else e^z - 1
 * - `gelu`: z Phi(z), with Phi the normal distribution function (Hendrycks & Gimpel 2016, the exact form)
 * - `softplus`: log(1 + e^z)
 * - `sigmoid`: 1 / (1 + e^-z)
 * - `tanh`
 */
export const ACTIVATIONS: Readonly<Record<ActivationName, ActivationFunction>> = {
  identity: (_tf, z) => z,
  relu: (tf, z) => tf.relu(z),
  'leaky-relu': (tf, z) => tf.leakyRelu(z, 0.01),
  elu: (tf, z) => tf.elu(z),
  gelu: (tf, z) => tf.mul(z, tf.mul(tf.add(tf.erf(tf.mul(z, Math.SQRT1_2)), 1), 0.5)),
  softplus: (tf, z) => tf.softplus(z),
  sigmoid: (tf, z) => tf.sigmoid(z),
  tanh: (tf, z) => tf.tanh(z),
};

/** A name from {@link ACTIVATIONS}. */
export type ActivationName =
  'identity' | 'relu' | 'leaky-relu' | 'elu' | 'gelu' | 'softplus' | 'sigmoid' | 'tanh';
