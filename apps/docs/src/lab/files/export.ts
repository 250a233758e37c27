/** An experiment as files: NumPy, of one run or of all of a sweep; our format, of one run. */
import { encodeRun, takeInstances, type Parameters } from '@toymodels/core';
import type { Computed, LabModel } from '../state/outcome.js';
import { encodeNpz, encodeSweepNpz, type NpzModels } from './npz.js';

/** The models of one run, ready for a NumPy archive. */
function npzModels(computed: Computed, models: readonly LabModel[], run: number, link: string): NpzModels {
  const own = models.filter((model) => model.run === run);
  const { spec } = own[0]!;
  const common = {
    spec,
    parameters: joined(own.map(({ parameters }) => parameters)),
    loss: own.map(({ loss }) => loss),
    instance: own.map(({ instance }) => instance),
    link,
  };
  if (computed.method === 'exact') return common;
  const { history, models: records } = computed.runs[run]!.result;
  const kept = records.flatMap(({ selected }, index) => (selected ? [index] : []));
  const loss = Float64Array.from({ length: history.step.length * kept.length }, (_, at) => {
    const row = Math.floor(at / kept.length);
    return history.loss[row * records.length + kept[at % kept.length]!]!;
  });
  return { ...common, history: { step: history.step, loss } };
}

export function npzBytes(
  computed: Computed,
  models: readonly LabModel[],
  run: number,
  link: string,
): Uint8Array {
  return encodeNpz(npzModels(computed, models, run, link));
}

/** All runs of a sweep in one archive; those that were not begun before a stop are left out. */
export function sweepNpzBytes(computed: Computed, models: readonly LabModel[], link: string): Uint8Array {
  const labels = labelsOf(computed);
  const runs = labels.flatMap((label, run) =>
    models.some((model) => model.run === run)
      ? [{ label, models: npzModels(computed, models, run, link) }]
      : [],
  );
  return encodeSweepNpz(runs, link);
}

/** What each run of an experiment is called. */
export function labelsOf(computed: Computed): readonly string[] {
  const runs = computed.method === 'sampled' ? computed.runs : computed.specs;
  return runs.map(({ label }) => label);
}

/** undefined for exact optima: the format is that of training, whose state they do not have. */
export function safetensorsBytes(computed: Computed, run: number): Uint8Array | undefined {
  return computed.method === 'sampled' ? encodeRun(computed.runs[run]!.result) : undefined;
}

/** Single models as one batch. */
function joined(parts: readonly Parameters[]): Parameters {
  const [first] = parts as [Parameters];
  const join = (name: 'weights' | 'bias' | 'outputWeights' | 'hiddenBias'): Parameters['weights'] => {
    const arrays = parts.map((part) => part[name]!);
    const out = takeInstances({ ...first, nInstances: 1 }, new Array<number>(parts.length).fill(0))[name]!;
    let at = 0;
    for (const array of arrays) {
      out.set(array, at);
      at += array.length;
    }
    return out;
  };
  return {
    nInstances: parts.length,
    nFeatures: first.nFeatures,
    nHidden: first.nHidden,
    weights: join('weights'),
    bias: join('bias'),
    ...(first.outputWeights && { outputWeights: join('outputWeights') }),
    ...(first.hiddenBias && { hiddenBias: join('hiddenBias') }),
  };
}
