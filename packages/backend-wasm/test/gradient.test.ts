// One step's loss and gradient against core's float64 reference, on the same samples and the same
// float32 parameters: what is left is the rounding of float32 sums. Both kernels, without and with relaxed SIMD.

import {
  BatchSampler,
  initialState,
  PARAMETER_NAMES,
  takeInstances,
  weightedLossAndGradient,
  zeroParameters,
  type Parameters as ModelParameters,
  type ResolvedRun,
  type TrainingState,
} from '@toymodels/core';
import { expect, test } from 'vitest';
import { Engine } from '../src/engine/engine.js';
import { FLAG, PATH } from '../src/engine/kernel.js';
import { kernelPath, type KernelPath } from '../src/engine/paths.js';
import { planOf } from '../src/engine/plan.js';
import { readRows, rowLength } from '../src/engine/tensors.js';
import { kernelModules } from '../src/modules.js';
import { KINDS, runOf, SETS } from './support.js';

/** Largest error of a gradient, relative to its largest entry. Float32 has 6e-8. */
const TOLERANCE = 2e-6;

/**
 * Relative, of the loss. Through W W^T a lane adds n / 4 float32 numbers a sample, up to 256 samples: of many features, without
 * a ReLU that makes most of them 0, more than a millionth may be lost.
 */
function lossTolerance({ nFeatures, spec }: ResolvedRun, path: KernelPath): number {
  return path === 'gram' && spec.model.kind === 'linear' && nFeatures >= 80 ? 3e-6 : 1e-6;
}

/** A state with biases away from their initial zeros, so that no term of a formula vanishes. */
function livelyState(run: ResolvedRun): TrainingState {
  const state = initialState(run);
  state.parameters.bias.forEach((_, i) => (state.parameters.bias[i] = Math.fround(0.05 * Math.sin(1 + i))));
  state.parameters.hiddenBias?.forEach(
    (_, j) => (state.parameters.hiddenBias![j] = Math.fround(0.1 * Math.cos(1 + j))),
  );
  return state;
}

async function kernelStep(
  run: ResolvedRun,
  state: TrainingState,
  model: number,
  relaxed: boolean,
  forced?: KernelPath,
): Promise<{ loss: number; gradient: ModelParameters }> {
  const plan = planOf(run);
  const modules = await kernelModules(run, relaxed);
  if (forced) plan.paths.fill(PATH[forced]);
  const engine = new Engine(
    forced ? { ...modules, straight: undefined } : modules,
    forced ? { ...plan, flags: plan.flags | FLAG.someGaps | FLAG.someGram } : plan,
    state,
    () => 0,
  );
  const { exports } = engine.kernelForTest;
  exports.beginStep(model);
  exports.addChunks(model, 0, Math.ceil(run.spec.training.batchSize / 256));
  const loss = exports.endSums(model);
  const rows = engine.kernelForTest.float32('gradient', 0, rowLength(run.spec.model));
  return { loss, gradient: readRows(rows, run.spec.model, 1) };
}

/**
 * Checks model 1 of a run, and the way it takes.
 *
 * @param forced a way that the rules need not choose, without straight-line code
 */
async function expectSameGradient(run: ResolvedRun, path?: KernelPath, forced?: KernelPath): Promise<void> {
  expect(path ?? kernelPath(run, 1)).toBe(kernelPath(run, 1));
  const state = livelyState(run);
  const sampler = new BatchSampler(run, 1);
  const problem = {
    model: run.spec.model,
    importance: run.importance.subarray(run.nFeatures, 2 * run.nFeatures),
    hiddenL1: run.spec.training.hiddenL1,
  };
  const x = sampler.batch(0, run.spec.training.batchSize);
  const reference = weightedLossAndGradient(
    problem,
    takeInstances(state.parameters, [1]),
    x,
    sampler.activity,
  );
  for (const relaxed of [false, true]) {
    const { loss, gradient } = await kernelStep(run, state, 1, relaxed, forced);
    expect(Math.abs(loss / reference.loss - 1)).toBeLessThan(
      lossTolerance(run, forced ?? kernelPath(run, 1)),
    );
    for (const name of PARAMETER_NAMES) {
      const expected = reference.gradient[name] && Float64Array.from(reference.gradient[name]);
      if (!expected || (name === 'bias' && !run.spec.model.outputBias)) continue;
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      // Three samples may all be empty.
      expect(largest > 0 || run.spec.training.batchSize === 3).toBe(true);
      const worst = expected.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - gradient[name]![i]!)),
        0,
      );
      expect(worst, `${name}, relaxed: ${relaxed}`).toBeLessThanOrEqual(TOLERANCE * largest);
    }
    expect(Object.keys(gradient)).toEqual(Object.keys(zeroParameters(run.spec.model, 1)));
  }
}

for (const kind of KINDS) {
  for (const sampling of ['iid', 'non-empty'] as const) {
    for (const [nFeatures, nHidden] of [
      [7, 3],
      [40, 9],
    ] as const) {
      const title = `${kind}, ${sampling} samples, n = ${nFeatures}, m = ${nHidden}`;
      // At p = 0.02 with m = 9 half of the samples are empty, and left out of the products.
      test(`loss within 1e-6 and gradient within 2e-6 of the float64 reference: ${title}`, async () => {
        for (const [hiddenBias, hiddenL1, featureProbability] of [
          [false, 0, 0.2],
          [true, 0, 0.2],
          [false, 0.03, 0.02],
          [true, 0.03, 0.02],
        ] as const) {
          await expectSameGradient(
            runOf(
              { kind, nFeatures, nHidden, hiddenBias },
              {
                instances: { count: 2 },
                training: { sampling, hiddenL1, batchSize: 777 },
                data: { sets: SETS, featureProbability },
              },
            ),
          );
        }
      });
    }
  }
}

