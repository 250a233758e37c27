/**
 * Parameters of several models of one shape, and how they begin.
 */

import { ShapeError } from './errors.js';
import { RandomStream, streamKey } from './random/stream.js';
import type { ResolvedRun } from './spec/resolve.js';
import type { ModelSpec } from './spec/types.js';

/** Backends hold float32; the float64 reference holds float64. */
export type FloatArray = Float32Array | Float64Array;

/**
 * Parameters of `nInstances` models, each tensor row-major.
 *
 * `weights` is the paper's W with one feature's vector contiguous: element (k, i, j), component j
 * of W_i in instance k, lies at (k * nFeatures + i) * nHidden + j.
 */
export interface Parameters {
  readonly nInstances: number;
  readonly nFeatures: number;
  readonly nHidden: number;
  /** W (W1 of `absolute-value`), [instance, feature, hidden]. */
  readonly weights: FloatArray;
  /** W2 of `absolute-value`: the weights into output i are row i, [instance, feature, hidden]. */
  readonly outputWeights?: FloatArray;
  /** b, [instance, feature]. */
  readonly bias: FloatArray;
  /** c of models with a hidden bias, [instance, hidden]. */
  readonly hiddenBias?: FloatArray;
}

/** The tensors of {@link Parameters}, in the order in which they are stored. */
export const PARAMETER_NAMES = ['weights', 'outputWeights', 'bias', 'hiddenBias'] as const;

export type ParameterName = (typeof PARAMETER_NAMES)[number];

/** Numbers a model holds in each tensor; 0 for one that this model lacks. */
export function parameterSizes(model: ModelSpec): Record<ParameterName, number> {
  const matrix = model.nFeatures * model.nHidden;
  return {
    weights: matrix,
    outputWeights: model.kind === 'absolute-value' ? matrix : 0,
    bias: model.nFeatures,
    hiddenBias: model.hiddenBias ? model.nHidden : 0,
  };
}

/** Parameters of zeros. */
export function zeroParameters(
  model: ModelSpec,
  nInstances: number,
  Type: Float32ArrayConstructor | Float64ArrayConstructor = Float32Array,
): Parameters {
  const size = parameterSizes(model);
  const { nFeatures, nHidden } = model;
  return {
    nInstances,
    nFeatures,
    nHidden,
    weights: new Type(nInstances * size.weights),
    ...(size.outputWeights ? { outputWeights: new Type(nInstances * size.outputWeights) } : {}),
    bias: new Type(nInstances * size.bias),
    ...(size.hiddenBias ? { hiddenBias: new Type(nInstances * size.hiddenBias) } : {}),
  };
}

/**
 * Refuses parameters that do not fit a model.
 *
 * @throws ShapeError that names the tensor, its length and the length expected
 */
export function checkParameters(parameters: Parameters, model: ModelSpec, nInstances: number): void {
  const { nFeatures, nHidden } = model;
  if (
    parameters.nInstances !== nInstances ||
    parameters.nFeatures !== nFeatures ||
    parameters.nHidden !== nHidden
  ) {
    throw new ShapeError(
      `parameters are of ${parameters.nInstances} models with n = ${parameters.nFeatures}, m = ${parameters.nHidden}; ` +
        `expected ${nInstances} with n = ${nFeatures}, m = ${nHidden}`,
    );
  }
  const size = parameterSizes(model);
  for (const name of PARAMETER_NAMES) {
    const expected = nInstances * size[name];
    const given = parameters[name]?.length ?? 0;
    if (given !== expected) {
      throw new ShapeError(
        `${name} has ${given} numbers; a ${model.kind} model of this shape has ${expected}`,
      );
    }
  }
}

/** The parameters of some of the models, copied, in the order asked for. */
export function takeInstances(parameters: Parameters, indices: readonly number[]): Parameters {
  const take = (source: FloatArray): FloatArray => {
    const size = source.length / parameters.nInstances;
    const Type = source instanceof Float32Array ? Float32Array : Float64Array;
    const out = new Type(indices.length * size);
    indices.forEach((index, position) =>
      out.set(source.subarray(index * size, (index + 1) * size), position * size),
    );
    return out;
  };
  const { weights, outputWeights, bias, hiddenBias } = parameters;
  return {
    nInstances: indices.length,
    nFeatures: parameters.nFeatures,
    nHidden: parameters.nHidden,
    weights: take(weights),
    ...(outputWeights ? { outputWeights: take(outputWeights) } : {}),
    bias: take(bias),
    ...(hiddenBias ? { hiddenBias: take(hiddenBias) } : {}),
  };
}

/**
 * Initial parameters of every model of a run, float32.
 *
 * W ~ N(0, scale^2 * 2 / (n + m)), biases constant. The authors' notebook calls `xavier_normal_` on a
 * three-dimensional tensor, whose fans then depend on K; ours are those of one model.
 */
export function initialParameters(run: ResolvedRun): Parameters {
  const { model, training, instances, seed } = run.spec;
  const parameters = zeroParameters(model, run.nModels);
  const deviation = training.initialisation.scale * Math.sqrt(2 / (run.nFeatures + run.nHidden));
  const matrix = run.nFeatures * run.nHidden;
  const { count } = training.restarts;
  for (let index = 0; index < run.nModels; index++) {
    const instance = instances.first + Math.floor(index / count);
    const random = new RandomStream(streamKey(seed, 'initialisation', instance, index % count));
    for (const tensor of [parameters.weights, parameters.outputWeights]) {
      if (!tensor) continue;
      for (let i = 0; i < matrix; i++) tensor[index * matrix + i] = deviation * random.normal();
    }
  }
  parameters.bias.fill(training.initialisation.bias);
  return parameters;
}
