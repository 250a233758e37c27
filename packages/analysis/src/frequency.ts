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
import type { AttackData } from './attacks/attacks.js';
import type { DataLaw } from '@toymodels/theory';
import type { InstanceView } from './view.js';
import { notYet } from './internal/not-yet.js';

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
  void model, law, data, options;
  return notYet();
}
