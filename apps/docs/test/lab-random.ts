/** Settings drawn at random over all that the laboratory allows: valid ones, so that links and specs can be tried on them. */
import {
  RandomStream,
  streamKey,
  type FeatureSet,
  type FeatureValues,
  type NamedCurve,
} from '@toymodels/core';
import { FIELDS } from '../src/lab/state/fields.js';
import { DEFAULTS, SWEPT, VIEWS, type Settings, type SweptName } from '../src/lab/state/settings.js';

export function randomSettings(seed: number): Settings {
  const random = new RandomStream(streamKey(seed, 'search'));
  const unit = (): number => random.uniform();
  const pick = <T>(values: readonly T[]): T => values[Math.floor(unit() * values.length)]!;
  const whole = (least: number, most: number): number => least + Math.floor(unit() * (most - least + 1));
  const sometimes = <T>(value: () => T, otherwise: T): T => (unit() < 0.4 ? value() : otherwise);
  const n = whole(1, 12);
  const count = whole(1, 4);
  const curve = (): NamedCurve =>
    pick<() => NamedCurve>([
      () => ({ curve: 'geometric', first: unit(), ratio: unit() }),
      () => ({ curve: 'linear', first: unit(), last: unit() }),
      () => ({ curve: 'logarithmic', first: 0.01 + unit() / 2, last: 0.01 + unit() / 2 }),
    ])();
  const values = (): FeatureValues =>
    pick<() => FeatureValues>([unit, curve, () => Array.from({ length: n }, unit)])();
  // Members of a set need one probability.
  const withSets = n >= 4 && unit() < 0.3;
  const sets: FeatureSet[] = withSets
    ? [
        { kind: 'correlated', features: [0, 2] },
        { kind: 'anticorrelated', features: [3, 1] },
      ]
    : [];
  const perInstance = (): Settings['instanceProbability'] =>
    withSets
      ? Array.from({ length: count }, unit)
      : pick([curve, () => Array.from({ length: count }, values)])();
  const number = (name: keyof Settings): number => {
    const { least, most, whole: isWhole = false } = FIELDS.find((field) => field.name === name)!.range!;
    const value = least + unit() * (most - least);
    return isWhole ? Math.round(value) : value;
  };
  const choice = <Name extends keyof Settings>(name: Name): Settings[Name] =>
    pick(FIELDS.find((field) => field.name === name)!.choices!)[0] as Settings[Name];
  const swept = pick(SWEPT.filter((name) => name !== 'nFeatures' && name !== 'attackSize')) as SweptName;
  const isByP = swept === 'featureProbability';
  const instanceProbability = isByP ? undefined : sometimes(perInstance, undefined);
  const kind = choice('kind');
  const sampling = choice('sampling');
  const attacked = unit() < 0.4 && sampling === 'iid' && (kind === 'linear' || kind === 'relu-output');
  return {
    ...DEFAULTS,
    kind,
    nFeatures: n,
    nHidden: whole(1, 8),
    outputBias: unit() < 0.8,
    hiddenBias: unit() < 0.2,
    featureProbability: withSets ? unit() : values(),
    importance: sometimes(values, 1),
    range: sometimes(() => choice('range'), 'model'),
    sets,
    count: isByP ? 1 : count,
    first: sometimes(() => number('first'), 0),
    instanceProbability,
    instanceImportance: isByP ? undefined : sometimes(() => Array.from({ length: count }, values), undefined),
    steps: sometimes(() => number('steps'), 10_000),
    batchSize: sometimes(() => number('batchSize'), 1024),
    sampling,
    attackShare: attacked ? unit() : 0,
    attackSize: attacked ? unit() : 0,
    learningRate: sometimes(() => number('learningRate'), 1e-3),
    schedule: choice('schedule'),
    finalRate: sometimes(unit, 0),
    beta1: sometimes(() => number('beta1'), 0.9),
    beta2: sometimes(() => number('beta2'), 0.999),
    epsilon: sometimes(() => number('epsilon'), 1e-8),
    weightDecay: sometimes(() => number('weightDecay'), 0.01),
    initialScale: sometimes(() => number('initialScale'), 1),
    initialBias: sometimes(() => number('initialBias'), 0),
    hiddenL1: sometimes(() => number('hiddenL1'), 0),
    restarts: sometimes(() => number('restarts'), 1),
    keep: choice('keep'),
    recordEvery: sometimes(() => number('recordEvery'), 100),
    evaluationSamples: sometimes(() => number('evaluationSamples'), 32_768),
    seed: sometimes(() => number('seed'), 0),
    method: choice('method'),
    exactStarts: sometimes(() => number('exactStarts'), 32),
    backend: choice('backend'),
    activation: choice('activation'),
    sweep: sometimes(
      () => ({
        over: swept,
        values: Array.from({ length: whole(1, 5) }, () => (isByP ? unit() : number(swept))),
      }),
      undefined,
    ),
    sameScales: sometimes(() => false, true),
    views: sometimes(() => VIEWS.filter(() => unit() < 0.5), undefined),
    turned: sometimes(() => ({ azimuth: whole(0, 360), elevation: whole(-90, 90) }), DEFAULTS.turned),
  };
}
