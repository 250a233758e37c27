/**
 * Samples drawn on the device itself, so that nothing has to be uploaded.
 *
 * They follow the same distribution as core's but are other samples: a run with them cannot be compared
 * number by number with one of another backend. Still a pure function of (seed, instance, restart, step).
 *
 * Generator: Wichmann & Hill, AS 183, Applied Statistics 31 (1982): three multiplicative congruential
 * generators whose products stay below 2^24, so that float32 arithmetic is exact. Every number of the batch
 * has its own generator, seeded from core's streams; period 7e12.
 */

import type { Tensor3D } from '@tensorflow/tfjs-core';
import {
  activityOf,
  instanceOfModel,
  RandomStream,
  streamKey,
  type Activity,
  type ResolvedRun,
} from '@toymodels/core';
import { rowsOf, rowWeights, type BatchSource } from './batches.js';
import type { Tf } from './tensors.js';

/** (multiplier, prime modulus); the largest product, 172 * 30306, is below 2^23. */
const GENERATORS = [
  [171, 30269],
  [172, 30307],
  [170, 30323],
] as const;

/** base^exponent mod modulus, for a modulus below 2^26. */
function powerModulo(base: number, exponent: number, modulus: number): number {
  let result = 1;
  let factor = base % modulus;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}

/** Draws batches of `nSamples` samples on the device. */
export function deviceBatches(
  tf: Tf,
  run: ResolvedRun,
  models: readonly number[],
  nSamples: number,
): BatchSource {
  const { nFeatures, units, spec } = run;
  const nUnits = units.length;
  const { restarts, sampling } = spec.training;
  const activities = models.map((model) => activityOf(run, instanceOfModel(run, model), sampling));
  const nColumns = nUnits + nFeatures; // one draw decides a unit, one gives each feature's value
  const seeds = seedsOf(run, models, restarts.count, nSamples * nColumns);
  const shape: [number, number, number] = [models.length, nSamples, nColumns];
  const padding = rowsOf(activities, nSamples) - nSamples;
  const [lower, upper] = shares(run);
  const kept = {
    rowWeight: rowWeights(tf, activities, nSamples),
    ...perUnit(tf, activities),
    member: tf.tensor2d(memberMatrix(run), [nUnits, nFeatures]),
    lower: tf.tensor3d(lower, [1, 1, nFeatures]),
    upper: tf.tensor3d(upper, [1, 1, nFeatures]),
  };
  // The states after `at` steps, moved on by one multiplication a step.
  let at = -1;
  let states: Tensor3D[] = [];

  const jumpTo = (step: number): void => {
    tf.dispose(states);
    states = GENERATORS.map(([multiplier, modulus], index) => {
      const jump = powerModulo(multiplier, step + 1, modulus);
      return tf.tensor3d(
        seeds[index]!.map((seed) => (seed * jump) % modulus),
        shape,
      );
    });
  };
  const moveOn = (): void => {
    const next = GENERATORS.map(([multiplier, modulus], index) =>
      tf.tidy(() => {
        const product = tf.mul<Tensor3D>(states[index]!, multiplier);
        return tf.sub<Tensor3D>(product, tf.mul(tf.floor(tf.div(product, modulus)), modulus));
      }),
    );
    tf.dispose(states);
    states = next.map((state) => tf.keep(state)); // they outlive the step that makes them
  };

  return {
    rowWeight: kept.rowWeight,
    batch(step) {
      if (step === at + 1 && at >= 0) moveOn();
      else {
        jumpTo(step);
        states.forEach((state) => tf.keep(state));
      }
      at = step;
      return tf.tidy(() => {
        const sum = GENERATORS.map(([, modulus], index) => tf.div<Tensor3D>(states[index]!, modulus)).reduce(
          (a, b) => tf.add(a, b),
        );
        const draws = tf.sub<Tensor3D>(sum, tf.floor(sum)); // [model, sample, unit and feature], in [0, 1)
        const u = tf.slice(draws, [0, 0, 0], [-1, -1, nUnits]);
        const value = tf.slice(draws, [0, 0, nUnits], [-1, -1, nFeatures]);
        const below = (threshold: Tensor3D): Tensor3D => tf.cast(tf.less(u, threshold), 'float32');
        const firstHit = below(kept.firstThreshold);
        const seen: Tensor3D = tf.minimum(tf.cumsum(firstHit, 2, true), 1); // some unit before was active
        const unseen: Tensor3D = tf.sub(1, seen);
        const active: Tensor3D = tf.add(tf.mul(seen, below(kept.threshold)), tf.mul(unseen, firstHit));
        // Where in [0, 1) the draw of an active unit lies: chooses the member of an anticorrelated set.
        const position = tf.mul(u, tf.add(tf.mul(seen, kept.scale), tf.mul(unseen, kept.firstScale)));
        const spread = (ofUnit: Tensor3D): Tensor3D =>
          tf.reshape(tf.matMul(tf.reshape(ofUnit, [-1, nUnits]), kept.member), [
            models.length,
            nSamples,
            nFeatures,
          ]);
        const where = spread(position as Tensor3D);
        const chosen = tf.cast(
          tf.logicalAnd(tf.greaterEqual(where, kept.lower), tf.less(where, kept.upper)),
          'float32',
        );
        const placed = spec.data.range === 'signed' ? tf.sub(tf.mul(value, 2), 1) : value;
        const x: Tensor3D = tf.mul(placed, tf.mul(chosen, spread(active)));
        if (padding === 0) return x;
        const empty: Tensor3D = tf.zeros([models.length, padding, nFeatures]);
        return tf.concat([x, empty], 1);
      });
    },
    dispose() {
      tf.dispose(kept);
      tf.dispose(states);
    },
  };
}

