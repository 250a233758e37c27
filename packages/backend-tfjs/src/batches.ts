/**
 * The batches of a cohort of models, as tensors: core's samples, drawn in JavaScript and uploaded.
 *
 * For `non-empty` sampling the empty sample is one more row of the batch, of weight P(x = 0), so that one
 * pass through the model gives the whole loss.
 */

import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { BatchSampler, instanceOfModel, type Activity, type ResolvedRun } from '@toymodels/core';
import type { Tf } from './tensors.js';

/** Makes the batch of a step. Owns tensors: `dispose` it. */
export interface BatchSource {
  /** Weight of every row in its model's loss, [model, row]; rows of a model sum to 1. */
  readonly rowWeight: Tensor2D;
  /** x, [model, row, feature]; belongs to the caller. A pure function of the step. */
  batch(step: number): Tensor3D;
  dispose(): void;
}

/** What a batch is for. */
export type BatchPurpose = 'data' | 'evaluation';

/** Draws core's batches of `nSamples` samples for these models. */
export function sampledBatches(
  tf: Tf,
  run: ResolvedRun,
  models: readonly number[],
  nSamples: number,
  purpose: BatchPurpose = 'data',
): BatchSource {
  const { nFeatures } = run;
  const samplers = models.map((model) => new BatchSampler(run, model, purpose));
  const activities = samplers.map(({ activity }) => activity);
  const nRows = rowsOf(activities, nSamples);
  return {
    rowWeight: rowWeights(tf, activities, nSamples),
    batch(step) {
      const x = new Float32Array(models.length * nRows * nFeatures); // an empty row is zeros
      let last: { instance: number; x: Float32Array } | undefined;
      samplers.forEach((sampler, position) => {
        const instance = instanceOfModel(run, models[position]!);
        // Restarts of one instance are evaluated on the same samples: draw them once.
        const shared = purpose === 'evaluation' && last?.instance === instance ? last.x : undefined;
        const drawn = shared ?? sampler.batch(step, nSamples);
        last = { instance, x: drawn };
        x.set(drawn, position * nRows * nFeatures);
      });
      return tf.tensor3d(x, [models.length, nRows, nFeatures]);
    },
    dispose() {
      this.rowWeight.dispose();
    },
  };
}

/** Rows of a batch: the samples, and the empty one if it has a weight for any model. */
export function rowsOf(activities: readonly Activity[], nSamples: number): number {
  return nSamples + (activities.some(({ emptyWeight }) => emptyWeight > 0) ? 1 : 0);
}

/** The weights of {@link BatchSource.rowWeight}. */
export function rowWeights(tf: Tf, activities: readonly Activity[], nSamples: number): Tensor2D {
  const nRows = rowsOf(activities, nSamples);
  const weights = new Float32Array(activities.length * nRows);
  activities.forEach(({ emptyWeight, drawnWeight }, model) => {
    weights.fill(drawnWeight / nSamples, model * nRows, model * nRows + nSamples);
    if (nRows > nSamples) weights[model * nRows + nSamples] = emptyWeight;
  });
  return tf.tensor2d(weights, [activities.length, nRows]);
}
