/**
 * `tfjsBackend()`: training on a device of TensorFlow.js, of the spec's models or of one of your own.
 */

import {
  activeAttack,
  BackendUnavailableError,
  InvalidArgumentError,
  UnsupportedError,
  type Backend,
  type BackendInfo,
  type ResolvedRun,
} from '@toymodels/core';
import { ACTIVATIONS, type ActivationFunction, type ActivationName } from './activations.js';
import { loadDevice, type ReadyDevice, type TfjsDevice } from './devices.js';
import { modelOfSpec, type TfjsModel } from './model.js';
import { tfjsTrainer } from './trainer.js';

/** What every backend on TensorFlow.js may be asked for. */
export interface TfjsModelOptions {
  /** On the output in place of the model's own activation: a name, or a function of your own. Default: the model's own. */
  readonly outputActivation?: ActivationName | ActivationFunction;
  /** A model in place of the spec's; `model.kind` then only decides which parameters there are. */
  readonly model?: TfjsModel;
  /**
   * Draws the samples on the device. The same distribution, but other samples than every other backend: gives
   * up that runs of one seed can be compared number by number. Default false.
   */
  readonly dataOnDevice?: boolean;
}

/** The device, beside what every backend on TensorFlow.js may be asked for. */
export interface TfjsBackendOptions extends TfjsModelOptions {
  readonly device: TfjsDevice;
  /** The folder of TensorFlow.js's two single-threaded .wasm files, where a bundler did not bring them along. */
  readonly wasmFolder?: string | URL;
}

/** Whether a backend can run here: how it would describe itself, or why not and what would mend it. */
export type Availability =
  | { readonly available: true; readonly info: BackendInfo }
  | { readonly available: false; readonly reason: string; readonly mend: string };

/** A backend that can tell beforehand whether it runs here. */
export interface ProbedBackend extends Backend {
  /** Loads the device; never throws for one that is missing. */
  availability(): Promise<Availability>;
}

/**
 * A backend on TensorFlow.js's `cpu`, `wasm` or `webgpu`.
 *
 * @example
 * const result = await trainToEnd(spec, { backend: tfjsBackend({ device: 'wasm' }) });
 *
 * @throws InvalidArgumentError for an unknown device, option or activation
 */
export function tfjsBackend(options: TfjsBackendOptions): ProbedBackend {
  const { device, wasmFolder, ...model } = options;
  if (!['cpu', 'wasm', 'webgpu'].includes(device)) {
    throw new InvalidArgumentError(`invalid device: ${device}; allowed are "cpu", "wasm" and "webgpu"`);
  }
  return backendOn(`tfjs-${device}`, () => loadDevice(device, wasmFolder), model);
}

/**
 * Makes a backend of a device: what `tfjsBackend`, `webglBackend` and `nodeBackend` share.
 *
 * @param load makes the device ready, or throws BackendUnavailableError whose message ends in "; <mend>"
 */
export function backendOn(
  name: string,
  load: () => Promise<ReadyDevice>,
  options: TfjsModelOptions = {},
): ProbedBackend {
  checkOptions(options);
  return {
    name,
    async createTrainer(run, state) {
      const model = chosenModel(run, options);
      const { tf, tfBackend, info } = await load();
      checkEpsilon(run, info);
      checkAttack(run, info, options);
      const dataOnDevice = options.dataOnDevice ?? false;
      if (dataOnDevice && info.precision === 'float16') {
        throw new UnsupportedError(
          `dataOnDevice needs float32, and ${name} has ${info.precision} here; leave dataOnDevice out`,
        );
      }
      const isOwn = options.model !== undefined || options.outputActivation !== undefined;
      const extras = [...(isOwn ? [model.name] : []), ...(dataOnDevice ? ['its own samples'] : [])];
      const described = {
        ...info,
        device: [info.device, ...extras].join(', '),
        reproducible: info.reproducible && !isOwn, // exp and tanh differ between engines
      };
      return tfjsTrainer({ tf, tfBackend, info: described, model, dataOnDevice }, run, state);
    },
    async availability() {
      try {
        return { available: true, info: (await load()).info };
      } catch (error) {
        if (!(error instanceof BackendUnavailableError)) throw error;
        // "backend x is not available: <reason>; <mend>"
        const cut = error.message.lastIndexOf('; ');
        const reason = error.message.slice(0, cut).replace(/^backend \S+ is not available: /, '');
        return { available: false, reason, mend: error.message.slice(cut + 2) };
      }
    },
  };
}

/** The smallest epsilon that a device can hold: with 0 in its place, a parameter without gradient becomes 0 / 0. */
function checkEpsilon({ spec }: ResolvedRun, { name, precision }: BackendInfo): void {
  const { epsilon } = spec.training.optimiser;
  if (Math.fround(epsilon) > 0) return;
  throw new UnsupportedError(
    `training.optimiser.epsilon ${epsilon} is 0 in ${precision}, in which ${name} computes; give 1e-30 or more, PyTorch's is 1e-8`,
  );
}

/** An attack goes along the W^T W of the spec's models, whose rows must be told from nothing. */
function checkAttack(
  { spec }: ResolvedRun,
  { name, precision }: BackendInfo,
  options: TfjsModelOptions,
): void {
  if (!activeAttack(spec.training)) return;
  if (options.model !== undefined) {
    throw new UnsupportedError(
      `training.attack goes along W^T W of the models of a spec, not of a model of your own; leave out either`,
    );
  }
  if (precision === 'float16') {
    throw new UnsupportedError(
      `training.attack needs float32, and ${name} has ${precision} here; train on another device`,
    );
  }
}

const OPTION_NAMES = ['outputActivation', 'model', 'dataOnDevice'];

function checkOptions(options: TfjsModelOptions): void {
  const unknown = Object.keys(options).filter((name) => !OPTION_NAMES.includes(name));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(
      `unknown option ${unknown.join(', ')}; allowed are ${OPTION_NAMES.join(', ')}`,
    );
  }
  const { outputActivation, model } = options;
  if (typeof outputActivation === 'string' && !Object.hasOwn(ACTIVATIONS, outputActivation)) {
    const names = Object.keys(ACTIVATIONS).join(', ');
    throw new InvalidArgumentError(
      `invalid outputActivation: ${outputActivation}; allowed are ${names}, or a function`,
    );
  }
  if (outputActivation !== undefined && model !== undefined) {
    throw new InvalidArgumentError(
      'given both outputActivation and model; a model of your own has its own activation',
    );
  }
}

function chosenModel({ spec }: ResolvedRun, { model, outputActivation }: TfjsModelOptions): TfjsModel {
  if (model) return model;
  if (outputActivation === undefined) return modelOfSpec(spec.model);
  const apply = typeof outputActivation === 'string' ? ACTIVATIONS[outputActivation] : outputActivation;
  const name = typeof outputActivation === 'string' ? outputActivation : apply.name || 'of your own';
  return modelOfSpec(spec.model, { name, apply });
}
