/**
 * The precision that a WebGL device really computes in, measured.
 *
 * Phones may render to half floats whatever they claim, so two sums whose results float16 cannot hold are
 * computed on the device and read back: 1 + 2^-20 needs 20 bits of mantissa (float16 has 10), and 2^-30 is
 * far below the smallest positive float16, 2^-24.
 */

import type { Tf } from '@toymodels/backend-tfjs';

/** TensorFlow.js computes smaller tensors than this on the CPU, which would tell nothing of the device. */
const NUMBERS = 4096;

/** Measures the current backend of `tf`. */
export async function measuredPrecision(tf: Tf): Promise<'float16' | 'float32'> {
  const result = tf.tidy(() => {
    const one = tf.ones([NUMBERS]);
    const fine = tf.sub(tf.add(one, 2 ** -20), one);
    const small = tf.mul(tf.mul(one, 2 ** -15), 2 ** -15);
    return tf.stack([tf.min(fine), tf.min(small)]);
  });
  const [fine, small] = await result.data();
  result.dispose();
  return fine! > 0 && small! > 0 ? 'float32' : 'float16';
}