/** Seeds in [1, modulus - 1] of every generator of every model, [generator][model, sample, column]. */
function seedsOf(
  run: ResolvedRun,
  models: readonly number[],
  restarts: number,
  perModel: number,
): Float32Array[] {
  const seeds = GENERATORS.map(() => new Float32Array(models.length * perModel));
  models.forEach((model, position) => {
    const instance = run.spec.instances.first + Math.floor(model / restarts);
    const random = new RandomStream(streamKey(run.spec.seed, 'data', instance, model % restarts));
    for (let i = 0; i < perModel; i++) {
      GENERATORS.forEach(([, modulus], index) => {
        seeds[index]![position * perModel + i] = 1 + random.integer(modulus - 1);
      });
    }
  });
  return seeds;
}

/** The thresholds of core's `Activity`, each [model, 1, unit]. */
function perUnit(
  tf: Tf,
  activities: readonly Activity[],
): Record<'threshold' | 'scale' | 'firstThreshold' | 'firstScale', Tensor3D> {
  const of = (name: 'threshold' | 'scale' | 'firstThreshold' | 'firstScale'): Tensor3D => {
    const rows = activities.map((activity) => [Array.from(activity[name])]);
    return tf.tensor3d(rows);
  };
  return {
    threshold: of('threshold'),
    scale: of('scale'),
    firstThreshold: of('firstThreshold'),
    firstScale: of('firstScale'),
  };
}

/** 1 where a feature belongs to a unit, [unit, feature]. */
function memberMatrix({ units, nFeatures }: ResolvedRun): Float32Array {
  const matrix = new Float32Array(units.length * nFeatures);
  units.forEach(({ features }, unit) => {
    for (const feature of features) matrix[unit * nFeatures + feature] = 1;
  });
  return matrix;
}

/** The share of its unit's draws in which a feature is active: all, or its part of an anticorrelated set; [feature]. */
function shares({ units, nFeatures }: ResolvedRun): [lower: Float32Array, upper: Float32Array] {
  const lower = new Float32Array(nFeatures);
  const upper = new Float32Array(nFeatures).fill(2); // rounding may bring a draw to 1
  for (const { kind, features } of units) {
    if (kind !== 'anticorrelated') continue;
    features.forEach((feature, index) => {
      lower[feature] = index / features.length;
      upper[feature] = index === features.length - 1 ? 2 : (index + 1) / features.length;
    });
  }
  return [lower, upper];
}
