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

/** The part of a state that belongs to models `first` to `last` - 1. */
export function stateOfModels(state: TrainingState, first: number, last: number): TrainingState {
  const indices = Array.from({ length: last - first }, (_, index) => first + index);
  return {
    parameters: takeInstances(state.parameters, indices),
    firstMoment: takeInstances(state.firstMoment, indices),
    secondMoment: takeInstances(state.secondMoment, indices),
    step: state.step.slice(first, last),
    windowLoss: state.windowLoss.slice(first, last),
  };
}

function joinParameters(model: Model, parts: readonly Parameters[]): Parameters {
  const joined = zeroParameters(
    model,
    parts.reduce((sum, part) => sum + part.nInstances, 0),
    Float32Array,
  );
  for (const name of PARAMETER_NAMES) {
    let offset = 0;
    for (const part of parts) {
      const tensor = part[name];
      if (!tensor) continue;
      joined[name]!.set(tensor, offset);
      offset += tensor.length;
    }
  }
  return joined;
}

/** The state of all models from those of consecutive parts. */
export function joinStates(model: Model, parts: readonly TrainingState[]): TrainingState {
  return {
    parameters: joinParameters(
      model,
      parts.map((part) => part.parameters),
    ),
    firstMoment: joinParameters(
      model,
      parts.map((part) => part.firstMoment),
    ),
    secondMoment: joinParameters(
      model,
      parts.map((part) => part.secondMoment),
    ),
    step: Uint32Array.from(parts.flatMap((part) => [...part.step])),
    windowLoss: Float64Array.from(parts.flatMap((part) => [...part.windowLoss])),
  };
}
