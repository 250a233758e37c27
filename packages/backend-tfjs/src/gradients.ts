/**
 * Derivatives of the TensorFlow.js kernels that toy models are made of.
 *
 * `@tensorflow/tfjs-core` registers none by itself, and its own cannot be imported one by one in Node. These
 * are registered only where nothing else has been: whoever loads all of TensorFlow.js's gradients keeps them.
 * The derivative of ReLU and of |.| at 0 is 0, as in the reference.
 */

import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from './tensors.js';

type Derivative = (
  tf: Tf,
  dy: Tensor,
  saved: Tensor,
  attributes: Readonly<Record<string, unknown>>,
) => Tensor;

/** y = f(x), with dy and x (or y, for the second table) given. */
const OF_INPUT: Readonly<Record<string, Derivative>> = {
  Neg: (tf, dy) => tf.neg(dy),
  Square: (tf, dy, x) => tf.mul(dy, tf.mul(x, 2)),
  Log: (tf, dy, x) => tf.div(dy, x),
  Abs: (tf, dy, x) => tf.mul(dy, tf.sub(tf.step(x), tf.step(tf.neg(x)))),
  Relu: (tf, dy, x) => tf.mul(dy, tf.step(x)),
  LeakyRelu: (tf, dy, x, { alpha }) => tf.mul(dy, tf.step(x, alpha as number)),
  // alpha = 1, the only one tf.elu has: e^min(x, 0)
  Elu: (tf, dy, x) => tf.mul(dy, tf.exp(tf.neg(tf.relu(tf.neg(x))))),
  Softplus: (tf, dy, x) => tf.mul(dy, tf.sigmoid(x)),
  Erf: (tf, dy, x) => tf.mul(dy, tf.mul(tf.exp(tf.neg(tf.square(x))), 2 / Math.sqrt(Math.PI))),
  Reshape: (tf, dy, x) => tf.reshape(dy, x.shape),
  ExpandDims: (tf, dy, x) => tf.reshape(dy, x.shape),
  Identity: (_tf, dy) => dy,
  Sum: (tf, dy, x, { axis }) => tf.mul(keepAxes(tf, dy, x, axis), tf.onesLike(x)),
  Mean: (tf, dy, x, { axis }) => {
    const kept = keepAxes(tf, dy, x, axis);
    return tf.mul(kept, tf.mul(tf.onesLike(x), dy.size / x.size));
  },
  Transpose: (tf, dy, _x, { perm }) => {
    const order = perm as number[];
    return tf.transpose(
      dy,
      order.map((_, axis) => order.indexOf(axis)),
    );
  },
};

const OF_OUTPUT: Readonly<Record<string, Derivative>> = {
  Exp: (tf, dy, y) => tf.mul(dy, y),
  Sqrt: (tf, dy, y) => tf.div(dy, tf.mul(y, 2)),
  Sigmoid: (tf, dy, y) => tf.mul(dy, tf.mul(y, tf.sub(1, y))),
  Tanh: (tf, dy, y) => tf.mul(dy, tf.sub(1, tf.square(y))),
};

/** y = f(a, b) of one shape or of shapes that broadcast: derivatives to a and to b. */
const OF_TWO: Readonly<Record<string, readonly [TwoDerivative, TwoDerivative]>> = {
  Add: [(_tf, dy) => dy, (_tf, dy) => dy],
  Sub: [(_tf, dy) => dy, (tf, dy) => tf.neg(dy)],
  Multiply: [(tf, dy, _a, b) => tf.mul(dy, b), (tf, dy, a) => tf.mul(dy, a)],
  RealDiv: [(tf, dy, _a, b) => tf.div(dy, b), (tf, dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(b)))],
  Maximum: [
    (tf, dy, a, b) => tf.mul(dy, tf.cast(tf.greaterEqual(a, b), 'float32')),
    (tf, dy, a, b) => tf.mul(dy, tf.cast(tf.less(a, b), 'float32')),
  ],
  Minimum: [
    (tf, dy, a, b) => tf.mul(dy, tf.cast(tf.lessEqual(a, b), 'float32')),
    (tf, dy, a, b) => tf.mul(dy, tf.cast(tf.greater(a, b), 'float32')),
  ],
};

type TwoDerivative = (tf: Tf, dy: Tensor, a: Tensor, b: Tensor) => Tensor;

/** dy of a reduction, with the reduced axes back in place as axes of length 1. */
function keepAxes(tf: Tf, dy: Tensor, x: Tensor, axis: unknown): Tensor {
  const shape = x.shape.slice();
  for (const each of tf.util.parseAxisParam(axis as number | number[], x.shape)) shape[each] = 1;
  return tf.reshape(dy, shape);
}

/** Sums over the axes along which an operand of this shape was repeated. */
function unbroadcast(tf: Tf, dy: Tensor, shape: number[]): Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, dy.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(dy, axes) : dy, shape);
}

function configs(tf: Tf): GradConfig[] {
  const unary = (table: Readonly<Record<string, Derivative>>, saves: 'input' | 'output'): GradConfig[] =>
    Object.entries(table).map(([kernelName, derivative]) => {
      const input = kernelName === 'ExpandDims' ? 'input' : 'x'; // TensorFlow.js's name for the kernel's argument
      return {
        kernelName,
        ...(saves === 'input' ? { inputsToSave: [input] } : { outputsToSave: [true] }),
        gradFunc: (dy, saved, attributes) => ({
          [input]: () => derivative(tf, dy as Tensor, saved[0]!, attributes),
        }),
      };
    });
  const binary = Object.entries(OF_TWO).map(([kernelName, [toA, toB]]): GradConfig => ({
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [Tensor, Tensor];
      return {
        a: () => unbroadcast(tf, toA(tf, dy as Tensor, a, b), a.shape),
        b: () => unbroadcast(tf, toB(tf, dy as Tensor, a, b), b.shape),
      };
    },
  }));
  return [...unary(OF_INPUT, 'input'), ...unary(OF_OUTPUT, 'output'), ...binary, matMulConfig(tf)];
}

function matMulConfig(tf: Tf): GradConfig {
  return {
    kernelName: 'BatchMatMul',
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved, attributes) => {
      const [a, b] = saved as [Tensor, Tensor];
      const { transposeA, transposeB } = attributes as unknown as {
        transposeA: boolean;
        transposeB: boolean;
      };
      const d = dy as Tensor;
      return {
        a: () => (transposeA ? tf.matMul(b, d, transposeB, true) : tf.matMul(d, b, false, !transposeB)),
        b: () => (transposeB ? tf.matMul(d, a, true, transposeA) : tf.matMul(a, d, !transposeA, false)),
      };
    },
  };
}

/** Registers each derivative that is not registered yet. Impure: the registry is one for the whole process. */
export function registerGradients(tf: Tf): void {
  for (const config of configs(tf)) {
    if (tf.getGradient(config.kernelName) !== undefined) continue;
    tf.registerGradient(config);
  }
}
