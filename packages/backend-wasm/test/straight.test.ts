// Code generated for a shape: its bytes, for whom it is generated, and the groups that empty samples fill up.
// That it computes the right numbers from the right samples is tested with all other ways, in gradient.test.ts,
// laws.test.ts, parity.test.ts and bits.test.ts.

import { BatchSampler, initialState, takeInstances, weightedLossAndGradient } from '@toymodels/core';
import { expect, test } from 'vitest';
import { signed, unsigned } from '../src/codegen/assembler.js';
import { straightModule } from '../src/codegen/straight.js';
import { Engine } from '../src/engine/engine.js';
import { kernelPath } from '../src/engine/paths.js';
import { planOf } from '../src/engine/plan.js';
import { groupsAtOnce, straightShapeOf } from '../src/engine/shape.js';
import { readRows, rowLength } from '../src/engine/tensors.js';
import { kernelModules } from '../src/modules.js';
import { KINDS, runOf, SETS } from './support.js';

test('numbers are written in base 128, as the examples of the DWARF standard (4, section 7.6) say', () => {
  for (const [value, bytes] of [
    [2, [2]],
    [127, [127]],
    [128, [0x80, 1]],
    [129, [0x81, 1]],
    [12857, [0xb9, 0x64]],
  ] as const) {
    expect(unsigned(value)).toEqual(bytes);
  }
  for (const [value, bytes] of [
    [2, [2]],
    [-2, [0x7e]],
    [127, [0xff, 0]],
    [-127, [0x81, 0x7f]],
    [128, [0x80, 1]],
    [-128, [0x80, 0x7f]],
    [129, [0x81, 1]],
    [-129, [0xff, 0x7e]],
  ] as const) {
    expect(signed(value)).toEqual(bytes);
  }
});

test('code is valid for every kind of model, size and number of groups, and longer for larger ones', () => {
  for (const kind of KINDS) {
    for (const hiddenBias of [false, true]) {
      const lengths = [1, 2, 5].flatMap((n) =>
        [1, 3].flatMap((m) => {
          const shape = straightShapeOf(runOf({ kind, nFeatures: n, nHidden: m, hiddenBias }))!;
          return [1, 2, 4].map((groups) => {
            const code = straightModule(shape, groups, false);
            expect(WebAssembly.validate(code)).toBe(true);
            const relaxed = straightModule(shape, groups, true);
            expect(WebAssembly.validate(relaxed)).toBe(true);
            // Two instructions become one, of three bytes instead of six.
            expect(relaxed.length).toBeLessThan(code.length);
            return code.length;
          });
        }),
      );
      expect(new Set(lengths).size).toBe(lengths.length);
    }
  }
});

test('code is generated for small shapes, single features, plain sampling and no L1 penalty', () => {
  const small = { nFeatures: 5, nHidden: 2 };
  const shape = straightShapeOf(runOf(small))!;
  expect(shape).toMatchObject({ ...small, outputRelu: true, hiddenRelu: false, untied: false });
  expect(groupsAtOnce(shape)).toBe(4);
  expect(straightShapeOf(runOf({ nFeatures: 10, nHidden: 5 }))).toBeDefined();
  expect(straightShapeOf(runOf({ nFeatures: 20, nHidden: 5 }))).toBeUndefined();
  expect(straightShapeOf(runOf({ nFeatures: 7, nHidden: 2 }, { data: { sets: SETS } }))).toBeUndefined();
  expect(straightShapeOf(runOf(small, { training: { sampling: 'non-empty' } }))).toBeUndefined();
  expect(straightShapeOf(runOf(small, { training: { hiddenL1: 0.1 } }))).toBeUndefined();
});

test('samples that are gathered without the empty ones give the gradient of float64, even if no empty one is left to fill a group up', async () => {
  let nShort = 0;
  for (let batchSize = 1; batchSize <= 24; batchSize++) {
    const run = runOf(
      { nFeatures: 30, nHidden: 1 },
      { data: { featureProbability: 0.0999 }, training: { batchSize } },
    );
    expect(kernelPath(run, 0)).toBe('gaps');
    expect(straightShapeOf(run)).toBeDefined();
    const state = initialState(run);
    const sampler = new BatchSampler(run, 0);
    const x = sampler.batch(0, batchSize);
    const nEmpty = Array.from({ length: batchSize }, (_, s) => x.slice(30 * s, 30 * s + 30)).filter(
      (sample) => sample.every((value) => value === 0),
    ).length;
    if ((batchSize - nEmpty) % 4 > 0 && nEmpty < 4 - ((batchSize - nEmpty) % 4)) nShort++;
    const problem = { model: run.spec.model, importance: run.importance, hiddenL1: 0 };
    const expected = weightedLossAndGradient(
      problem,
      takeInstances(state.parameters, [0]),
      x,
      sampler.activity,
    );
    const engine = new Engine(await kernelModules(run), planOf(run), state, () => 0);
    const { exports } = engine.kernelForTest;
    exports.beginStep(0);
    exports.addChunks(0, 0, 1);
    expect(Math.abs(exports.endSums(0) / expected.loss - 1)).toBeLessThan(1e-6);
    const rows = engine.kernelForTest.float32('gradient', 0, rowLength(run.spec.model));
    const { weights } = readRows(rows, run.spec.model, 1);
    const wanted = Float64Array.from(expected.gradient.weights);
    const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    wanted.forEach((value, i) => expect(Math.abs(weights[i]! - value)).toBeLessThan(2e-6 * largest));
  }
  expect(nShort).toBeGreaterThan(5);
});
