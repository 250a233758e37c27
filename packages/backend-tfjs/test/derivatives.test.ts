import {
  ACTIVATIONS,
  registerGradients,
  tf,
  tfjsBackend,
  type ActivationName,
} from '@toymodels/backend-tfjs';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

// Values and derivatives in closed form. Phi(1) = 0.8413447460685429, phi(1) = 0.24197072451914337:
// python3 -c "from statistics import NormalDist as N; print(N().cdf(1), N().pdf(1))"
const PHI_1 = 0.8413447460685429;
const DENSITY_1 = 0.24197072451914337;
const E = Math.E;
const SIGMOID_1 = 1 / (1 + 1 / E);

const AT_ONE: Record<
  ActivationName,
  { value: number; slope: number; valueAtMinusOne: number; slopeAtMinusOne: number }
> = {
  identity: { value: 1, slope: 1, valueAtMinusOne: -1, slopeAtMinusOne: 1 },
  relu: { value: 1, slope: 1, valueAtMinusOne: 0, slopeAtMinusOne: 0 },
  'leaky-relu': { value: 1, slope: 1, valueAtMinusOne: -0.01, slopeAtMinusOne: 0.01 },
  elu: { value: 1, slope: 1, valueAtMinusOne: 1 / E - 1, slopeAtMinusOne: 1 / E },
  gelu: {
    value: PHI_1,
    slope: PHI_1 + DENSITY_1,
    valueAtMinusOne: PHI_1 - 1,
    slopeAtMinusOne: 1 - PHI_1 - DENSITY_1,
  },
  softplus: {
    value: Math.log(1 + E),
    slope: SIGMOID_1,
    valueAtMinusOne: Math.log(1 + 1 / E),
    slopeAtMinusOne: 1 - SIGMOID_1,
  },
  sigmoid: {
    value: SIGMOID_1,
    slope: SIGMOID_1 * (1 - SIGMOID_1),
    valueAtMinusOne: 1 - SIGMOID_1,
    slopeAtMinusOne: SIGMOID_1 * (1 - SIGMOID_1),
  },
  tanh: {
    value: Math.tanh(1),
    slope: 1 - Math.tanh(1) ** 2,
    valueAtMinusOne: -Math.tanh(1),
    slopeAtMinusOne: 1 - Math.tanh(1) ** 2,
  },
};

/** Expressions over a [2, 3] tensor that use every registered derivative. */
const EXPRESSIONS: Record<string, (x: Tensor) => Tensor> = {
  'x + b, broadcast': (x) => tf.add(x, tf.tensor1d([1, 2, 3])),
  'b - x, broadcast to more axes': (x) => tf.sub(tf.ones([4, 2, 3]), x),
  'x * sum(x)': (x) => tf.mul(x, tf.sum(x, 1, true)),
  'x / (1 + x^2)': (x) => tf.div(x, tf.add(1, tf.square(x))),
  '1 / x with x below': (x) => tf.div(tf.tensor2d([[1], [2]]), x),
  'mean over an axis': (x) => tf.mul(tf.mean(x, 0), tf.tensor1d([1, 2, 3])),
  'transpose and reshape': (x) => tf.mul(tf.reshape(tf.transpose(x), [6]), tf.tensor1d([1, 2, 3, 4, 5, 6])),
  'expandDims and neg': (x) => tf.neg(tf.expandDims(x, 1)),
  'exp, log, sqrt': (x) => tf.add(tf.exp(x), tf.mul(tf.log(x), tf.sqrt(x))),
  abs: (x) => tf.abs(tf.sub(x, 1.1)),
  'maximum and minimum': (x) => tf.mul(tf.maximum(x, 1), tf.minimum(tf.mul(x, 2), 2.5)),
  'x x^T': (x) => tf.matMul(x, x, false, true),
  'x^T x': (x) => tf.matMul(x, x, true, false),
  'x^T (x^T)^T and more': (x) => tf.matMul(x, tf.ones([4, 2]), true, true),
};

describe.each(['cpu', 'wasm'] as const)('on the device %s', (device) => {
  beforeAll(async () => {
    await tfjsBackend({ device }).availability();
    registerGradients(tf);
    await tf.setBackend(device);
  });

  test.for(Object.keys(ACTIVATIONS) as ActivationName[])(
    '%s has its value and slope at 1 and -1 to 1e-6',
    (name) => {
      tf.tidy(() => {
        const z = tf.tensor1d([1, -1]);
        const { value, grad } = tf.valueAndGrad((x) => tf.sum(ACTIVATIONS[name](tf, x)))(z);
        const values = ACTIVATIONS[name](tf, z).dataSync();
        const slopes = grad.dataSync();
        const expected = AT_ONE[name];
        expect(Math.abs(values[0]! - expected.value)).toBeLessThan(1e-6);
        expect(Math.abs(values[1]! - expected.valueAtMinusOne)).toBeLessThan(1e-6);
        expect(Math.abs(slopes[0]! - expected.slope)).toBeLessThan(1e-6);
        expect(Math.abs(slopes[1]! - expected.slopeAtMinusOne)).toBeLessThan(1e-6);
        expect(Math.abs(value.dataSync()[0]! - expected.value - expected.valueAtMinusOne)).toBeLessThan(1e-6);
      });
    },
  );

  test('the slopes of relu and |x| at 0 are 0', () => {
    tf.tidy(() => {
      const zero = tf.tensor1d([0]);
      expect(
        tf
          .grad((x) => tf.sum(tf.relu(x)))(zero)
          .dataSync()[0],
      ).toBe(0);
      expect(
        tf
          .grad((x) => tf.sum(tf.abs(x)))(zero)
          .dataSync()[0],
      ).toBe(0);
    });
  });

  test.for(Object.keys(EXPRESSIONS))('the derivative of %s is its central difference to 1e-3', (name) => {
    const expression = EXPRESSIONS[name]!;
    const at = [0.3, 0.7, 1.3, 1.9, 0.5, 2.2];
    const step = 1 / 128; // exact in float32
    tf.tidy(() => {
      // Unequal weights, so that a derivative that mixes places up is seen.
      const total = (x: Tensor): Tensor => {
        const y = expression(x);
        return tf.sum(
          tf.mul(
            y,
            tf.reshape(tf.tensor1d(Array.from({ length: y.size }, (_, i) => 0.5 + i / y.size)), y.shape),
          ),
        );
      };
      const gradient = tf
        .grad(total)(tf.tensor2d(at, [2, 3]))
        .dataSync();
      at.forEach((_, i) => {
        const [up, down] = [step, -step].map(
          (by) =>
            total(
              tf.tensor2d(
                at.map((value, j) => (i === j ? value + by : value)),
                [2, 3],
              ),
            ).dataSync()[0]!,
        );
        const difference = (up! - down!) / (2 * step);
        expect(Math.abs(gradient[i]! - difference)).toBeLessThan(1e-3 * Math.max(1, Math.abs(difference)));
      });
    });
  });
});