// Every size up to the widths of tiles and vectors, and past them.
test('gradient within 2e-6 of the float64 reference for every n from 1 to 18 with m = 1 to 12', async () => {
  for (let n = 1; n <= 18; n++) {
    for (let m = 1; m <= 12; m++) {
      const run = runOf(
        { kind: KINDS[(n + m) % 4]!, nFeatures: n, nHidden: m, hiddenBias: true },
        { instances: { count: 2 }, training: { batchSize: 70 }, data: { featureProbability: 0.6 } },
      );
      await expectSameGradient(run);
      await expectSameGradient(run, undefined, 'dense');
    }
  }
});

test('gradient within 2e-6 of the float64 reference where empty samples are left out, n from 1 to 9', async () => {
  for (let n = 2; n <= 9; n++) {
    for (const m of [3, 7]) {
      await expectSameGradient(
        runOf(
          { kind: KINDS[(n + m) % 4]!, nFeatures: n, nHidden: m, hiddenBias: true },
          {
            instances: { count: 2 },
            training: { batchSize: 1001 },
            // A set is not drawn by gaps.
            data: { featureProbability: 0.15 / n, sets: [{ kind: 'correlated', features: [0, 1] }] },
          },
        ),
        'packed',
      );
    }
  }
});

// Batches that fill no block, one, and several; with sizes up to the widths of vectors and past them.
test('gradient within 2e-6 of the float64 reference on samples drawn by gaps, n from 1 to 18', async () => {
  const paths: string[] = [];
  for (const [n, m] of [
    [1, 1],
    [2, 5],
    [5, 2],
    [6, 3],
    [7, 8],
    [8, 4],
    [17, 5],
    [18, 20],
  ] as const) {
    for (const [batchSize, featureProbability] of [
      [3, 0.09],
      [777, 0.5 / n < 0.1 ? 0.5 / n : 0.09],
      [1001, 0.09],
      [2048, Array.from({ length: n }, (_, i) => 0.09 / (1 + i))],
    ] as const) {
      const run = (kind: (typeof KINDS)[number], hiddenBias: boolean, hiddenL1: number): ResolvedRun =>
        runOf(
          { kind, nFeatures: n, nHidden: m, hiddenBias },
          {
            instances: { count: 2 },
            seed: 4,
            training: { batchSize, hiddenL1 },
            data: { featureProbability },
          },
        );
      await expectSameGradient(run('linear', true, 0), 'gaps');
      await expectSameGradient(run('relu-output', false, 0.02), 'gaps');
      await expectSameGradient(run('relu-hidden', true, 0.02), 'gaps');
      if (batchSize > 3) await expectSameGradient(run('absolute-value', false, 0), 'gaps');
      // Linear hidden units: through W W^T where that is cheaper.
      for (const kind of ['linear', 'relu-output'] as const) {
        await expectSameGradient(run(kind, false, 0));
        // With n = 1 the bias has a gradient that is far smaller than the sums it is the difference of.
        for (const forced of n > 1 ? (['gaps', 'gram'] as const) : []) {
          await expectSameGradient(run(kind, false, 0), undefined, forced);
        }
        paths.push(`${n} ${kernelPath(run(kind, false, 0), 1)}`);
      }
    }
  }
  for (const way of ['5 gaps', '7 gram', '18 gram']) expect(paths).toContain(way);
});

// The empty sample is one more, with a weight that need not be a whole number of samples.
test('gradient within 2e-6 of the float64 reference on non-empty samples drawn by gaps', async () => {
  const paths: string[] = [];
  for (const [n, m, batchSize, p] of [
    [11, 2, 777, 0.001],
    [12, 5, 1001, 0.02],
    [20, 5, 1024, 0.05],
    [33, 9, 2048, Array.from({ length: 33 }, (_, i) => 0.02 / (1 + (i % 5)))],
    [80, 20, 300, 0.02],
  ] as const) {
    const run = (kind: (typeof KINDS)[number], hiddenBias: boolean, hiddenL1: number): ResolvedRun =>
      runOf(
        { kind, nFeatures: n, nHidden: m, hiddenBias },
        {
          instances: { count: 2 },
          training: { batchSize, hiddenL1, sampling: 'non-empty' },
          data: { featureProbability: p },
        },
      );
    await expectSameGradient(run('linear', true, 0), 'gaps');
    await expectSameGradient(run('relu-output', false, 0.02), 'gaps');
    await expectSameGradient(run('relu-hidden', true, 0.02), 'gaps');
    await expectSameGradient(run('absolute-value', false, 0), 'gaps');
    for (const kind of ['linear', 'relu-output'] as const) {
      for (const forced of [undefined, 'gaps', 'gram'] as const) {
        await expectSameGradient(run(kind, false, 0), undefined, forced);
      }
      paths.push(kernelPath(run(kind, false, 0), 1));
    }
  }
  expect(paths).toContain('gram');
});

test('gradient within 2e-6 of the float64 reference at n = 100 with up to a hundred active features', async () => {
  for (const path of ['gram', 'gaps'] as const) {
    await expectSameGradient(
      runOf(
        { nFeatures: 100, nHidden: path === 'gram' ? 40 : 8 },
        { instances: { count: 2 }, data: { featureProbability: 0.08 } },
      ),
      path,
    );
  }
});

test('gradient within 2e-6 of the float64 reference at n = 400, m = 30', async () => {
  await expectSameGradient(
    runOf(
      { nFeatures: 400, nHidden: 30 },
      {
        instances: { count: 2 },
        data: { featureProbability: 0.05, importance: { curve: 'geometric', first: 1, ratio: 0.99 } },
      },
    ),
  );
});
