/**
 * The attacks of adversarial training, as tensors: core's draws, uploaded, along directions made on the device.
 *
 *     x_adv = x + epsilon s M_i / |M_i|,  M = W^T W of the parameters before the step
 *
 * A constant to the gradient: it is made outside of what is differentiated.
 */

import type { Tensor3D } from '@tensorflow/tfjs-core';
import { activeAttack, AttackSampler, LEAST_SQUARED_ROW, type ResolvedRun } from '@toymodels/core';
import type { Tf } from './tensors.js';

/** Attacks the batch of a step. Runs inside `tf.tidy`: nothing has to be disposed. */
export type Attacker = (x: Tensor3D, weights: Tensor3D, step: number) => Tensor3D;

/** The attack of a run on these models; undefined for a run without one. */
export function attackerOf(tf: Tf, run: ResolvedRun, models: readonly number[]): Attacker | undefined {
  const attack = activeAttack(run.spec.training);
  if (!attack) return undefined;
  const { nFeatures } = run;
  const samplers = models.map((model) => new AttackSampler(run, model));
  return (x, weights, step) => {
    const nSamples = x.shape[1];
    // epsilon s in the place of the attacked feature, [model, sample, feature]; a product with the directions picks them.
    const chosen = new Float32Array(models.length * nSamples * nFeatures);
    samplers.forEach((sampler, position) => {
      sampler.attacks(step, nSamples).forEach((each, sample) => {
        if (each === 0) return;
        const row = (position * nSamples + sample) * nFeatures;
        chosen[row + Math.abs(each) - 1] = attack.epsilon * Math.sign(each);
      });
    });
    const lengths = tf.tensor3d(chosen, [models.length, nSamples, nFeatures]);
    return tf.add(x, tf.matMul(lengths, directions(tf, weights)));
  };
}

/** M_i / |M_i|, or 0 where there is no direction; [model, feature, feature]. */
function directions(tf: Tf, weights: Tensor3D): Tensor3D {
  const rows = tf.matMul<Tensor3D>(weights, weights, false, true);
  const squared = tf.sum<Tensor3D>(tf.square(rows), 2, true);
  const there = tf.cast(tf.greaterEqual(squared, LEAST_SQUARED_ROW), 'float32');
  return tf.mul(rows, tf.div(there, tf.sqrt(tf.maximum(squared, LEAST_SQUARED_ROW))));
}
