import type { RunSpec } from '@toymodels/core';

/** A run that trains in moments. */
export function smallRun(
  change: {
    model?: Partial<RunSpec['model']>;
    data?: Partial<RunSpec['data']>;
    instances?: RunSpec['instances'];
    training?: RunSpec['training'];
  } = {},
): RunSpec {
  return {
    model: { kind: 'relu-output', nFeatures: 5, nHidden: 2, ...change.model },
    data: {
      featureProbability: 0.4,
      importance: { curve: 'geometric', first: 1, ratio: 0.9 },
      ...change.data,
    },
    ...(change.instances ? { instances: change.instances } : {}),
    training: { steps: 12, batchSize: 20, recordEvery: 5, evaluationSamples: 64, ...change.training },
    seed: 3,
  };
}
