/**
 * Parameters as tensors, and back.
 *
 * On the device all trained parameters of a cohort of models live in one tensor [model, number], in the order
 * of `PARAMETER_NAMES`, so that the optimiser is a dozen operations and not a dozen for each tensor. The
 * models' formulas see them cut into the tensors of {@link TensorParameters}.
 */

import type * as tfjs from '@tensorflow/tfjs-core';
import type * as operations from './operations.js';
import {
  PARAMETER_NAMES,
  parameterSizes,
  type CompleteRunSpec,
  type ParameterName,
  type Parameters,
} from '@toymodels/core';

/** The operations of `operations.ts`, as a module object. `@tensorflow/tfjs-core` is one, with more in it. */
export type Tf = typeof operations;

/** Parameters of several models on the device. Not owned by who receives them: do not dispose. */
export interface TensorParameters {
  /** W (W1 of `absolute-value`), [model, feature, hidden]. */
  readonly weights: tfjs.Tensor3D;
  /** W2 of `absolute-value`, [model, feature, hidden]. */
  readonly outputWeights?: tfjs.Tensor3D;
  /** b, [model, 1, feature]: ready to be added to [model, sample, feature]. */
  readonly bias: tfjs.Tensor3D;
  /** c of models with a hidden bias, [model, 1, hidden]. */
  readonly hiddenBias?: tfjs.Tensor3D;
}

/** Where each tensor lies in a model's row of numbers. */
export interface Layout {
  readonly parts: readonly { readonly name: ParameterName; readonly start: number; readonly size: number }[];
  /** Numbers of one model that are trained. */
  readonly size: number;
  readonly shapes: Readonly<Record<ParameterName, readonly [number, number]>>;
}

/** The layout of the tensors that are trained; an untrained output bias is not among them. */
export function trainedLayout(model: CompleteRunSpec['model']): Layout {
  const sizes = parameterSizes(model);
  const parts: { name: ParameterName; start: number; size: number }[] = [];
  let size = 0;
  for (const name of PARAMETER_NAMES) {
    if (sizes[name] === 0 || (name === 'bias' && !model.outputBias)) continue;
    parts.push({ name, start: size, size: sizes[name] });
    size += sizes[name];
  }
  const { nFeatures, nHidden } = model;
  return {
    parts,
    size,
    shapes: {
      weights: [nFeatures, nHidden],
      outputWeights: [nFeatures, nHidden],
      bias: [1, nFeatures],
      hiddenBias: [1, nHidden],
    },
  };
}

/**
 * The trained numbers of some models, one row each.
 *
 * @returns [model, number], row-major, float32
 */
export function packRows(parameters: Parameters, layout: Layout, models: readonly number[]): Float32Array {
  const rows = new Float32Array(models.length * layout.size);
  models.forEach((model, row) => {
    for (const { name, start, size } of layout.parts) {
      rows.set(parameters[name]!.subarray(model * size, (model + 1) * size), row * layout.size + start);
    }
  });
  return rows;
}

/** The reverse of {@link packRows}. Impure: overwrites the rows' models in `parameters`. */
export function unpackRows(
  rows: Float32Array,
  parameters: Parameters,
  layout: Layout,
  models: readonly number[],
): void {
  models.forEach((model, row) => {
    for (const { name, start, size } of layout.parts) {
      const from = row * layout.size + start;
      parameters[name]!.set(rows.subarray(from, from + size), model * size);
    }
  });
}

/**
 * Cuts rows into the tensors that formulas use.
 *
 * @param rows [model, number]
 */
export function cutRows(
  tf: Tf,
  rows: tfjs.Tensor2D,
  layout: Layout,
): Partial<Record<ParameterName, tfjs.Tensor3D>> {
  const nModels = rows.shape[0];
  const cut: Partial<Record<ParameterName, tfjs.Tensor3D>> = {};
  for (const { name, start, size } of layout.parts) {
    const part = layout.parts.length === 1 ? rows : tf.slice(rows, [0, start], [nModels, size]);
    cut[name] = tf.reshape(part, [nModels, ...layout.shapes[name]]);
  }
  return cut;
}
