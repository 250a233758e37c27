// The runs that every backend makes: between them every model kind, option of the data and option of training.

import type { RunSpec } from '@toymodels/core';

const importance = { curve: 'geometric', first: 1, ratio: 0.85 } as const;
const twoInstances = { count: 2, featureProbability: [0.5, 0.15] } as const;
const training = { batchSize: 64, recordEvery: 30, evaluationSamples: 500 } as const;

/** By the name of their column in the table. `steps` is the suite's business. */
export const CASES: Readonly<Record<string, RunSpec>> = {
  linear: {
    model: { kind: 'linear', nFeatures: 6, nHidden: 2, hiddenBias: true },
    data: { featureProbability: 0.3, importance, range: 'signed' },
    instances: twoInstances,
    training: {
      ...training,
      optimiser: { learningRate: 0.01, schedule: 'linear', finalRate: 0.1 },
      hiddenL1: 0.02,
    },
    seed: 1,
  },
  'relu-output': {
    model: { kind: 'relu-output', nFeatures: 6, nHidden: 2 },
    data: { featureProbability: 0.3, importance },
    instances: twoInstances,
    training: { ...training, sampling: 'non-empty', optimiser: { learningRate: 0.01, schedule: 'cosine' } },
    seed: 2,
  },
  'relu-hidden': {
    model: { kind: 'relu-hidden', nFeatures: 6, nHidden: 4, outputBias: false },
    data: { featureProbability: 0.3, importance },
    instances: twoInstances,
    training: {
      ...training,
      optimiser: { weightDecay: 0.1 },
      hiddenL1: 0.02,
      restarts: { count: 2, keep: 'all' },
    },
    seed: 3,
  },
  'absolute-value': {
    model: { kind: 'absolute-value', nFeatures: 5, nHidden: 8, hiddenBias: true },
    data: { featureProbability: 0.3, importance },
    instances: twoInstances,
    training: { ...training, initialisation: { scale: 0.8, bias: 0.05 } },
    seed: 4,
  },
  sets: {
    model: { kind: 'relu-output', nFeatures: 8, nHidden: 3 },
    data: {
      featureProbability: 0.3,
      importance,
      sets: [
        { kind: 'correlated', features: [0, 3] },
        { kind: 'anticorrelated', features: [1, 4, 6] },
      ],
    },
    instances: twoInstances,
    training: { ...training, sampling: 'non-empty', optimiser: { beta1: 0.8, beta2: 0.99, weightDecay: 0 } },
    seed: 5,
  },
  attacked: {
    model: { kind: 'relu-output', nFeatures: 7, nHidden: 3, hiddenBias: true },
    data: { featureProbability: 0.3, importance },
    // The second one's samples are drawn by gaps.
    instances: { count: 2, featureProbability: [0.5, 0.06] },
    training: { ...training, hiddenL1: 0.01, attack: { share: 0.5, epsilon: 0.5 } },
    seed: 6,
  },
};

/** `changes` of a case's training. */
export function withTraining(spec: RunSpec, changes: RunSpec['training']): RunSpec {
  return { ...spec, training: { ...spec.training, ...changes } };
}
