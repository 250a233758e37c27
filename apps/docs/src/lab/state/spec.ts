/**
 * From settings to specs and back. A sweep over p becomes instances of one run, side by side; any other becomes
 * several runs.
 */
import type { CompleteRunSpec, RunSpec } from '@toymodels/core';
import { DEFAULTS, type Settings } from './settings.js';
import { numberText } from './values.js';

/** One run of an experiment. */
export interface PlannedRun {
  /** What it differs in from the others, e.g. `m = 3`; '' for the only one. */
  readonly label: string;
  readonly spec: RunSpec;
}

/** The symbol of each thing a sweep may go over. */
export const SWEPT_SYMBOL = {
  featureProbability: 'p',
  nFeatures: 'n',
  nHidden: 'm',
  steps: 'steps',
  batchSize: 'batch',
  learningRate: 'rate',
  weightDecay: 'decay',
  initialScale: 'scale',
  hiddenL1: 'λ',
  attackSize: 'ε',
  seed: 'seed',
} as const;

/** Whether the sweep's values stand side by side in one run. */
export function isSideBySide({ sweep, count, instanceProbability }: Settings): boolean {
  return (
    sweep !== undefined &&
    sweep.over === 'featureProbability' &&
    count === 1 &&
    instanceProbability === undefined
  );
}

export function plannedRuns(settings: Settings): readonly PlannedRun[] {
  const { sweep } = settings;
  if (sweep === undefined) return [{ label: '', spec: specOf(settings) }];
  if (isSideBySide(settings)) {
    const { values } = sweep;
    return [{ label: '', spec: specOf({ ...settings, count: values.length, instanceProbability: values }) }];
  }
  return sweep.values.map((value) => ({
    label: `${SWEPT_SYMBOL[sweep.over]} = ${numberText(value)}`,
    spec: specOf({ ...settings, [sweep.over]: value }),
  }));
}

/** The spec of settings without their sweep: what a person would write, defaults left out. */
export function specOf(settings: Settings): RunSpec {
  const s = settings;
  const own = (name: keyof Settings): boolean => JSON.stringify(s[name]) !== JSON.stringify(DEFAULTS[name]);
  const model = {
    kind: s.kind,
    nFeatures: s.nFeatures,
    nHidden: s.nHidden,
    ...(s.outputBias ? {} : { outputBias: false }),
    ...(s.hiddenBias ? { hiddenBias: true } : {}),
  };
  const data = {
    featureProbability: s.featureProbability,
    ...(own('importance') && { importance: s.importance }),
    ...(s.range !== 'model' && { range: s.range }),
    ...(s.sets.length > 0 && { sets: s.sets }),
  };
  const instances = {
    ...(own('count') && { count: s.count }),
    ...(own('first') && { first: s.first }),
    ...(s.instanceProbability !== undefined && { featureProbability: s.instanceProbability }),
    ...(s.instanceImportance !== undefined && { importance: s.instanceImportance }),
  };
  const optimiser = {
    ...(own('learningRate') && { learningRate: s.learningRate }),
    ...(own('schedule') && { schedule: s.schedule }),
    ...(own('finalRate') && { finalRate: s.finalRate }),
    ...(own('beta1') && { beta1: s.beta1 }),
    ...(own('beta2') && { beta2: s.beta2 }),
    ...(own('epsilon') && { epsilon: s.epsilon }),
    ...(own('weightDecay') && { weightDecay: s.weightDecay }),
  };
  const initialisation = {
    ...(own('initialScale') && { scale: s.initialScale }),
    ...(own('initialBias') && { bias: s.initialBias }),
  };
  const restarts = { ...(own('restarts') && { count: s.restarts }), ...(own('keep') && { keep: s.keep }) };
  const filled = (part: object): boolean => Object.keys(part).length > 0;
  const training = {
    ...(own('steps') && { steps: s.steps }),
    ...(own('batchSize') && { batchSize: s.batchSize }),
    ...(filled(optimiser) && { optimiser }),
    ...(filled(initialisation) && { initialisation }),
    ...(own('sampling') && { sampling: s.sampling }),
    ...(own('hiddenL1') && { hiddenL1: s.hiddenL1 }),
    ...((own('attackShare') || own('attackSize')) && {
      attack: { share: s.attackShare, epsilon: s.attackSize },
    }),
    ...(filled(restarts) && { restarts }),
    ...(own('recordEvery') && { recordEvery: s.recordEvery }),
    ...(own('evaluationSamples') && { evaluationSamples: s.evaluationSamples }),
  };
  return {
    model,
    data,
    ...(filled(instances) && { instances }),
    ...(filled(training) && { training }),
    ...(own('seed') && { seed: s.seed }),
  };
}

/** The settings of a spec; what a spec does not hold (backend, views) is taken from `others`. */
export function settingsOfSpec(spec: CompleteRunSpec, others: Settings = DEFAULTS): Settings {
  const { model, data, instances, training, seed } = spec;
  const { optimiser, initialisation, restarts } = training;
  const modelRange = model.kind === 'absolute-value' ? 'signed' : 'unit';
  return {
    ...model,
    featureProbability: data.featureProbability,
    importance: data.importance,
    range: data.range === modelRange ? 'model' : data.range,
    sets: data.sets,
    count: instances.count,
    first: instances.first,
    instanceProbability: instances.featureProbability,
    instanceImportance: instances.importance,
    steps: training.steps,
    batchSize: training.batchSize,
    sampling: training.sampling,
    learningRate: optimiser.learningRate,
    schedule: optimiser.schedule,
    finalRate: optimiser.finalRate,
    beta1: optimiser.beta1,
    beta2: optimiser.beta2,
    epsilon: optimiser.epsilon,
    weightDecay: optimiser.weightDecay,
    initialScale: initialisation.scale,
    initialBias: initialisation.bias,
    hiddenL1: training.hiddenL1,
    attackShare: training.attack?.share ?? 0,
    attackSize: training.attack?.epsilon ?? 0,
    restarts: restarts.count,
    keep: restarts.keep,
    recordEvery: training.recordEvery,
    evaluationSamples: training.evaluationSamples,
    seed,
    method: others.method,
    exactStarts: others.exactStarts,
    backend: others.backend,
    activation: others.activation,
    sweep: undefined,
    sameScales: others.sameScales,
    views: others.views,
    turned: others.turned,
  };
}
