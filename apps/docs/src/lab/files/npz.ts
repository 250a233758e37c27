/**
 * Models as a NumPy archive: `numpy.load("run.npz")["W"]`. The same models give the same bytes.
 *
 * | name | shape | is |
 * |---|---|---|
 * | `W` | [model, feature, hidden] | weights, float32 as trained, float64 if exact; the paper's W is the transpose of one |
 * | `W2` | [model, feature, hidden] | output weights of absolute-value models |
 * | `b`, `c` | [model, feature], [model, hidden] | output bias; hidden bias, if there is one |
 * | `loss` | [model] | on evaluation samples, or exact |
 * | `instance` | [model] | which instance of the spec a model is |
 * | `losses`, `steps` | [window, model], [window] | mean loss of each window of training; not of exact optima |
 * | `spec` | text | the complete spec as JSON |
 * | `link` | text | what reopens it in the laboratory |
 *
 * A sweep of several runs is one archive, too: `labels` is a JSON list of what each run is, in order, `link` stands
 * once, and the other arrays of run 2, counted from 0, are `2/W`, `2/b` …
 */
import { unzipSync, zipSync } from 'fflate';
import {
  completeSpec,
  InvalidFileError,
  type CompleteRunSpec,
  type FloatArray,
  type LossHistory,
  type Parameters,
} from '@toymodels/core';
import { decodeNpy, encodeNpy, type NpyArray } from './npy.js';

/** Models of one run, as a file holds them. */
export interface NpzModels {
  readonly spec: CompleteRunSpec;
  readonly parameters: Parameters;
  /** [model] */
  readonly loss: readonly number[];
  /** [model] */
  readonly instance: readonly number[];
  /** Of these models only, [window, model]. */
  readonly history?: LossHistory;
  /** What follows the # of an address. */
  readonly link: string;
}

/** The earliest date that a ZIP can hold: no clock in any file. */
const NO_DATE = new Date(1980, 0, 1);

type Arrays = Readonly<Record<string, NpyArray>>;

export const encodeNpz = (models: NpzModels): Uint8Array =>
  zipped({ ...arraysOf(models), link: { data: models.link, shape: [] } });

/** A run of a sweep. */
export interface NpzRun {
  /** What it differs in from the others, e.g. `m = 3`. */
  readonly label: string;
  readonly models: NpzModels;
}

/** All runs of a sweep in one archive. @param link of the sweep; those of its runs are left out */
export function encodeSweepNpz(runs: readonly NpzRun[], link: string): Uint8Array {
  const named = runs.flatMap(({ models }, run) =>
    Object.entries(arraysOf(models)).map(([name, array]) => [`${run}/${name}`, array] as const),
  );
  const labels = JSON.stringify(runs.map(({ label }) => label));
  return zipped({
    labels: { data: labels, shape: [] },
    link: { data: link, shape: [] },
    ...Object.fromEntries(named),
  });
}

function arraysOf({ spec, parameters, loss, instance, history }: NpzModels): Arrays {
  const { nInstances: k, nFeatures: n, nHidden: m } = parameters;
  return {
    W: { data: parameters.weights, shape: [k, n, m] },
    b: { data: parameters.bias, shape: [k, n] },
    ...(parameters.outputWeights && { W2: { data: parameters.outputWeights, shape: [k, n, m] } }),
    ...(parameters.hiddenBias && { c: { data: parameters.hiddenBias, shape: [k, m] } }),
    loss: { data: Float64Array.from(loss), shape: [k] },
    instance: { data: Int32Array.from(instance), shape: [k] },
    ...(history && {
      losses: { data: history.loss, shape: [history.step.length, k] },
      steps: { data: history.step, shape: [history.step.length] },
    }),
    spec: { data: JSON.stringify(spec), shape: [] },
  };
}

function zipped(arrays: Arrays): Uint8Array {
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, encodeNpy(array)]);
  // Stored, not deflated: NumPy then reads it without a detour, and weights hardly shrink.
  return zipSync(Object.fromEntries(files) as Record<string, Uint8Array>, { level: 0, mtime: NO_DATE });
}

/** Most runs of one archive: as many as a sweep has, with room. */
const MOST_RUNS = 1000;

/**
 * Reads what {@link encodeNpz} and {@link encodeSweepNpz} wrote, and archives from elsewhere
 * that hold at least `W`, as [model, feature, hidden] or [feature, hidden]; the authors' notebook keeps its weights like
 * that.
 *
 * @returns one run without a label, or those of a sweep
 * @throws InvalidFileError, InvalidArgumentError
 */
export function decodeNpzRuns(bytes: Uint8Array, fallback: CompleteRunSpec): readonly NpzRun[] {
  const files = unzipped(bytes);
  const file = files['labels.npy'];
  if (file === undefined) return [{ label: '', models: modelsIn(files, '', fallback) }];
  const labels = labelsFrom(decodeNpy(file, 'labels').data);
  const { data: link } = files['link.npy'] ? decodeNpy(files['link.npy'], 'link') : { data: '' };
  return labels.map((label, run) => ({
    label,
    models: {
      ...modelsIn(files, `${run}/`, fallback),
      link: typeof link === 'string' ? link : '',
    },
  }));
}

