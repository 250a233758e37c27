/** Activations of the output with their derivatives. Exponentials are those of core: the same on every machine. */

import { exp } from '@toymodels/core';

export type ActivationName = 'linear' | 'tanh' | 'leaky-relu' | 'relu' | 'gelu' | 'softplus';

export interface Activation {
  readonly words: string;
  /** Value and derivative. */
  readonly at: (z: number) => readonly [value: number, slope: number];
}

const tanh = (z: number): number => {
  const e = exp(-2 * Math.min(20, Math.abs(z)));
  return (Math.sign(z) * (1 - e)) / (1 + e);
};

const LEAK = 0.1;
const SHARP = 10;
const GELU_SCALE = Math.sqrt(2 / Math.PI);

export const ACTIVATIONS: Readonly<Record<ActivationName, Activation>> = {
  linear: { words: 'linear', at: (z) => [z, 1] },
  tanh: {
    words: 'tanh',
    at: (z) => {
      const t = tanh(z);
      return [t, 1 - t * t];
    },
  },
  'leaky-relu': { words: 'leaky ReLU', at: (z) => (z > 0 ? [z, 1] : [LEAK * z, LEAK]) },
  relu: { words: 'ReLU', at: (z) => (z > 0 ? [z, 1] : [0, 0]) },
  gelu: {
    // The usual approximation by tanh (Hendrycks & Gimpel 2016).
    words: 'GELU',
    at: (z) => {
      const t = tanh(GELU_SCALE * (z + 0.044715 * z ** 3));
      return [
        0.5 * z * (1 + t),
        0.5 * (1 + t) + 0.5 * z * (1 - t * t) * GELU_SCALE * (1 + 3 * 0.044715 * z * z),
      ];
    },
  },
  softplus: {
    // log(1 + e^(10 z))/10: a ReLU with a round corner. Its logarithm by the series of artanh, |y| <= 1/3.
    words: 'softplus',
    at: (z) => {
      const e = exp(-Math.min(60, SHARP * Math.abs(z)));
      const y = e / (2 + e);
      let term = y;
      let log1p = 0;
      for (let k = 1; k < 40; k += 2) {
        log1p += (2 * term) / k;
        term *= y * y;
      }
      return [Math.max(0, z) + log1p / SHARP, z >= 0 ? 1 / (1 + e) : e / (1 + e)];
    },
  },
};
