/**
 * Between core's parameters, one array a tensor, and the kernel's, one padded row a model.
 */

import {
  PARAMETER_NAMES,
  parameterSizes,
  takeInstances,
  zeroParameters,
  type CompleteRunSpec,
  type FloatArray,
  type ParameterName,
  type Parameters,
  type TrainingState,
} from '@toymodels/core/training';
import type { Kernel } from './kernel.js';

type Model = CompleteRunSpec['model'];

const padded = (count: number): number => (count + 3) & ~3;

/** Numbers of a model's row in the kernel: [W | W2 | b | c], each padded to whole vectors. */
export function rowLength(model: Model): number {
  const sizes = parameterSizes(model);
  return PARAMETER_NAMES.reduce((sum, name) => sum + padded(sizes[name]), 0);
}

function eachTensor(
  model: Model,
  parameters: Parameters,
  visit: (tensor: FloatArray, size: number, offset: number) => void,
): void {
  const sizes: Record<ParameterName, number> = parameterSizes(model);
  let offset = 0;
  for (const name of PARAMETER_NAMES) {
    const tensor = parameters[name];
    if (tensor && sizes[name] > 0) visit(tensor, sizes[name], offset);
    offset += padded(sizes[name]);
  }
}

/** Copies parameters into rows of the kernel. */
function writeRows(rows: Float32Array, model: Model, parameters: Parameters): void {
  const row = rowLength(model);
  eachTensor(model, parameters, (tensor, size, offset) => {
    for (let k = 0; k < parameters.nInstances; k++) {
      rows.set(tensor.subarray(k * size, (k + 1) * size), k * row + offset);
    }
  });
}

/** Copies rows of the kernel out. */
export function readRows(rows: Float32Array, model: Model, nModels: number): Parameters {
  const row = rowLength(model);
  const parameters = zeroParameters(model, nModels, Float32Array);
  eachTensor(model, parameters, (tensor, size, offset) => {
    for (let k = 0; k < nModels; k++) {
      tensor.set(rows.subarray(k * row + offset, k * row + offset + size), k * size);
    }
  });
  return parameters;
}

/** Writes a state into a configured kernel. */
export function writeState(kernel: Kernel, model: Model, state: TrainingState): void {
  const { nInstances } = state.parameters;
  const length = nInstances * rowLength(model);
  writeRows(kernel.float32('theta', 0, length), model, state.parameters);
  writeRows(kernel.float32('firstMoment', 0, length), model, state.firstMoment);
  writeRows(kernel.float32('secondMoment', 0, length), model, state.secondMoment);
  kernel.uint32('steps', 0, nInstances).set(state.step);
  kernel.float64('windowLoss', 0, nInstances).set(state.windowLoss);
}

/** Reads the state of all models of a kernel. */
export function readState(kernel: Kernel, model: Model, nModels: number): TrainingState {
  const length = nModels * rowLength(model);
  return {
    parameters: readRows(kernel.float32('theta', 0, length), model, nModels),
    firstMoment: readRows(kernel.float32('firstMoment', 0, length), model, nModels),
    secondMoment: readRows(kernel.float32('secondMoment', 0, length), model, nModels),
    step: kernel.uint32('steps', 0, nModels).slice(),
    windowLoss: kernel.float64('windowLoss', 0, nModels).slice(),
  };
}

/** The part of a state that belongs to some models. */
export function stateOfModels(state: TrainingState, models: readonly number[]): TrainingState {
  return {
    parameters: takeInstances(state.parameters, models),
    firstMoment: takeInstances(state.firstMoment, models),
    secondMoment: takeInstances(state.secondMoment, models),
    step: Uint32Array.from(models, (model) => state.step[model]!),
    windowLoss: Float64Array.from(models, (model) => state.windowLoss[model]!),
  };
}

/** Puts what belongs to the models of each part, in their order, into the order of all models. */
export function inOrder<T>(models: readonly (readonly number[])[], parts: readonly ArrayLike<T>[]): T[] {
  const all: T[] = [];
  models.forEach((numbers, part) => numbers.forEach((model, index) => (all[model] = parts[part]![index]!)));
  return all;
}

/** The state of all models from those of parts, which have the models given. */
export function joinStates(
  model: Model,
  models: readonly (readonly number[])[],
  parts: readonly TrainingState[],
): TrainingState {
  const joined = (pick: (part: TrainingState) => Parameters): Parameters =>
    joinParameters(model, models, parts.map(pick));
  return {
    parameters: joined((part) => part.parameters),
    firstMoment: joined((part) => part.firstMoment),
    secondMoment: joined((part) => part.secondMoment),
    step: Uint32Array.from(
      inOrder(
        models,
        parts.map((part) => part.step),
      ),
    ),
    windowLoss: Float64Array.from(
      inOrder(
        models,
        parts.map((part) => part.windowLoss),
      ),
    ),
  };
}

function joinParameters(
  model: Model,
  models: readonly (readonly number[])[],
  parts: readonly Parameters[],
): Parameters {
  const all = zeroParameters(model, models.flat().length, Float32Array);
  const sizes: Record<ParameterName, number> = parameterSizes(model);
  for (const name of PARAMETER_NAMES) {
    const size = sizes[name];
    parts.forEach((part, p) => {
      const tensor = part[name];
      if (!tensor) return;
      models[p]!.forEach((k, index) =>
        all[name]!.set(tensor.subarray(index * size, (index + 1) * size), k * size),
      );
    });
  }
  return all;
}