function labelsFrom(data: NpyArray['data']): readonly string[] {
  let given: unknown;
  try {
    given = typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    given = undefined;
  }
  const labels: readonly unknown[] = Array.isArray(given) ? given : [];
  const areTexts = labels.every((label) => typeof label === 'string');
  if (!areTexts || labels.length === 0 || labels.length > MOST_RUNS)
    throw new InvalidFileError(
      `the labels of this archive are not a JSON list of 1 to ${MOST_RUNS} texts, one for each run of a sweep; save the sweep again`,
    );
  return labels;
}

function unzipped(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(bytes);
  } catch (cause) {
    throw new InvalidFileError('this is no NumPy archive (.npz); save one with numpy.savez', { cause });
  }
}

/** @param prefix of the names of one run's arrays */
function modelsIn(
  files: Readonly<Record<string, Uint8Array>>,
  prefix: string,
  fallback: CompleteRunSpec,
): NpzModels {
  const read = (name: string): NpyArray | undefined => {
    const file = files[`${prefix}${name}.npy`];
    return file === undefined ? undefined : decodeNpy(file, `${prefix}${name}`);
  };
  const numbers = (name: string, length: number): FloatArray | undefined => {
    const array = read(name);
    if (array === undefined) return undefined;
    if (typeof array.data === 'string' || array.data.length !== length)
      throw new InvalidFileError(
        `${name} has shape [${array.shape.join(', ')}], which does not fit W; ${length} numbers are needed`,
      );
    return array.data instanceof Int32Array ? Float64Array.from(array.data) : array.data;
  };
  const weights = read('W');
  if (weights === undefined || typeof weights.data === 'string' || ![2, 3].includes(weights.shape.length)) {
    const names = Object.keys(files).map((name) => name.replace(/\.npy$/, ''));
    throw new InvalidFileError(
      `this archive has no ${prefix}W of shape [model, feature, hidden] or [feature, hidden] (it holds ${names.join(', ') || 'nothing'}); save one with numpy.savez("run.npz", W=W, b=b)`,
    );
  }
  const [k, n, m] = (weights.shape.length === 3 ? weights.shape : [1, ...weights.shape]) as [
    number,
    number,
    number,
  ];
  const text = read('spec')?.data;
  const outputWeights = numbers('W2', k * n * m);
  const hiddenBias = numbers('c', k * m);
  const spec =
    typeof text === 'string'
      ? specFrom(text)
      : foreignSpec(fallback, { k, n, m }, outputWeights !== undefined, hiddenBias !== undefined);
  const own = ['nFeatures', 'nHidden'] as const;
  if (own.some((name) => spec.model[name] !== (name === 'nFeatures' ? n : m)))
    throw new InvalidFileError(
      `W is of ${n} features in ${m} dimensions, the spec in the file of ${spec.model.nFeatures} in ${spec.model.nHidden}`,
    );
  const bias = numbers('b', k * n) ?? new Float64Array(k * n);
  const loss = numbers('loss', k);
  const instance = numbers('instance', k);
  const steps = read('steps');
  const rows = steps === undefined ? 0 : steps.shape[0]!;
  const losses = rows > 0 ? numbers('losses', rows * k) : undefined;
  const link = read('link')?.data;
  return {
    spec,
    parameters: {
      nInstances: k,
      nFeatures: n,
      nHidden: m,
      weights: weights.data instanceof Int32Array ? Float64Array.from(weights.data) : weights.data,
      bias,
      ...(outputWeights && { outputWeights }),
      ...(hiddenBias && { hiddenBias }),
    },
    loss: loss ? [...loss] : new Array<number>(k).fill(NaN),
    instance: instance ? [...instance] : Array.from({ length: k }, (_, index) => index),
    ...(losses && {
      history: { step: Float64Array.from(numbers('steps', rows)!), loss: Float64Array.from(losses) },
    }),
    link: typeof link === 'string' ? link : '',
  };
}

function specFrom(text: string): CompleteRunSpec {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (cause) {
    throw new InvalidFileError('the spec in this archive is not JSON; save the archive again', { cause });
  }
  return completeSpec(given as CompleteRunSpec);
}

/** Weights from elsewhere: nothing is known of their data but what the form says. */
function foreignSpec(
  fallback: CompleteRunSpec,
  { k, n, m }: { readonly k: number; readonly n: number; readonly m: number },
  untied: boolean,
  hiddenBias: boolean,
): CompleteRunSpec {
  const { model, data, instances } = fallback;
  const kind = untied ? 'absolute-value' : model.kind === 'absolute-value' ? 'relu-output' : model.kind;
  const first = (values: typeof data.importance): typeof data.importance =>
    typeof values === 'number' || 'curve' in values ? values : values[0]!;
  return completeSpec({
    ...fallback,
    model: { ...model, kind, nFeatures: n, nHidden: m, hiddenBias },
    data: {
      featureProbability: first(data.featureProbability),
      importance: first(data.importance),
      range: data.range,
      sets: [],
    },
    instances: { count: k, first: instances.first },
  });
}
