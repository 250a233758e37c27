/**
 * Everything that can be set in the laboratory, as one flat record: the model, the data, the training, what
 * computes it, and which views are shown. Plain data; the form shows it, the address holds it.
 *
 * Not a `RunSpec`: `spec.ts` makes specs of it (several, for a sweep), and it from specs.
 */
import type { FeatureSet, FeatureValues, InstanceValues, ModelKind } from '@toymodels/core';

/** Trained on samples, or the optimum of the exact population loss. */
export type Method = 'sampled' | 'exact';

export const BACKENDS = ['wasm', 'wasm-relaxed', 'tfjs-cpu', 'tfjs-wasm', 'webgl', 'webgpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** Whether it is our own kernel, which workers share out. */
export function isKernel(backend: BackendName): boolean {
  return backend === 'wasm' || backend === 'wasm-relaxed';
}

/** Output activations in place of the model's own; TensorFlow.js backends only. */
export const ACTIVATIONS = [
  'own',
  'identity',
  'leaky-relu',
  'elu',
  'gelu',
  'softplus',
  'sigmoid',
  'tanh',
] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** In the order in which they are shown. */
export const VIEWS = [
  'vectors',
  'solid',
  'portrait',
  'stacks',
  'circuit',
  'weights',
  'graph',
  'dimensionality',
  'sweep',
  'loss',
] as const;
export type ViewName = (typeof VIEWS)[number];

export const SWEPT = [
  'featureProbability',
  'nFeatures',
  'nHidden',
  'steps',
  'batchSize',
  'learningRate',
  'weightDecay',
  'initialScale',
  'hiddenL1',
  'attackSize',
  'seed',
] as const;
/** Settings that a sweep may go over. */
export type SweptName = (typeof SWEPT)[number];

export interface Sweep {
  readonly over: SweptName;
  /** At least one. */
  readonly values: readonly number[];
}

/** From where models with three hidden dimensions are seen, degrees. */
export interface Turned {
  readonly azimuth: number;
  readonly elevation: number;
}

export interface Settings {
  readonly kind: ModelKind;
  readonly nFeatures: number;
  readonly nHidden: number;
  readonly outputBias: boolean;
  readonly hiddenBias: boolean;
  readonly featureProbability: FeatureValues;
  readonly importance: FeatureValues;
  /** `model` is what the kind of model has by itself. */
  readonly range: 'model' | 'unit' | 'signed';
  readonly sets: readonly FeatureSet[];
  readonly count: number;
  readonly first: number;
  /** In place of `featureProbability`, an entry an instance. */
  readonly instanceProbability: InstanceValues | undefined;
  readonly instanceImportance: InstanceValues | undefined;
  readonly steps: number;
  readonly batchSize: number;
  readonly sampling: 'iid' | 'non-empty';
  readonly learningRate: number;
  readonly schedule: 'constant' | 'linear' | 'cosine';
  readonly finalRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly initialScale: number;
  readonly initialBias: number;
  readonly hiddenL1: number;
  /** Share of attacked samples; with 0, or a size of 0, none is. */
  readonly attackShare: number;
  readonly attackSize: number;
  readonly restarts: number;
  readonly keep: 'best' | 'all-but-worst' | 'all';
  readonly recordEvery: number;
  readonly evaluationSamples: number;
  readonly seed: number;
  readonly method: Method;
  /** Random starts of the exact descent. */
  readonly exactStarts: number;
  readonly backend: BackendName;
  readonly activation: Activation;
  readonly sweep: Sweep | undefined;
  /** Whether two experiments are drawn on the same scales. */
  readonly sameScales: boolean;
  /** undefined: those that suit the model. */
  readonly views: readonly ViewName[] | undefined;
  readonly turned: Turned;
}

/** What a link leaves out. The defaults of core's schema, and for what it demands the paper's first figure. */
export const DEFAULTS: Settings = {
  kind: 'relu-output',
  nFeatures: 5,
  nHidden: 2,
  outputBias: true,
  hiddenBias: false,
  featureProbability: 0.1,
  importance: 1,
  range: 'model',
  sets: [],
  count: 1,
  first: 0,
  instanceProbability: undefined,
  instanceImportance: undefined,
  steps: 10_000,
  batchSize: 1024,
  sampling: 'iid',
  learningRate: 1e-3,
  schedule: 'constant',
  finalRate: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
  initialScale: 1,
  initialBias: 0,
  hiddenL1: 0,
  attackShare: 0,
  attackSize: 0,
  restarts: 1,
  keep: 'best',
  recordEvery: 100,
  evaluationSamples: 32_768,
  seed: 0,
  method: 'sampled',
  exactStarts: 32,
  backend: 'wasm',
  activation: 'own',
  sweep: undefined,
  sameScales: true,
  views: undefined,
  turned: { azimuth: 25, elevation: 18 },
};
