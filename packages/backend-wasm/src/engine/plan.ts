/**
 * What one worker has to know of a run: plain numbers and arrays, ready to be posted and to be
 * copied into the kernel's memory. Made on the calling thread from a resolved run.
 */

import {
  activeAttack,
  activityOf,
  attackKey,
  BatchSampler,
  dataKey,
  drawScheme,
  gapRuleOf,
  instanceOfModel,
  MODEL_FORMS,
  type CompleteRunSpec,
  type ResolvedRun,
} from '@toymodels/core';
import { FLAG, PATH } from './kernel.js';
import { kernelPath } from './paths.js';

/** The part of a run that one engine trains: some of its models. */
export interface EnginePlan {
  readonly nModels: number;
  readonly model: CompleteRunSpec['model'];
  readonly training: CompleteRunSpec['training'];
  /** Bits of `FLAG`. */
  readonly flags: number;
  /** 0 single, 1 correlated, 2 anticorrelated; [unit]. */
  readonly unitKind: Uint32Array;
  /** Where the members of a unit begin in `unitFeatures`; [unit + 1]. */
  readonly unitStart: Uint32Array;
  readonly unitFeatures: Uint32Array;
  /** Stream keys, [purpose, model, 2]; purpose 0 trains, 1 evaluates. */
  readonly keys: Uint32Array;
  /** 2 I, [model, feature]. */
  readonly twiceImportance: Float32Array;
  /** Thresholds times 2^24 and scales times 2^-24, [purpose, model, 4, unit]; of candidates where gaps are drawn. */
  readonly activity: Float32Array;
  /** Weights of the empty sample and of the mean over the drawn ones, [purpose, model, 2]. */
  readonly weights: Float64Array;
  /** Entries of `PATH`, [model]. */
  readonly paths: Uint32Array;
  /** 1 / log(1 - p) where gaps are drawn, else 0; [model]. */
  readonly gapScale: Float32Array;
  /** 1 where gaps are drawn and thinned, for probabilities differ; [model]. */
  readonly gapThinned: Uint32Array;
  /** Stream keys of the attacks, [model, 2]; empty without any. */
  readonly attackKeys: Uint32Array;
}

const KINDS = { single: 0, correlated: 1, anticorrelated: 2 } as const;
const PURPOSES = ['data', 'evaluation'] as const;

/** Draws are integers below 2^24 in the kernel. */
const DRAW_RANGE = 2 ** 24;

function flagsOf(run: ResolvedRun): number {
  const { model, data, training } = run.spec;
  const form = MODEL_FORMS[model.kind];
  return (
    (form.hiddenRelu ? FLAG.hiddenRelu : 0) |
    (form.outputRelu ? FLAG.outputRelu : 0) |
    (form.untied ? FLAG.untied : 0) |
    (form.absoluteTarget ? FLAG.absoluteTarget : 0) |
    (model.outputBias ? FLAG.outputBias : 0) |
    (model.hiddenBias ? FLAG.hiddenBias : 0) |
    (data.range === 'signed' ? FLAG.signedRange : 0) |
    (run.units.every(({ kind }) => kind === 'single') ? FLAG.allSingle : 0) |
    (training.sampling === 'non-empty' ? FLAG.nonEmpty : 0)
  );
}

/** The numbers of all models of a run. */
export function allModels(run: ResolvedRun): number[] {
  return Array.from({ length: run.nModels }, (_, model) => model);
}

/** The plan of some models of a run; by default of all. */
export function planOf(run: ResolvedRun, models: readonly number[] = allModels(run)): EnginePlan {
  const { nFeatures, units, spec } = run;
  const nModels = models.length;
  const nUnits = units.length;
  const starts = [0];
  for (const { features } of units) starts.push(starts.at(-1)! + features.length);
  const keys = new Uint32Array(2 * nModels * 2);
  const activity = new Float32Array(2 * nModels * 4 * nUnits);
  const weights = new Float64Array(2 * nModels * 2);
  const paths = new Uint32Array(nModels);
  const gapScale = new Float32Array(nModels);
  const gapThinned = new Uint32Array(nModels);
  const twiceImportance = new Float32Array(nModels * nFeatures);
  const isAttacked = activeAttack(spec.training) !== undefined;
  const attackKeys = new Uint32Array(isAttacked ? 2 * nModels : 0);
  models.forEach((model, index) => {
    const instance = instanceOfModel(run, model);
    const gaps = drawScheme(run, instance) === 'gaps' ? gapRuleOf(run, instance) : undefined;
    paths[index] = PATH[kernelPath(run, instance)];
    gapScale[index] = gaps?.scale ?? 0;
    if (isAttacked) attackKeys.set(attackKey(run, model), 2 * index);
    gapThinned[index] = gaps && !gaps.threshold.every((value) => value === 1) ? 1 : 0;
    for (let i = 0; i < nFeatures; i++) {
      twiceImportance[index * nFeatures + i] = 2 * run.importance[instance * nFeatures + i]!;
    }
    PURPOSES.forEach((purpose, p) => {
      const slot = p * nModels + index;
      keys.set(dataKey(run, model, purpose), slot * 2);
      const rule =
        purpose === 'data'
          ? activityOf(run, instance, spec.training.sampling)
          : new BatchSampler(run, model, purpose).activity;
      weights.set([rule.emptyWeight, rule.drawnWeight], slot * 2);
      const rows =
        purpose === 'data' && gaps
          ? [gaps.threshold, gaps.inverse]
          : [rule.threshold, rule.scale, rule.firstThreshold, rule.firstScale];
      rows.forEach((row, r) => {
        const factor = r % 2 === 0 ? DRAW_RANGE : 1 / DRAW_RANGE;
        activity.set(
          row.map((value) => value * factor),
          (slot * 4 + r) * nUnits,
        );
      });
    });
  });
  return {
    nModels,
    model: spec.model,
    training: spec.training,
    flags:
      flagsOf(run) |
      (paths.includes(PATH.gaps) ? FLAG.someGaps : 0) |
      (paths.includes(PATH.gram) ? FLAG.someGram : 0) |
      (isAttacked ? FLAG.someAttacked : 0),
    unitKind: Uint32Array.from(units, ({ kind }) => KINDS[kind]),
    unitStart: Uint32Array.from(starts),
    unitFeatures: Uint32Array.from(units.flatMap(({ features }) => features)),
    keys,
    twiceImportance,
    activity,
    weights,
    paths,
    gapScale,
    gapThinned,
    attackKeys,
  };
}
