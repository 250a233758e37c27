/**
 * The schema of a run: one zod object a part, unknown keys refused, defaults in one place.
 *
 * What zod cannot see in one field (lengths against `nFeatures`, overlapping sets) is checked in
 * `resolve.ts`. The types are written by hand in `types.ts`, where they are documented.
 */

import * as z from 'zod';
import { MAX_SEED } from '../random/stream.js';
import type { CompleteRunSpec, RunSpec } from './types.js';

const MAX_SIZE = 4096;

const count = (least: number, most: number = 2 ** 31 - 1): z.ZodNumber =>
  z.number().int().min(least).max(most);
const probability = z.number().min(0).max(1);
const nonNegative = z.number().min(0);
const positive = z.number().positive();

const namedCurve = z.discriminatedUnion('curve', [
  z.strictObject({ curve: z.literal('geometric'), first: nonNegative, ratio: nonNegative }),
  z.strictObject({ curve: z.literal('linear'), first: nonNegative, last: nonNegative }),
  z.strictObject({ curve: z.literal('logarithmic'), first: positive, last: positive }),
]);

const featureValues = z.union([nonNegative, z.array(nonNegative).min(1), namedCurve]);
const probabilityValues = z.union([probability, z.array(probability).min(1), namedCurve]);

const modelSchema = z.strictObject({
  kind: z.enum(['linear', 'relu-output', 'relu-hidden', 'absolute-value']),
  nFeatures: count(1, MAX_SIZE),
  nHidden: count(1, MAX_SIZE),
  outputBias: z.boolean().default(true),
  hiddenBias: z.boolean().default(false),
});

const dataSchema = z.strictObject({
  featureProbability: probabilityValues,
  importance: featureValues.default(1),
  range: z.enum(['unit', 'signed']).optional(),
  sets: z
    .array(
      z.strictObject({
        kind: z.enum(['correlated', 'anticorrelated']),
        features: z.array(count(0)).min(2),
      }),
    )
    .default([]),
});

const instancesSchema = z.strictObject({
  count: count(1, 1_000_000).default(1),
  first: count(0).default(0),
  featureProbability: z.union([z.array(probabilityValues).min(1), namedCurve]).optional(),
  importance: z.union([z.array(featureValues).min(1), namedCurve]).optional(),
});

const optimiserSchema = z.strictObject({
  learningRate: positive.default(1e-3),
  schedule: z.enum(['constant', 'linear', 'cosine']).default('constant'),
  finalRate: probability.default(0),
  beta1: z.number().min(0).lt(1).default(0.9),
  beta2: z.number().min(0).lt(1).default(0.999),
  epsilon: positive.default(1e-8),
  weightDecay: nonNegative.default(0.01),
});

const trainingSchema = z.strictObject({
  steps: count(0).default(10_000),
  batchSize: count(1, 2 ** 20).default(1024),
  optimiser: optimiserSchema.prefault({}),
  initialisation: z.strictObject({ scale: nonNegative.default(1), bias: z.number().default(0) }).prefault({}),
  sampling: z.enum(['iid', 'non-empty']).default('iid'),
  hiddenL1: nonNegative.default(0),
  attack: z
    .strictObject({
      share: probability,
      epsilon: nonNegative,
      target: z.enum(['random-feature']).default('random-feature'),
    })
    .optional(),
  restarts: z
    .strictObject({
      count: count(1, 100_000).default(1),
      keep: z.enum(['best', 'all-but-worst', 'all']).default('best'),
    })
    .prefault({}),
  recordEvery: count(1).default(100),
  evaluationSamples: count(1, 2 ** 24).default(32_768),
});

/** The zod schema of a {@link RunSpec}; its output is a {@link CompleteRunSpec}. */
export const runSpecSchema: z.ZodType<CompleteRunSpec, RunSpec> = z
  .strictObject({
    model: modelSchema,
    data: dataSchema,
    instances: instancesSchema.prefault({}),
    training: trainingSchema.prefault({}),
    seed: z.number().int().min(0).max(MAX_SEED).default(0),
  })
  .transform((spec): CompleteRunSpec => {
    const range = spec.data.range ?? (spec.model.kind === 'absolute-value' ? 'signed' : 'unit');
    const { featureProbability, importance, sets } = spec.data;
    // The keys in one order, so that the same spec is the same text.
    return { ...spec, data: { featureProbability, importance, range, sets } } as CompleteRunSpec;
  }) as unknown as z.ZodType<CompleteRunSpec, RunSpec>; // zod types an optional key as one that may hold undefined

/** The JSON Schema (draft 2020-12) of what a person may write as a run spec. */
export function runSpecJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(runSpecSchema, { io: 'input' }) as Record<string, unknown>;
}
