/**
 * Files that the laboratory reads: a run as safetensors, a NumPy archive, a spec as JSON. What a file is, is told
 * by its bytes, not by its name.
 */
import {
  completeSpec,
  decodeRun,
  InvalidFileError,
  zeroParameters,
  type CompleteRunSpec,
  type RunResult,
  type RunSpec,
} from '@toymodels/core';
import type { Computed, LabeledRun } from '../state/outcome.js';
import { decodeNpzRuns, type NpzModels, type NpzRun } from './npz.js';

export type Imported =
  | { readonly kind: 'run'; readonly computed: Computed; readonly spec: CompleteRunSpec }
  /** Its link says what else was set, such as the backend; '' when there is none. */
  | {
      readonly kind: 'models';
      readonly computed: Computed;
      readonly spec: CompleteRunSpec;
      readonly link: string;
    }
  | { readonly kind: 'spec'; readonly spec: CompleteRunSpec };

/** Larger files are refused before they are read, bytes. */
export const MOST_BYTES = 256 * 1024 * 1024;

/**
 * @param fallback for archives without a spec
 * @throws ToyModelsError that says what the file is not
 */
export function importFile(bytes: Uint8Array, fallback: CompleteRunSpec): Imported {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const runs = decodeNpzRuns(bytes, fallback);
    const { spec, link } = runs[0]!.models;
    return { kind: 'models', computed: { method: 'sampled', runs: runs.map(labeledRun) }, spec, link };
  }
  const first = bytes.find((byte) => byte > 0x20);
  if (first === 0x7b && bytes[8] !== 0x7b)
    return { kind: 'spec', spec: specOfText(new TextDecoder().decode(bytes)) };
  if (first === 0x5b && bytes[8] !== 0x7b) {
    throw new InvalidFileError(
      'this is a list of specs, as a sweep is saved; open the sweep by its link, or a file with one of them',
    );
  }
  if (bytes[8] === 0x7b) {
    const result = decodeRun(bytes);
    return { kind: 'run', computed: { method: 'sampled', runs: [{ label: '', result }] }, spec: result.spec };
  }
  throw new InvalidFileError(
    'this file is none of those that are read here: a run (.safetensors), a NumPy archive (.npz), a spec (.json)',
  );
}

function specOfText(text: string): CompleteRunSpec {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (cause) {
    throw new InvalidFileError('this file begins like JSON and is none; look where it was cut', { cause });
  }
  return completeSpec(given as RunSpec);
}

const labeledRun = ({ label, models }: NpzRun): LabeledRun => ({ label, result: resultOf(models) });

/** Models without the state they were trained to: looked at like any other, but not trained on. */
function resultOf({ spec, parameters, loss, instance, history }: NpzModels): RunResult {
  const seen = new Map<number, number>();
  const records = instance.map((k, index) => {
    const restart = seen.get(k) ?? 0;
    seen.set(k, restart + 1);
    return {
      instance: k,
      restart,
      step: spec.training.steps,
      loss: loss[index]!,
      selected: true,
      diverged: false,
    };
  });
  const nothing = { ...zeroParameters(spec.model, 0) };
  return {
    status: 'finished',
    spec,
    version: 'imported',
    backend: { name: 'file', version: '', device: 'a file', precision: 'float32', reproducible: false },
    models: records,
    parameters,
    history: history ?? { step: new Float64Array(0), loss: new Float64Array(0) },
    checkpoints: [],
    state: {
      parameters,
      firstMoment: nothing,
      secondMoment: nothing,
      step: new Uint32Array(records.length),
      windowLoss: new Float64Array(records.length),
    },
  };
}
