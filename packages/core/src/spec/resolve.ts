/**
 * A complete spec worked out into numbers: what a backend trains from.
 */

import { activeAttack } from '../data/attack.js';
import { InvalidArgumentError } from '../errors.js';
import { MODEL_FORMS } from '../reference/loss.js';
import { featureNumbers, valuesOfInstance } from './curves.js';
import { runSpecSchema } from './schema.js';
import type { CompleteRunSpec, RunSpec } from './types.js';
import { parseWith } from './validate.js';

/** A feature, or a set of features, whose activity is decided by one draw. */
export interface DrawUnit {
  readonly kind: 'single' | 'correlated' | 'anticorrelated';
  /** Members in the order given; one for `single`. */
  readonly features: readonly number[];
}

/** A run in numbers. Arrays are shared, not copied: treat them as read-only. */
export interface ResolvedRun {
  readonly spec: CompleteRunSpec;
  readonly nFeatures: number;
  readonly nHidden: number;
  /** K. */
  readonly nInstances: number;
  /** K times the restarts: model index = instance * restarts + restart. */
  readonly nModels: number;
  /** p, [instance, feature], in [0, 1]. */
  readonly featureProbability: Float64Array;
  /** I, [instance, feature], at least 0. */
  readonly importance: Float64Array;
  /** In the order of their first members. */
  readonly units: readonly DrawUnit[];
}

function drawUnits(spec: CompleteRunSpec): DrawUnit[] {
  const { nFeatures } = spec.model;
  const owner = new Map<number, number>();
  spec.data.sets.forEach((set, index) => {
    for (const feature of set.features) {
      if (feature >= nFeatures) {
        throw new InvalidArgumentError(
          `data.sets[${index}] names feature ${feature}; with ${nFeatures} features the indices go from 0 to ${nFeatures - 1}`,
        );
      }
      const other = owner.get(feature);
      if (other !== undefined) {
        throw new InvalidArgumentError(
          other === index
            ? `data.sets[${index}] names feature ${feature} twice; name each member once`
            : `feature ${feature} is in data.sets[${other}] and in data.sets[${index}]; sets may not overlap`,
        );
      }
      owner.set(feature, index);
    }
  });
  const units: DrawUnit[] = [];
  const placed = new Set<number>();
  for (let feature = 0; feature < nFeatures; feature++) {
    const index = owner.get(feature);
    if (index === undefined) units.push({ kind: 'single', features: [feature] });
    else if (!placed.has(index)) {
      placed.add(index);
      units.push(spec.data.sets[index]!);
    }
  }
  return units;
}

function checkProbabilities(run: Omit<ResolvedRun, 'spec'>, spec: CompleteRunSpec): void {
  const { nFeatures, featureProbability: p } = run;
  for (let k = 0; k < run.nInstances; k++) {
    const ofInstance = p.subarray(k * nFeatures, (k + 1) * nFeatures);
    const bad = ofInstance.findIndex((value) => !(value >= 0 && value <= 1));
    if (bad >= 0) {
      throw new InvalidArgumentError(
        `feature ${bad} of instance ${k} has featureProbability ${ofInstance[bad]}; a probability is between 0 and 1`,
      );
    }
    for (const { kind, features } of run.units) {
      const first = ofInstance[features[0]!]!;
      const odd = features.find((feature) => ofInstance[feature] !== first);
      if (odd !== undefined) {
        throw new InvalidArgumentError(
          `features ${features[0]} and ${odd} of one ${kind} set have featureProbability ${first} and ${ofInstance[odd]}; a set is active as a whole, so give its members the same`,
        );
      }
    }
    if (spec.training.sampling === 'non-empty' && ofInstance.every((value) => value === 0)) {
      throw new InvalidArgumentError(
        `no feature of instance ${k} is ever active, so there are no non-empty samples; use sampling "iid" or a positive featureProbability`,
      );
    }
  }
}

/** What an attack needs of the rest of the spec: a first-order direction, and samples drawn as they come. */
function checkAttack({ model, training }: CompleteRunSpec): void {
  if (!activeAttack(training)) return;
  if (MODEL_FORMS[model.kind].hiddenRelu) {
    throw new InvalidArgumentError(
      `training.attack goes along W^T W, which means something only for linear hidden units; given the model ${model.kind}, allowed are linear and relu-output`,
    );
  }
  if (training.sampling !== 'iid') {
    throw new InvalidArgumentError(
      `training.attack attacks samples as they are drawn; given sampling "${training.sampling}", which adds the empty one by its weight; use "iid"`,
    );
  }
}

/**
 * Checks a spec, fills its defaults in and works out its numbers.
 *
 * @param spec anything; a person's file, or a spec that was completed before
 * @throws InvalidArgumentError that says where and what is allowed
 */
export function resolveRun(spec: RunSpec | CompleteRunSpec): ResolvedRun {
  const complete = parseWith(runSpecSchema, spec, 'run spec');
  const { nFeatures, nHidden } = complete.model;
  const { count } = complete.instances;
  const featureProbability = new Float64Array(count * nFeatures);
  const importance = new Float64Array(count * nFeatures);
  for (let k = 0; k < count; k++) {
    const { instances, data } = complete;
    const p = valuesOfInstance(
      instances.featureProbability,
      data.featureProbability,
      k,
      count,
      'instances.featureProbability',
    );
    const weight = valuesOfInstance(instances.importance, data.importance, k, count, 'instances.importance');
    featureProbability.set(featureNumbers(p, nFeatures, 'featureProbability'), k * nFeatures);
    importance.set(featureNumbers(weight, nFeatures, 'importance'), k * nFeatures);
  }
  const run = {
    nFeatures,
    nHidden,
    nInstances: count,
    nModels: count * complete.training.restarts.count,
    featureProbability,
    importance,
    units: drawUnits(complete),
  };
  checkProbabilities(run, complete);
  checkAttack(complete);
  return { spec: complete, ...run };
}

/** Checks a spec and fills its defaults in, without running anything. */
export function completeSpec(spec: RunSpec | CompleteRunSpec): CompleteRunSpec {
  return resolveRun(spec).spec;
}

/** The instance that model `index` belongs to. */
export function instanceOfModel(run: ResolvedRun, index: number): number {
  return Math.floor(index / run.spec.training.restarts.count);
}
