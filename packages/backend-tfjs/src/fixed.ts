/** Tensors that do not change while models are trained or evaluated. */

import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import { instanceOfModel, type Parameters, type ResolvedRun } from '@toymodels/core';
import type { TensorParameters, Tf } from './tensors.js';

/** Owns tensors: `dispose` it. */
export interface FixedTensors {
  /** I, [model, 1, feature]. */
  readonly importance: Tensor3D;
  /** The derivative of each model's loss to itself, [model]. */
  readonly ones: Tensor1D;
  /** The output bias, if it is not trained. */
  readonly parameters: Partial<TensorParameters>;
  dispose(): void;
}

/** @param models indices of the models, in the order of the tensors' first axis */
export function fixedTensors(
  tf: Tf,
  run: ResolvedRun,
  parameters: Parameters,
  models: readonly number[],
): FixedTensors {
  const { nFeatures, spec } = run;
  const importance = new Float32Array(models.length * nFeatures);
  const bias = new Float32Array(models.length * nFeatures);
  models.forEach((model, position) => {
    const instance = instanceOfModel(run, model);
    importance.set(
      run.importance.subarray(instance * nFeatures, (instance + 1) * nFeatures),
      position * nFeatures,
    );
    bias.set(parameters.bias.subarray(model * nFeatures, (model + 1) * nFeatures), position * nFeatures);
  });
  const shape: [number, number, number] = [models.length, 1, nFeatures];
  const tensors = {
    importance: tf.tensor3d(importance, shape),
    ones: tf.tensor1d(new Float32Array(models.length).fill(1)),
    ...(spec.model.outputBias ? {} : { bias: tf.tensor3d(bias, shape) }),
  };
  return {
    importance: tensors.importance,
    ones: tensors.ones,
    parameters: tensors.bias ? { bias: tensors.bias } : {},
    dispose: () => tf.dispose(tensors),
  };
}
