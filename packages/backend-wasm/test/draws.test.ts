// The kernel's samples against core's sampler, bit for bit: x is compared as 32-bit words.

import { BatchSampler, drawScheme, initialState, instanceOfModel, type ResolvedRun } from '@toymodels/core';
import { expect, test } from 'vitest';
import { Engine } from '../src/engine/engine.js';
import { FLAG, PATH } from '../src/engine/kernel.js';
import { planOf } from '../src/engine/plan.js';
import { kernelModule } from '../src/simd.js';
import { runOf, SETS } from './support.js';

/** The first `nSamples` samples of a step as the kernel draws them, [sample, feature]. */
async function kernelBatch(
  run: ResolvedRun,
  model: number,
  purpose: 0 | 1,
  step: number,
  nSamples: number,
  relaxed = false,
): Promise<Float32Array> {
  const plan = planOf(run);
  // The way without hidden units takes samples as they are drawn; the other one keeps them.
  plan.paths.forEach((path, index) => (plan.paths[index] = path === PATH.gram ? PATH.gaps : path));
  const flags = plan.flags | FLAG.someGaps;
  // Straight-line code does not show what it draws; straight.test.ts looks at it.
  const modules = { main: await kernelModule(relaxed), straight: undefined };
  const engine = new Engine(modules, { ...plan, flags }, initialState(run), () => 0);
  const kernel = engine.kernelForTest;
  const n = run.nFeatures;
  const x = new Float32Array(nSamples * n);
  const gaps = purpose === 0 && drawScheme(run, instanceOfModel(run, model)) === 'gaps';
  for (let start = 0; start < nSamples; start += 256) {
    const count = Math.min(256, nSamples - start);
    kernel.exports.seekForTest(model, purpose, step, start / 256);
    if (gaps) {
      const nGathered = kernel.exports.drawSparseForTest(model, count);
      const panels = kernel.float32('sparseX', 0, 384 * n);
      kernel.uint32('gatheredSamples', 0, nGathered).forEach((s, place) => {
        for (let i = 0; i < n; i++)
          x[(start + s) * n + i] = panels[((place >> 3) * n + i) * 8 + (place & 7)]!;
      });
      continue;
    }
    kernel.exports.drawForTest(model, purpose, count);
    const panels = kernel.float32('panelX', 0, 256 * n);
    for (let s = 0; s < count; s++) {
      for (let i = 0; i < n; i++) x[(start + s) * n + i] = panels[((s >> 3) * n + i) * 8 + (s & 7)]!;
    }
  }
  return x;
}

const words = (x: Float32Array): Uint32Array => new Uint32Array(x.buffer);

const RUNS: Record<string, Parameters<typeof runOf>> = {
  'independent features': [],
  'independent features on [-1, 1]': [{ kind: 'absolute-value' }],
  'independent non-empty samples': [{}, { training: { sampling: 'non-empty' } }],
  'correlated and anticorrelated sets': [{}, { data: { sets: SETS } }],
  'non-empty samples of sets on [-1, 1]': [
    {},
    { data: { sets: SETS, range: 'signed' }, training: { sampling: 'non-empty' } },
  ],
  'probabilities from 0 to 1': [{ nFeatures: 5 }, { data: { featureProbability: [0, 1, 0.5, 1e-3, 1e-9] } }],
  'probabilities with a last one of 0, non-empty': [
    { nFeatures: 3 },
    { data: { featureProbability: [0.3, 0.01, 0] }, training: { sampling: 'non-empty' } },
  ],
  'one feature': [{ nFeatures: 1, nHidden: 1 }, { training: { sampling: 'non-empty' } }],
  'rare features, by gaps': [{ nFeatures: 20 }, { data: { featureProbability: 0.03 } }],
  'rare features of unequal probability on [-1, 1], by gaps': [
    { kind: 'absolute-value', nFeatures: 6 },
    { data: { featureProbability: [0.09, 0, 1e-3, 0.05, 1e-30, 0.0899] } },
  ],
  'many rare features, by gaps': [{ nFeatures: 4096, nHidden: 1 }, { data: { featureProbability: 0.002 } }],
  'one rare feature, by gaps': [{ nFeatures: 1, nHidden: 1 }, { data: { featureProbability: 0.01 } }],
  'a probability just below the rule for gaps': [{}, { data: { featureProbability: 0.0999999 } }],
  'a probability at the rule for gaps': [{}, { data: { featureProbability: 0.1 } }],
  'non-empty samples of rare features, by gaps': [
    { nFeatures: 20 },
    { data: { featureProbability: 0.03 }, training: { sampling: 'non-empty' } },
  ],
  'non-empty samples of rare features of unequal probability on [-1, 1], by gaps': [
    { kind: 'absolute-value', nFeatures: 30 },
    {
      data: {
        featureProbability: Array.from({ length: 30 }, (_, i) => (i === 7 ? 0 : 0.02 / (1 + (i % 5)))),
      },
      training: { sampling: 'non-empty' },
    },
  ],
  'non-empty samples with gaps as long as they may be': [
    { nFeatures: 4096, nHidden: 1 },
    { data: { featureProbability: 2 ** -15 }, training: { sampling: 'non-empty' } },
  ],
  'the same, of few features': [
    { nFeatures: 11, nHidden: 1 },
    { data: { featureProbability: 2 ** -15 }, training: { sampling: 'non-empty' } },
  ],
  'probabilities that float32 can hardly hold': [{ nFeatures: 2 }, { data: { featureProbability: 1e-39 } }],
  'one of them beside a frequent one': [{ nFeatures: 2 }, { data: { featureProbability: [0.5, 1e-39] } }],
  'features that are never active': [{ nFeatures: 2 }, { data: { featureProbability: 0 } }],
};

for (const [name, [model, rest]] of Object.entries(RUNS)) {
  test(`the kernel draws ${name} as core's sampler does, bit for bit`, async () => {
    const run = runOf(model, { instances: { count: 2, first: 5 }, ...rest });
    for (const [index, step, nSamples] of [
      [0, 0, 600],
      [1, 4_000_000_000, 301],
    ] as const) {
      const expected = new BatchSampler(run, index).batch(step, nSamples);
      expect(words(await kernelBatch(run, index, 0, step, nSamples))).toEqual(words(expected));
    }
  });

  test(`the kernel draws evaluation samples of ${name} as core's sampler does, bit for bit`, async () => {
    const run = runOf(model, rest);
    const expected = new BatchSampler(run, 0, 'evaluation').batch(2, 513);
    expect(words(await kernelBatch(run, 0, 1, 2, 513))).toEqual(words(expected));
  });
}

test.each(['independent features', 'rare features, by gaps'])(
  'the kernel with relaxed SIMD draws %s as core does, too, bit for bit',
  async (name) => {
    const run = runOf(...RUNS[name]!);
    const expected = new BatchSampler(run, 0).batch(7, 600);
    expect(words(await kernelBatch(run, 0, 0, 7, 600, true))).toEqual(words(expected));
  },
);

test('restarts draw different training samples and the same evaluation samples', async () => {
  const run = runOf({}, { training: { restarts: { count: 2 } } });
  expect(await kernelBatch(run, 0, 0, 0, 64)).not.toEqual(await kernelBatch(run, 1, 0, 0, 64));
  expect(await kernelBatch(run, 0, 1, 0, 64)).toEqual(await kernelBatch(run, 1, 1, 0, 64));
});
