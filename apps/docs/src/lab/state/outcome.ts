/**
 * What an experiment brought: runs as their backends left them, and every model of them in one list, which is
 * what views and measures are made of. Trained models, exact optima and loaded files all become this.
 */
import {
  resolveRun,
  takeInstances,
  type CompleteRunSpec,
  type LossHistory,
  type Parameters,
  type RunResult,
} from '@toymodels/core';
import { numberText } from './values.js';

/** A run and its place in the experiment. */
export interface LabeledRun {
  readonly label: string;
  readonly result: RunResult;
}

/** One optimum of the exact loss. */
export interface ExactModel {
  /** Of the planned runs. */
  readonly run: number;
  readonly instance: number;
  readonly loss: number;
  /** Share of the starts that ended here, in (0, 1]; 1 for a closed form. */
  readonly share: number;
  /** [feature, hidden] */
  readonly weights: Float64Array;
  /** [feature] */
  readonly bias: Float64Array;
}

/** What the worker hands back. */
export type Computed =
  | { readonly method: 'sampled'; readonly runs: readonly LabeledRun[] }
  | {
      readonly method: 'exact';
      readonly specs: readonly { readonly label: string; readonly spec: CompleteRunSpec }[];
      readonly models: readonly ExactModel[];
    };

/** One model, ready to be looked at. */
export interface LabModel {
  /** Short, for panels and rows. */
  readonly title: string;
  /** Which run and which model of it it comes from. */
  readonly run: number;
  readonly instance: number;
  /** One model. */
  readonly parameters: Parameters;
  readonly spec: CompleteRunSpec;
  /** Loss on evaluation samples, or the exact one; NaN if there is none. */
  readonly loss: number;
  /** [feature] */
  readonly featureProbability: readonly number[];
  /** [feature] */
  readonly importance: readonly number[];
}

/** The models of a computed experiment that it keeps, in order. */
export function modelsOf(computed: Computed): readonly LabModel[] {
  if (computed.method === 'sampled') {
    return computed.runs.flatMap(({ label, result }, run) => {
      const kept = result.models.filter(({ selected }) => selected);
      return modelsOfRun(label, run, result.spec, result.parameters, kept);
    });
  }
  return computed.models.map((model) => {
    const { label, spec } = computed.specs[model.run]!;
    const { nFeatures, nHidden } = spec.model;
    const { weights, bias, loss, instance, run } = model;
    const data = dataOf(spec, instance);
    return {
      title: join([
        label,
        instanceTitle(spec, instance, data),
        model.share < 1 ? `${percent(model.share)} of starts` : '',
      ]),
      run,
      instance,
      parameters: { nInstances: 1, nFeatures, nHidden, weights, bias },
      spec,
      loss,
      ...data,
    };
  });
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
const join = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

/** @param records in the order of `parameters` */
export function modelsOfRun(
  label: string,
  run: number,
  spec: CompleteRunSpec,
  parameters: Parameters,
  records: readonly { readonly instance: number; readonly restart: number; readonly loss: number }[],
): readonly LabModel[] {
  const several = new Set(records.map(({ instance }) => instance)).size < records.length;
  return records.map(({ instance, restart, loss }, place) => {
    const data = dataOf(spec, instance);
    return {
      title:
        join([label, instanceTitle(spec, instance, data), several ? `start ${restart + 1}` : '']) ||
        'the model',
      run,
      instance,
      parameters: takeInstances(parameters, [place]),
      spec,
      loss,
      ...data,
    };
  });
}

const resolved = new WeakMap<CompleteRunSpec, ReturnType<typeof resolveRun>>();

function dataOf(spec: CompleteRunSpec, k: number): Pick<LabModel, 'featureProbability' | 'importance'> {
  let run = resolved.get(spec);
  if (run === undefined) resolved.set(spec, (run = resolveRun(spec)));
  const n = run.nFeatures;
  return {
    featureProbability: [...run.featureProbability.subarray(k * n, (k + 1) * n)],
    importance: [...run.importance.subarray(k * n, (k + 1) * n)],
  };
}

/** What tells an instance from its neighbours. */
function instanceTitle(
  { instances }: CompleteRunSpec,
  k: number,
  { featureProbability: p }: Pick<LabModel, 'featureProbability'>,
): string {
  if (instances.count === 1) return '';
  if (instances.featureProbability === undefined) return `model ${k + 1}`;
  const equal = p.every((value) => value === p[0]);
  return equal ? `1−S = ${numberText(Number(p[0]!.toPrecision(3)))}` : `model ${k + 1}`;
}

/** Mean loss of each kept model over training, for a curve each. */
export interface LossCurve {
  readonly label: string;
  readonly steps: readonly number[];
  readonly losses: readonly number[];
}

export function lossCurvesOf(computed: Computed): readonly LossCurve[] {
  if (computed.method !== 'sampled') return [];
  return computed.runs.flatMap(({ label, result }, run) => {
    const { history, models, spec } = result;
    const kept = models.flatMap((model, index) => (model.selected ? [{ model, index }] : []));
    const titles = modelsOfRun(
      label,
      run,
      spec,
      result.parameters,
      kept.map(({ model }) => model),
    );
    return kept.map(({ index }, place) => curveOf(history, models.length, index, titles[place]!.title));
  });
}

/** Most points of a drawn curve: more than there are pixels help nobody. */
const MOST_POINTS = 400;

function curveOf({ step, loss }: LossHistory, nModels: number, index: number, label: string): LossCurve {
  const stride = Math.max(1, Math.ceil(step.length / MOST_POINTS));
  const rows = Array.from(step.keys()).filter(
    (row) => (row % stride === 0 || row === step.length - 1) && loss[row * nModels + index]! > 0,
  );
  return {
    label,
    steps: rows.map((row) => step[row]!),
    losses: rows.map((row) => loss[row * nModels + index]!),
  };
}

/** Whether the hidden units are neurons, that is have a ReLU of their own. */
export function hasNeurons({ spec }: Pick<LabModel, 'spec'>): boolean {
  return spec.model.kind === 'relu-hidden' || spec.model.kind === 'absolute-value';
}
