/**
 * The model whose exact loss is asked for: weights and data that a person wrote as JSON, or one model of a run.
 *
 * A file of weights says, in the words of a run spec:
 *   { "model": "relu-output", "weights": [[1], [-1]], "bias": [0, 0],
 *     "featureProbability": 0.5, "importance": [1, 0.5], "sets": [{ "kind": "correlated", "features": [0, 1] }] }
 * `weights` has one list a feature, its vector W_i. Left out: model relu-output, bias 0, importance 1, no sets.
 */

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  decodeRun,
  FileAccessError,
  InvalidArgumentError,
  InvalidFileError,
  resolveRun,
  UnsupportedError,
  type ModelKind,
  type ResolvedRun,
  type RunSpec,
} from '@toymodels/core';
import type { ExactInput, FeatureGroup } from '@toymodels/theory';
import { UsageError } from '../exit-codes.js';
import { withoutDataPrefix } from './values.js';

/** A model with its data. */
export interface NamedModel {
  readonly kind: ModelKind;
  readonly input: ExactInput;
  /** W2 of `absolute-value`, [feature, hidden]. */
  readonly outputWeights?: Float64Array;
  /** Which of a run's models it is; missing for a file of weights. */
  readonly ofRun?: { readonly model: number; readonly count: number };
}

/**
 * @param path absolute
 * @param name the path as given
 * @param index which model of a run, from 0; default the first
 * @throws FileAccessError, InvalidFileError, InvalidArgumentError, UnsupportedError, UsageError
 */
export async function readModel(path: string, name: string, index: number | undefined): Promise<NamedModel> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    const reason =
      cause.code === 'ENOENT'
        ? 'there is no such file'
        : cause.code === 'EISDIR'
          ? 'it is a folder'
          : cause.message;
    const mend = 'give the path of a JSON file with weights, or of a run.safetensors';
    throw new FileAccessError(`cannot read ${name}: ${reason}; ${mend}`, { cause });
  });
  if (/\.safetensors$/i.test(path)) return modelOfRun(bytes, name, index ?? 0);
  if (index !== undefined) {
    throw new UsageError(`${name} holds one model; --model chooses among those of a run.safetensors`);
  }
  return modelOfJson(bytes.toString('utf8'), name);
}

const KEYS = ['model', 'weights', 'bias', 'importance', 'featureProbability', 'sets'];

function modelOfJson(text: string, name: string): NamedModel {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (cause) {
    throw new InvalidArgumentError(`${name} is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InvalidArgumentError(
      `${name} holds no object; give { "weights": [[…], …], "featureProbability": … }`,
    );
  }
  const file = given as Record<string, unknown>;
  const unknown = Object.keys(file).filter((key) => !KEYS.includes(key));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(
      `${name}: unknown key ${unknown.join(', ')}; known are ${KEYS.join(', ')}`,
    );
  }
  const rows = weightRows(file['weights'], name);
  const [nFeatures, nHidden] = [rows.length, rows[0]!.length];
  const { model: kind = 'relu-output', featureProbability, importance = 1, sets = [] } = file;
  if (kind !== 'relu-output' && kind !== 'linear' && kind !== 'relu-hidden') {
    throw new InvalidArgumentError(
      `${name}: model is ${JSON.stringify(kind)}; allowed are "relu-output", "linear" and "relu-hidden" (absolute-value: give a run.safetensors)`,
    );
  }
  // The schema of a run spec checks what both have in common, in the same words.
  const spec = {
    model: { kind, nFeatures, nHidden },
    data: { featureProbability, importance, sets },
  } as RunSpec;
  const run = withoutDataPrefix(name, () => resolveRun(spec));
  const bias = biasOf(file['bias'], nFeatures, name);
  const input = { ...dataOf(run, 0), nHidden, weights: Float64Array.from(rows.flat()), bias };
  return { kind, input };
}

function weightRows(given: unknown, name: string): number[][] {
  const rows = Array.isArray(given) ? (given as unknown[]) : [];
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  const isRow = (row: unknown): boolean =>
    Array.isArray(row) && row.length === width && row.every((value) => Number.isFinite(value));
  if (width === 0 || !rows.every(isRow)) {
    throw new InvalidArgumentError(
      `${name}: weights must be one list of finite numbers a feature, all of the same length: "weights": [[1], [-1]]`,
    );
  }
  return rows as number[][];
}

function biasOf(given: unknown, nFeatures: number, name: string): Float64Array {
  if (given === undefined || Number.isFinite(given)) {
    return new Float64Array(nFeatures).fill((given as number | undefined) ?? 0);
  }
  if (Array.isArray(given) && given.length === nFeatures && given.every((value) => Number.isFinite(value))) {
    return Float64Array.from(given as number[]);
  }
  throw new InvalidArgumentError(
    `${name}: bias must be a finite number, or a list of ${nFeatures}, one a feature; given ${JSON.stringify(given)}`,
  );
}

function modelOfRun(bytes: Uint8Array, name: string, index: number): NamedModel {
  const result = decodeRun(bytes);
  const { spec, parameters, models } = result;
  const kept = models.filter(({ selected }) => selected);
  const chosen = kept[index];
  if (chosen === undefined) {
    throw new UsageError(
      `${basename(name)} holds ${kept.length} models; --model ${index} is none of them: give 0 to ${kept.length - 1}`,
    );
  }
  const { kind, nFeatures, nHidden, hiddenBias } = spec.model;
  if (hiddenBias) {
    throw new UnsupportedError(
      'this run has a hidden bias, for which there is no exact loss; train without hiddenBias',
    );
  }
  if ((spec.data.range === 'signed') !== (kind === 'absolute-value')) {
    throw new UnsupportedError(
      `the exact loss of ${kind} is for data.range "${kind === 'absolute-value' ? 'signed' : 'unit'}"; this run has "${spec.data.range}"`,
    );
  }
  const part = (values: ArrayLike<number>, size: number): Float64Array =>
    Float64Array.from({ length: size }, (_, i) => values[index * size + i]!);
  const matrix = nFeatures * nHidden;
  const input = {
    ...dataOf(resolveRun(spec), chosen.instance),
    nHidden,
    weights: part(parameters.weights, matrix),
    bias: part(parameters.bias, nFeatures),
  };
  if (!input.weights.every(Number.isFinite) || !input.bias.every(Number.isFinite)) {
    throw new InvalidFileError(
      `model ${index} of ${basename(name)} diverged: it has weights that are no numbers`,
    );
  }
  const { outputWeights } = parameters;
  return {
    kind,
    input,
    ...(outputWeights && { outputWeights: part(outputWeights, matrix) }),
    ofRun: { model: index, count: kept.length },
  };
}

/** What an instance's data are, in the words of theory: a set's members share one probability there. */
function dataOf(
  { nFeatures, importance, featureProbability, units }: ResolvedRun,
  instance: number,
): Omit<ExactInput, 'nHidden' | 'weights' | 'bias'> {
  const own = (values: Float64Array): Float64Array =>
    values.slice(instance * nFeatures, (instance + 1) * nFeatures);
  const probability = own(featureProbability);
  const groups = units.flatMap(({ kind, features }): FeatureGroup[] =>
    kind === 'single' ? [] : [{ kind, features, probability: probability[features[0]!]! }],
  );
  return { nFeatures, importance: own(importance), featureProbability: probability, groups };
}
