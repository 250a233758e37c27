/**
 * What each activation of a feature is worth: loss saved by representing it, per unit of how often it is active.
 *
 *   saved_i = U_i - I_i E (x_i - x'_i)^2,   U_i = I_i (p_i/3 - p_i^2/4): the cost of leaving it out, at the best bias
 *   saved_i / p_i;   for a feature with a dimension of its own U_i / p_i = I_i (1/3 - p_i/4)
 *
 * Superposition saves more per dimension, a dedicated feature more per activation: so a model with many dimensions, each
 * used seldom (a mixture of experts), could hold the same features without superposition at a like cost of computing.
 *
 * Source: Toy Models of Superposition, "The Strategic Picture of Superposition" (activation frequency). Errors are those of
 * the ReLU-output model, exact (at most 12 features) or sampled.
 */
import { splitByBlame, type DataLaw } from '@toymodels/theory';
import type { AttackData } from './attacks/attacks.js';
import { featureDimensionality } from './dimensionality.js';
import { activeProbabilities } from './internal/law.js';
import { checkNumber, completeOptions } from './internal/options.js';
import { checkInstance, checkSamples, forEachInput, importancesOf } from './internal/relu-output.js';
import { REPRESENTED_NORM, representedFeatures } from './norms.js';
import { superposition } from './superposition.js';
import type { InstanceView } from './view.js';

/** A feature shares dimensions when its superposition exceeds this. */
export const SHARED_SUPERPOSITION = 0.1;

export interface LossPerActivationOptions {
  /** See {@link SHARED_SUPERPOSITION}, >= 0. */
  readonly sharedSuperposition?: number;
  /** A feature is represented when |W_i| exceeds this, >= 0. Default 0.5. */
  readonly representedNorm?: number;
}

export interface FeatureEconomy {
  readonly feature: number;
  readonly kind: 'superposed' | 'dedicated' | 'unrepresented';
  /** P(x_i > 0). */
  readonly activationFrequency: number;
  /** I_i E (x_i - x'_i)^2. */
  readonly error: number;
  /** U_i less the error; negative where it would be better left out. */
  readonly saved: number;
  /** saved / activationFrequency; 0 for a feature that is never active. */
  readonly savedPerActivation: number;
  /** U_i / activationFrequency: what a dimension of its own would save. */
  readonly dedicatedPerActivation: number;
  /** D_i. */
  readonly dimensions: number;
}

/** Sums over the features of one kind, and their ratios (0 where nothing is summed). */
export interface EconomyTotal {
  readonly nFeatures: number;
  readonly activations: number;
  readonly saved: number;
  readonly dimensions: number;
  readonly savedPerActivation: number;
  readonly savedPerDimension: number;
  /** How often a dimension is used: activations / dimensions. */
  readonly activationsPerDimension: number;
}

export interface LossPerActivation {
  /** [feature]. */
  readonly features: readonly FeatureEconomy[];
  readonly superposed: EconomyTotal;
  readonly dedicated: EconomyTotal;
  /** The superposed features, had each a dimension of its own. */
  readonly superposedIfDedicated: EconomyTotal;
  readonly method: 'exact' | 'sampled';
}

/**
 * @param law densities, importances, sets
 * @param data default exact by the law; samples of it for more than 12 features
 */
export function lossPerActivation(
  model: InstanceView,
  law: DataLaw,
  data: AttackData = { law },
  options: LossPerActivationOptions = {},
): LossPerActivation {
  const { sharedSuperposition, representedNorm } = completeOptions<Required<LossPerActivationOptions>>(
    'lossPerActivation',
    { sharedSuperposition: SHARED_SUPERPOSITION, representedNorm: REPRESENTED_NORM },
    options,
  );
  const good = sharedSuperposition >= 0 && sharedSuperposition < Infinity;
  checkNumber('sharedSuperposition', sharedSuperposition, good, 'a finite number >= 0');
  checkInstance(model);
  const frequency = activeProbabilities(law);
  const importance = importancesOf(law.importance, model.nFeatures);
  const errors = outputErrors(model, data);
  const shared = superposition(model);
  const dimensionality = featureDimensionality(model);
  const represented = new Set(representedFeatures(model, representedNorm));
  const features = Array.from(frequency, (p, feature): FeatureEconomy => {
    const leftOut = importance[feature]! * (p / 3 - (p * p) / 4);
    const error = importance[feature]! * errors[feature]!;
    return {
      feature,
      kind: !represented.has(feature)
        ? 'unrepresented'
        : shared[feature]! > sharedSuperposition
          ? 'superposed'
          : 'dedicated',
      activationFrequency: p,
      error,
      saved: leftOut - error,
      savedPerActivation: ratio(leftOut - error, p),
      dedicatedPerActivation: ratio(leftOut, p),
      dimensions: dimensionality[feature]!,
    };
  });
  const of = (kind: FeatureEconomy['kind']): FeatureEconomy[] =>
    features.filter((feature) => feature.kind === kind);
  return {
    features,
    superposed: total(of('superposed')),
    dedicated: total(of('dedicated')),
    superposedIfDedicated: total(
      of('superposed').map((feature) => ({
        ...feature,
        saved: feature.dedicatedPerActivation * feature.activationFrequency,
        dimensions: 1,
      })),
    ),
    method: 'law' in data ? 'exact' : 'sampled',
  };
}

/** E (x_i - x'_i)^2, [feature]. */
function outputErrors(model: InstanceView, data: AttackData): Float64Array {
  const { weights, bias, nFeatures, nHidden } = model;
  if ('law' in data) {
    const { ownError, interference } = splitByBlame({ ...data.law, nFeatures, nHidden, weights, bias });
    return ownError.map((error, i) => error + interference[i]!);
  }
  checkSamples(data.samples, nFeatures);
  const errors = new Float64Array(nFeatures);
  forEachInput(model, data.samples, (x, pre, weight) => {
    for (let i = 0; i < nFeatures; i++) errors[i]! += weight * (x[i]! - Math.max(pre[i]!, 0)) ** 2;
  });
  return errors;
}

function total(features: readonly FeatureEconomy[]): EconomyTotal {
  const sum = (of: (feature: FeatureEconomy) => number): number =>
    features.reduce((so, feature) => so + of(feature), 0);
  const activations = sum(({ activationFrequency }) => activationFrequency);
  const saved = sum((feature) => feature.saved);
  const dimensions = sum((feature) => feature.dimensions);
  return {
    nFeatures: features.length,
    activations,
    saved,
    dimensions,
    savedPerActivation: ratio(saved, activations),
    savedPerDimension: ratio(saved, dimensions),
    activationsPerDimension: ratio(activations, dimensions),
  };
}

function ratio(value: number, per: number): number {
  return per > 0 ? value / per : 0;
}
