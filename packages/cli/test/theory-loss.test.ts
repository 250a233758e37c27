import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeRun } from '@toymodels/core';
import { reluOutputLoss } from '@toymodels/theory';
import { run, temporaryFolder } from './fakes.js';
import { ask, referenceCases, theory } from './theory-helpers.js';

async function folderWith(file: unknown): Promise<string> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'model.json'), typeof file === 'string' ? file : JSON.stringify(file));
  return cwd;
}

describe('toymodels theory loss', () => {
  test('splits the loss of an antipodal pair: all of it comes from both being active', async () => {
    const cwd = await folderWith({ weights: [[1], [-1]], featureProbability: 0.5 });

    const { code, out } = await theory(['loss', 'model.json'], cwd);

    expect(code).toBe(0);
    expect(out).toContain('exact loss     0.0833333333333\n'); // (1 + r) p^2/6
    expect(out).toMatch(/ 2 +0\.25 +0\.33333333 +0\.083333333 +100 %\n/);
    expect(out).toMatch(/ 1 +1 +0 +0\.5 +0\.125 +0 +0\.04166667\n/);
  });

  test('agrees with the reference cases, sets included, and its parts add up', async () => {
    const cases = [
      ...(await referenceCases('relu_output_loss')),
      ...(await referenceCases('relu_output_loss_sets')),
    ];
    const cwd = await temporaryFolder();
    let withSets = 0;
    for (const { id, inputs, expected } of cases) {
      const { W, b, I, p, sets } = inputs as {
        W: number[][];
        b: number[];
        I?: number[];
        p?: number[];
        sets?: { type: string; idx: number[]; p: number }[];
      };
      const nFeatures = W[0]!.length;
      if (nFeatures > 6) continue; // the larger ones are theory's own tests
      const density = p ?? new Array<number>(nFeatures).fill(0);
      for (const { idx, p: chance } of sets ?? []) for (const i of idx) density[i] = chance;
      const grouped = (sets ?? []).filter(({ type }) => type !== 'independent');
      withSets += grouped.length > 0 ? 1 : 0;
      const file = {
        weights: W[0]!.map((_, i) => W.map((row) => row[i]!)),
        bias: b,
        importance: I ?? 1,
        featureProbability: density,
        sets: grouped.map(({ type, idx }) => ({ kind: type, features: idx })),
      };
      await writeFile(join(cwd, 'case.json'), JSON.stringify(file));

      type Answer = { loss: number } & Record<
        'byActiveCount' | 'byFeature',
        { contribution: number; loss: number }[]
      >;
      const { loss, byActiveCount, byFeature } = await ask<Answer>(['loss', 'case.json'], cwd);

      const reference = (
        typeof expected === 'number' ? expected : Object.values(expected as object)[0]
      ) as number;
      expect(Math.abs(loss / reference - 1), id).toBeLessThan(1e-9);
      const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
      expect(total(byActiveCount.map(({ contribution }) => contribution)) / loss, id).toBeCloseTo(1, 10);
      expect(total(byFeature.map((part) => part.loss)) / loss, id).toBeCloseTo(1, 10);
    }
    expect(withSets).toBeGreaterThan(0);
  });

  test('the linear model: dedicated features cost what the others vary', async () => {
    // W = [1, 0], b = (0, p/2): the second feature costs its variance p/3 - p^2/4.
    const cwd = await folderWith({
      model: 'linear',
      weights: [[1], [0]],
      bias: [0, 0.2],
      featureProbability: 0.4,
    });

    const { loss, lossAtOptimalBias, gradientNorm } = await ask<Record<string, number>>(
      ['loss', 'model.json'],
      cwd,
    );

    expect(loss).toBeCloseTo(0.4 / 3 - 0.04, 14);
    expect(lossAtOptimalBias).toBeCloseTo(loss!, 14);
    expect(gradientNorm).toBeCloseTo(0, 12);
  });

  test('a ReLU in the hidden layer costs nothing where nothing is negative', async () => {
    const model = { weights: [[1], [0]], bias: [0, 0.2], featureProbability: 0.4 };
    const cwd = await folderWith({ ...model, model: 'relu-hidden' });

    expect(await ask(['loss', 'model.json'], cwd)).toMatchObject({
      loss: expect.closeTo(0.4 / 3 - 0.04, 12),
      gradientNorm: null,
    });
  });

  test('reads the models of a run, each with its own data', async () => {
    const cwd = await temporaryFolder();
    const spec = {
      model: { kind: 'relu-output', nFeatures: 3, nHidden: 2 },
      data: { featureProbability: 0.5 },
      instances: { count: 2, featureProbability: [0.1, 0.6] },
      training: { steps: 20, batchSize: 8, evaluationSamples: 16 },
    } as const;
    await writeFile(join(cwd, 'spec.json'), JSON.stringify(spec));
    await run(['train', 'spec.json', '--out', 'run', '--backend', 'reference'], { io: { cwd } });
    const { parameters } = decodeRun(await readFile(join(cwd, 'run', 'run.safetensors')));

    const first = await theory(['loss', 'run/run.safetensors'], cwd);
    const second = await ask<{ loss: number }>(['loss', 'run/run.safetensors', '--model', '1'], cwd);

    expect(first.out).toMatch(/^relu-output, nFeatures 3, nHidden 2, model 0 of 2 \(--model chooses\)\n/);
    expect(second.loss).toBeCloseTo(
      reluOutputLoss({
        nFeatures: 3,
        nHidden: 2,
        weights: parameters.weights.slice(6),
        bias: parameters.bias.slice(3),
        importance: [1, 1, 1],
        featureProbability: [0.6, 0.6, 0.6],
      }),
      13,
    );
    const beyond = await theory(['loss', 'run/run.safetensors', '--model', '2'], cwd);
    expect(beyond).toMatchObject({
      code: 2,
      err: expect.stringContaining('holds 2 models; --model 2 is none'),
    });
  });

  const pair = { weights: [[1], [-1]], featureProbability: 0.5 };
  test.each([
    { what: 'no JSON', file: '{', says: ['model.json is not JSON'] },
    { what: 'a list', file: [pair], says: ['holds no object'] },
    { what: 'an unknown key', file: { ...pair, biases: 0 }, says: ['unknown key biases', 'known are'] },
    { what: 'no weights', file: { featureProbability: 0.5 }, says: ['one list of finite numbers a feature'] },
    { what: 'rows of two lengths', file: { ...pair, weights: [[1], [1, 2]] }, says: ['of the same length'] },
    { what: 'a weight that is null', file: { ...pair, weights: [[1], [null]] }, says: ['finite numbers'] },
    { what: 'no probability', file: { weights: [[1]] }, says: ['featureProbability: given nothing'] },
    { what: 'a negative probability', file: { ...pair, featureProbability: -0.1 }, says: ['given -0.1'] },
    {
      what: 'too few importances',
      file: { ...pair, importance: [1] },
      says: ['importance has 1 values for 2'],
    },
    { what: 'a negative importance', file: { ...pair, importance: [1, -1] }, says: ['given -1'] },
    {
      what: 'a bias of the wrong length',
      file: { ...pair, bias: [0] },
      says: ['bias must be', 'a list of 2'],
    },
    {
      what: 'sets that overlap',
      file: {
        weights: [[1], [1], [1]],
        featureProbability: 0.5,
        sets: [0, 1].map((i) => ({ kind: 'correlated', features: [i, i + 1] })),
      },
      says: ['sets may not overlap'],
    },
    {
      what: 'an unknown model',
      file: { ...pair, model: 'relu' },
      says: ['model is "relu"', '"relu-output"'],
    },
    {
      what: 'too many features',
      file: { weights: Array.from({ length: 13 }, () => [0.1]), featureProbability: 0.5 },
      says: ['supports up to 12 features; 13 were given', '3^n'],
    },
  ])('refuses $what with exit 2 and one message', async ({ file, says }) => {
    const { code, out, err } = await theory(['loss', 'model.json'], await folderWith(file));

    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const text of says) expect(err).toContain(text);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('refuses a file that is not there or no run with exit 1, and --model for a file of weights with 2', async () => {
    const cwd = await folderWith(pair);
    await writeFile(join(cwd, 'bad.safetensors'), 'no run');
    await mkdir(join(cwd, 'folder'));

    const missing = await theory(['loss', 'nothing.json'], cwd);
    const folder = await theory(['loss', 'folder'], cwd);
    const bad = await theory(['loss', 'bad.safetensors'], cwd);
    const stray = await theory(['loss', 'model.json', '--model', '0'], cwd);

    expect([missing.code, folder.code, bad.code, stray.code]).toEqual([1, 1, 1, 2]);
    expect(missing.err).toContain('cannot read nothing.json: there is no such file; give the path');
    expect(folder.err).toContain('it is a folder');
    expect(bad.err).toContain('safetensors');
    expect(stray.err).toContain('--model chooses among those of a run.safetensors');
  });
});
