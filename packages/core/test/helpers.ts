import type { CompleteRunSpec, ModelKind, RunSpec } from '@toymodels/core';

export const MODEL_KINDS: readonly ModelKind[] = ['linear', 'relu-output', 'relu-hidden', 'absolute-value'];

/** A small run that trains in milliseconds on the reference backend. */
export function smallRun(
  change: {
    model?: Partial<RunSpec['model']>;
    data?: Partial<RunSpec['data']>;
    instances?: RunSpec['instances'];
    training?: RunSpec['training'];
    seed?: number;
  } = {},
): RunSpec {
  return {
    model: { kind: 'relu-output', nFeatures: 4, nHidden: 2, ...change.model },
    data: {
      featureProbability: 0.4,
      importance: { curve: 'geometric', first: 1, ratio: 0.9 },
      ...change.data,
    },
    ...(change.instances ? { instances: change.instances } : {}),
    training: { steps: 12, batchSize: 20, recordEvery: 5, evaluationSamples: 64, ...change.training },
    seed: change.seed ?? 1,
  };
}

/** The spec without defaults must be acceptable again. */
export const roundTrip = (spec: CompleteRunSpec): unknown => JSON.parse(JSON.stringify(spec)) as unknown;
