// The arithmetic of a step, counted by hand, and the setting as plain numbers for programs that are not ours.

import { initialParameters, resolveRun } from '@toymodels/core';

/**
 * Multiply-adds of one training step, K * batch * 5 n m. A sample of one model takes five products of
 * n m each, in all four models, tied or not: h = W x; x' = W^T h; the gradient of h; and two for the
 * weights, from (h, gradient of x') and (x, gradient of h). Counted as if every sample were dense, and
 * without drawing, activations and AdamW, so that skipping work counts as speed.
 *
 * @param {import('@toymodels/core').RunSpec} spec
 */
export function multiplyAdds(spec) {
  const { nModels, nFeatures, nHidden, spec: complete } = resolveRun(spec);
  return 5 * nFeatures * nHidden * complete.training.batchSize * nModels;
}

/** The same formula in words, for reports. */
export const MULTIPLY_ADDS_FORMULA = '5 n m multiply-adds a sample and model';

/**
 * What a runner is told. Everything starts from the same parameters, so that losses can be compared.
 *
 * @typedef {object} Work
 * @property {import('@toymodels/core').RunSpec} spec for our own backends
 * @property {string} kind model
 * @property {number} n features
 * @property {number} m hidden units
 * @property {number} models K
 * @property {number} batch samples a step
 * @property {boolean} signed values uniform on [-1, 1] instead of [0, 1]
 * @property {number[]} p density of each model
 * @property {number[]} importance of each feature
 * @property {number[]} weights [model, feature, hidden]
 * @property {number[]} outputWeights likewise; empty for tied models
 * @property {number} learningRate
 * @property {number} beta1
 * @property {number} beta2
 * @property {number} epsilon
 * @property {number} weightDecay
 */

/** @param {import('@toymodels/core').RunSpec} spec @returns {Work} */
export function workOf(spec) {
  const run = resolveRun(spec);
  const { learningRate, beta1, beta2, epsilon, weightDecay } = run.spec.training.optimiser;
  const { weights, outputWeights } = initialParameters(run);
  return {
    spec,
    kind: run.spec.model.kind,
    n: run.nFeatures,
    m: run.nHidden,
    models: run.nModels,
    batch: run.spec.training.batchSize,
    signed: run.spec.data.range === 'signed',
    p: Array.from({ length: run.nModels }, (_, k) => Number(run.featureProbability[k * run.nFeatures])),
    importance: Array.from(run.importance.subarray(0, run.nFeatures)),
    weights: Array.from(weights),
    outputWeights: Array.from(outputWeights ?? []),
    learningRate,
    beta1,
    beta2,
    epsilon,
    weightDecay,
  };
}
