/**
 * Linear models learning by plain gradient descent, beside the closed form of gradient flow.
 *
 * The closed form is for gradient flow, dW/dt = -dL/dW, so these models are trained by plain stochastic
 * gradient descent in float64, not by AdamW, which rescales every gradient. Time is rate times steps.
 * The bias is kept at its best value (I - WᵀW) E[x], as the closed form takes it.
 */

import type { PresetName } from '../../figure.js';

/** One experiment. */
export interface DescentSpec {
  readonly nFeatures: number;
  readonly nHidden: number;
  /** I_i, [feature]. */
  readonly importance: readonly number[];
  /** `aligned`: W_i along axis i with |W_i|^2 = strength; `random`: normal entries with that mean square norm. */
  readonly start: { readonly kind: 'aligned' | 'random'; readonly strength: number };
  /** Time at the end. */
  readonly duration: number;
}

export interface LinearDynamicsSpec {
  readonly seed: number;
  /** 1 - S of all features. */
  readonly featureProbability: number;
  /** Distinct importances, every feature on an axis of its own. */
  readonly aligned: DescentSpec;
  /** Equal importances, fewer dimensions than features. */
  readonly random: DescentSpec;
  readonly learningRate: number;
  readonly batchSize: number;
  /** Models with samples of their own; the start is the same for all. */
  readonly nModels: number;
  /** Times at which W is looked at. */
  readonly nTimes: number;
}

function spec(learningRate: number, batchSize: number, nModels: number): LinearDynamicsSpec {
  return {
    seed: 0,
    featureProbability: 0.5,
    aligned: {
      nFeatures: 5,
      nHidden: 5,
      importance: [1, 0.7, 0.49, 0.343, 0.2401],
      start: { kind: 'aligned', strength: 0.001 },
      duration: 60,
    },
    random: {
      nFeatures: 5,
      nHidden: 2,
      importance: [1, 1, 1, 1, 1],
      start: { kind: 'random', strength: 0.005 },
      duration: 16,
    },
    learningRate,
    batchSize,
    nModels,
    nTimes: 41,
  };
}

export const presets: Readonly<Record<PresetName, LinearDynamicsSpec>> = {
  paper: spec(0.01, 256, 12),
  quick: spec(0.02, 64, 5),
};
