/**
 * A run as one file: weights, state and history as safetensors, all else as JSON in its metadata.
 *
 * Python reads the weights with `safetensors.numpy.load_file(path)["weights"]`. Tensor names:
 * `weights`, `output_weights`, `bias`, `hidden_bias` (the selected models), the same under `state.`,
 * `first_moment.`, `second_moment.` and `checkpoint.<step>.` (all models), `state.step`,
 * `state.window_loss`, `history.step`, `history.loss`.
 */

import { InvalidFileError } from '../errors.js';
import {
  checkParameters,
  PARAMETER_NAMES,
  zeroParameters,
  type ParameterName,
  type Parameters,
} from '../parameters.js';
import { resolveRun } from '../spec/resolve.js';
import type { CompleteRunSpec } from '../spec/types.js';
import type { BackendInfo } from '../train/backend.js';
import type { Checkpoint, ModelRecord, RunResult } from '../train/result.js';
import { decodeSafetensors, encodeSafetensors, type Tensor } from './safetensors.js';

/** Version of the file format. */
const FORMAT = 'toymodels-run-1';

const TENSOR_NAMES: Readonly<Record<ParameterName, string>> = {
  weights: 'weights',
  outputWeights: 'output_weights',
  bias: 'bias',
  hiddenBias: 'hidden_bias',
};

/** JSON has no NaN: losses that are no number are written as null. */
type StoredModel = Omit<ModelRecord, 'loss'> & { readonly loss: number | null };

interface StoredRun {
  readonly status: RunResult['status'];
  readonly spec: CompleteRunSpec;
  readonly version: string;
  readonly backend: BackendInfo;
  readonly models: readonly StoredModel[];
  readonly checkpoints: readonly number[];
}

function tensorsOf(parameters: Parameters, prefix: string): Record<string, Tensor> {
  const { nInstances, nFeatures, nHidden } = parameters;
  const shapes = {
    weights: [nInstances, nFeatures, nHidden],
    outputWeights: [nInstances, nFeatures, nHidden],
    bias: [nInstances, nFeatures],
    hiddenBias: [nInstances, nHidden],
  };
  const tensors: Record<string, Tensor> = {};
  for (const name of PARAMETER_NAMES) {
    const data = parameters[name];
    if (data) tensors[prefix + TENSOR_NAMES[name]] = { data, shape: shapes[name] };
  }
  return tensors;
}

/** Writes a result as the bytes of a `.safetensors` file; the same result gives the same bytes. */
export function encodeRun(result: RunResult): Uint8Array {
  const { state, history, checkpoints } = result;
  const nModels = result.models.length;
  const stored: StoredRun = {
    status: result.status,
    spec: result.spec,
    version: result.version,
    backend: result.backend,
    models: result.models.map((model) => ({ ...model, loss: Number.isNaN(model.loss) ? null : model.loss })),
    checkpoints: checkpoints.map(({ step }) => step),
  };
  return encodeSafetensors(
    {
      ...tensorsOf(result.parameters, ''),
      ...tensorsOf(state.parameters, 'state.'),
      ...tensorsOf(state.firstMoment, 'first_moment.'),
      ...tensorsOf(state.secondMoment, 'second_moment.'),
      ...Object.assign({}, ...checkpoints.map((c) => tensorsOf(c.parameters, `checkpoint.${c.step}.`))),
      'state.step': { data: state.step, shape: [nModels] },
      'state.window_loss': { data: state.windowLoss, shape: [nModels] },
      'history.step': { data: history.step, shape: [history.step.length] },
      'history.loss': { data: history.loss, shape: [history.step.length, nModels] },
    },
    { format: FORMAT, run: JSON.stringify(stored) },
  );
}

/**
 * Reads what {@link encodeRun} wrote.
 *
 * @throws InvalidFileError for a file that is truncated, of another kind, or lacks a tensor
 * @throws ShapeError for tensors that do not fit the spec
 */
export function decodeRun(bytes: Uint8Array): RunResult {
  const { tensors, metadata } = decodeSafetensors(bytes);
  if (metadata['format'] !== FORMAT || metadata['run'] === undefined) {
    throw new InvalidFileError(
      `a safetensors file, but not a run of this project (format ${metadata['format'] ?? 'none'}); expected ${FORMAT}`,
    );
  }
  let stored: StoredRun;
  try {
    stored = JSON.parse(metadata['run']) as StoredRun;
  } catch (cause) {
    throw new InvalidFileError('the metadata of this run is not JSON; write the file again', { cause });
  }
  const { spec, nModels } = resolveRun(stored.spec);
  const numbers = <T>(name: string, Type: new (length: number) => T): T => {
    const data = tensors[name]?.data;
    if (!(data instanceof Type))
      throw new InvalidFileError(`this run has no tensor ${name} of type ${Type.name}`);
    return data;
  };
  const parameters = (prefix: string, count: number): Parameters => {
    const result: { -readonly [K in keyof Parameters]: Parameters[K] } = {
      ...zeroParameters(spec.model, 0),
      nInstances: count,
    };
    for (const name of PARAMETER_NAMES) {
      if (result[name] === undefined) continue;
      const data = tensors[prefix + TENSOR_NAMES[name]]?.data;
      if (!data || data instanceof Uint32Array)
        throw new InvalidFileError(`this run has no tensor ${prefix}${TENSOR_NAMES[name]}`);
      result[name] = data;
    }
    checkParameters(result, spec.model, count);
    return result;
  };
  const models = stored.models.map((model): ModelRecord => ({ ...model, loss: model.loss ?? NaN }));
  return {
    status: stored.status,
    spec,
    version: stored.version,
    backend: stored.backend,
    models,
    parameters: parameters('', models.filter(({ selected }) => selected).length),
    history: { step: numbers('history.step', Float64Array), loss: numbers('history.loss', Float64Array) },
    checkpoints: stored.checkpoints.map((step): Checkpoint => ({
      step,
      parameters: parameters(`checkpoint.${step}.`, nModels),
    })),
    state: {
      parameters: parameters('state.', nModels),
      firstMoment: parameters('first_moment.', nModels),
      secondMoment: parameters('second_moment.', nModels),
      step: numbers('state.step', Uint32Array),
      windowLoss: numbers('state.window_loss', Float64Array),
    },
  };
}
