import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeRun } from '@toymodels/core';
import { biasFreeSurface, reluOutputLoss } from '@toymodels/theory';
import { run, temporaryFolder } from './fakes.js';

const REFERENCE = new URL('../../theory/test/data/reference-cases.json', import.meta.url);

interface ReferenceCase {
  readonly id: string;
  readonly kind: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
}

async function referenceCases(kind: string): Promise<ReferenceCase[]> {
  const { cases } = JSON.parse(await readFile(REFERENCE, 'utf8')) as { cases: ReferenceCase[] };
  const found = cases.filter((each) => each.kind === kind);
  expect(found.length).toBeGreaterThan(0);
  return found;
}

const theory = (args: readonly string[], cwd?: string) => run(['theory', ...args], { io: { ...(cwd && { cwd }) } });

/** Runs with --json and reads the answer. */
async function ask<T>(args: readonly string[], cwd?: string): Promise<T> {
  const { code, out, err } = await theory([...args, '--json'], cwd);
  expect(code, err).toBe(0);
  return JSON.parse(out) as T;
}

async function folderWith(file: unknown): Promise<string> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'model.json'), typeof file === 'string' ? file : JSON.stringify(file));
  return cwd;
}

describe('toymodels theory crossover', () => {
  test('prints the ratio .425482 at probability .1', async () => {
    const { code, out } = await theory(['crossover', '--probability', '.1']);

    expect(code).toBe(0);
    expect(out).toContain('crossover ratio   0.425482 (1/2.35)\n');
    expect(out).toContain('loss there        0.02036912079\n');
    expect(out).toContain('a pentagon up to probability 0.224875, two digons beyond');
  });

  test('gives the same as data', async () => {
    const [reference] = await referenceCases('pentagon_digon_crossover');
    const expected = reference!.expected as { ratio: number; loss: number };

    const given = await ask<{ ratio: number; loss: number; digons: { bias: number[] } }>([
      ...['crossover', '--probability', String(reference!.inputs['p'])],
    ]);

    expect(given.ratio).toBeCloseTo(expected.ratio, 9);
    expect(given.loss).toBeCloseTo(expected.loss, 11);
    // The fifth feature is left out: its best bias is the mean of its input, ratio p / 2.
    expect(given.digons.bias[4]).toBeCloseTo((expected.ratio * 0.1) / 2, 9);
  });
});

describe('toymodels theory kgon', () => {
  test('prints the table of the reference cases', async () => {
    const { code, out } = await theory(['kgon', '--k', '3..10']);

    expect(code).toBe(0);
    const rows = out.split('\n').map((line) => line.trim().split(/ +/));
    for (const { inputs, expected } of await referenceCases('kgon_1sparse_optimum')) {
      const { radius, g, bias, lossPerFeature } = expected as Record<string, number>;
      const k = inputs['k'] as number;
      expect(rows.find(([first]) => first === String(k))).toEqual([
        String(k),
        ...[radius, g, bias, lossPerFeature].map((value) => value!.toFixed(9)),
        (k * (1 / 3 - lossPerFeature!)).toFixed(6),
      ]);
    }
    // phi^2, the square of the golden ratio, and 1/6.
    expect(rows.find(([k]) => k === '10')!.slice(2, 5)).toEqual(['2.618033989', '-1.618033989', '0.166666667']);
  });

  test('without biases gives the closed form g = 1/(1+s)', async () => {
    // s = 2 cos(2 pi/6)^2 = 1/2
    const { kgons } = await ask<{ kgons: Record<string, number>[] }>(['kgon', '--k', '6', '--bias', 'zero']);

    expect(kgons).toHaveLength(1);
    expect(kgons[0]!['squaredNorm']).toBeCloseTo(2 / 3, 14);
    expect(kgons[0]!['lossPerFeature']).toBeCloseTo(1 / 9, 14);
    expect(kgons[0]!['bias']).toBe(0);
  });
});

describe('toymodels theory phase', () => {
  test('prints candidates, optimum, name and borders at one point', async () => {
    const { code, out } = await theory(['phase', '--importance', '0.7', '--probability', '0.6']);

    expect(code).toBe(0);
    expect(out).toContain('phase: weak-antipodal, ');
    expect(out).toMatch(/\[1, 0\] +0\.14 +0\.077\n/); // r p/3 and r (p/3 - p^2/4)
    expect(out).toMatch(/\[0, 1\] +0\.2 +0\.11\n/);
    expect(out).toMatch(/\[1, -1\] wins below, b = 0 +0\.82352941\n/); // 2r/(1+r)
    expect(out).toMatch(/weak antipodal below +0\.6312\d+ +continuous\n/);
  });

  test('as data agrees with the reference candidates, and its optima are below them', async () => {
    for (const { inputs, expected } of await referenceCases('phase_n2m1_nobias')) {
      const { r, p } = inputs as { r: number; p: number };
      const answer = await ask<{
        candidates: Record<'withoutBias' | 'withBias', Record<string, number>>;
        optimum: { loss: number };
        optimumWithoutBias: { loss: number; weights: [number, number] };
      }>(['phase', '--importance', String(r), '--probability', String(p)]);

      const values = Object.values(answer.candidates.withoutBias);
      expect(values).toHaveLength(3);
      const losses = Object.values(expected as Record<string, unknown>).filter((value) => typeof value === 'number');
      for (const value of values) expect(losses.some((loss) => Math.abs(loss - value) < 1e-12)).toBe(true);
      expect(answer.optimum.loss).toBeLessThanOrEqual(Math.min(...Object.values(answer.candidates.withBias)));
      expect(answer.optimumWithoutBias.loss).toBeLessThan(Math.min(...values));
      const [u, w] = answer.optimumWithoutBias.weights;
      expect(answer.optimumWithoutBias.loss).toBeCloseTo(biasFreeSurface(u, w, r, p), 12);
    }
  });

  test.each([
    { more: [], names: ['strong-antipodal', 'extra-ignored', 'extra-dedicated'], panels: 2 },
    { more: ['--bias', 'zero'], names: ['strong-antipodal', 'confused'], panels: 2 },
    { more: ['--features', '3'], names: ['extraPaired', 'othersPaired', 'extraIgnored'], panels: 1 },
  ])('--map $more writes data, SVG and PNG of the same cells', async ({ more, names, panels }) => {
    const cwd = await temporaryFolder();

    const { code, out } = await theory(['phase', '--map', '12', '--out', 'map', ...more], cwd);

    expect(code).toBe(0);
    expect(out).toContain('map/phase-map.json, phase-map.svg, phase-map.png\n');
    const read = (name: string) => readFile(join(cwd, 'map', name));
    const data = JSON.parse(String(await read('phase-map.json'))) as {
      panels: { importanceRatios: number[]; featureProbabilities: number[]; phases: string[]; borders: unknown[] }[];
    };
    expect(data.panels).toHaveLength(panels);
    for (const { importanceRatios, featureProbabilities, phases, borders } of data.panels) {
      expect([importanceRatios.length, featureProbabilities.length, phases.length]).toEqual([12, 12, 144]);
      expect(borders.length).toBeGreaterThan(0);
    }
    expect(data.panels[0]!.phases).toEqual(expect.arrayContaining(names));
    expect(String(await read('phase-map.svg'))).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect([...(await read('phase-map.png')).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  test('the cells of the exact map change where its borders run', async () => {
    const cwd = await temporaryFolder();
    await ask(['phase', '--map', '30', '--out', 'map'], cwd);
    const { panels } = JSON.parse(await readFile(join(cwd, 'map', 'phase-map.json'), 'utf8')) as {
      panels: {
        importanceRatios: number[];
        featureProbabilities: number[];
        phases: string[];
        borders: { points: { importanceRatio: number; featureProbability: number }[] }[];
      }[];
    };
    const { importanceRatios: ratios, featureProbabilities: densities, phases, borders } = panels[0]!;
    const strongEnd = borders[0]!.points;
    ratios.forEach((r, row) => {
      const nearest = strongEnd.reduce((a, b) =>
        Math.abs(Math.log(b.importanceRatio / r)) < Math.abs(Math.log(a.importanceRatio / r)) ? b : a,
      );
      densities.forEach((p, column) => {
        // Away from the border by more than half a border point's distance.
        if (Math.abs(Math.log(p / nearest.featureProbability)) < 0.05) return;
        const isStrong = phases[row * densities.length + column] === 'strong-antipodal';
        expect(isStrong, `r ${r}, p ${p}`).toBe(p < nearest.featureProbability);
      });
    });
  });

  test('a map that is interrupted writes nothing and ends with exit 130', async () => {
    const cwd = await temporaryFolder();

    const { code, err } = await run(['theory', 'phase', '--map', '40', '--out', 'map'], {
      io: { cwd, signal: AbortSignal.abort() },
    });

    expect(code).toBe(130);
    expect(err).toContain('nothing was written');
    expect(await readdir(join(cwd, 'map'))).toEqual([]);
  });
});

describe('toymodels theory optimum', () => {
  const PENTAGON = ['optimum', '--features', '5', '--hidden', '2', '--probability', '0.05', '--starts', '16'];

  test('finds the pentagon from nearly every start', async () => {
    const { code, out } = await theory(PENTAGON);

    expect(code).toBe(0);
    expect(out).toMatch(/^\d distinct optima? from 16 starts|^1 distinct optimum from 16 starts/);
    expect(out).toMatch(/\n1 +0\.008903593724 +(9\d|100)[\d.]* % .* 2 +pentagon\n/);
    expect(out).toMatch(/\n +5 +1\.134619 +-0\.2463256 +0\.4 +pentagon\n/);
  });

  test('gives weights as data whose loss is the one it names, the same for the same seed', async () => {
    type Answer = { optima: { loss: number; weights: number[]; bias: number[]; geometry: { name: string } }[] };
    const args = ['optimum', '--features', '4', '--hidden', '2', '--probability', '0.1', '--starts', '6'];
    const curve = ['--importance', 'geometric:0.9', '--seed', '5'];

    const answer = await ask<Answer>([...args, ...curve]);

    expect(await ask([...args, ...curve])).toEqual(answer);
    const [best] = answer.optima;
    const law = { importance: [1, 0.9, 0.81, 0.729], featureProbability: [0.1, 0.1, 0.1, 0.1] };
    const { weights, bias, loss } = best!;
    expect(reluOutputLoss({ nFeatures: 4, nHidden: 2, ...law, weights, bias })).toBeCloseTo(loss, 13);
    expect(best!.geometry.name).toBe('square'); // two digons
  });

  test('Ctrl-C keeps what was found', async () => {
    const controller = new AbortController();
    let calls = 0;

    // The clock is read with every progress line: the third reading stands for the keypress.
    const { code, out, err } = await run(['theory', ...PENTAGON], {
      io: {
        signal: controller.signal,
        now: () => {
          if (++calls === 6) controller.abort();
          return calls * 2000;
        },
      },
    });

    expect(code).toBe(130);
    expect(err).toMatch(/Interrupted after (\d|1[0-5]) of 16 starts; what they found is above/);
    expect(out).toMatch(/ distinct optim(um|a) from (\d|1[0-5]) starts?/);
    expect(out).toContain('pentagon');
  });
});

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
    const cases = [...(await referenceCases('relu_output_loss')), ...(await referenceCases('relu_output_loss_sets'))];
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

      type Answer = { loss: number } & Record<'byActiveCount' | 'byFeature', { contribution: number; loss: number }[]>;
      const { loss, byActiveCount, byFeature } = await ask<Answer>(['loss', 'case.json'], cwd);

      const reference = (typeof expected === 'number' ? expected : Object.values(expected as object)[0]) as number;
      expect(Math.abs(loss / reference - 1), id).toBeLessThan(1e-9);
      const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
      expect(total(byActiveCount.map(({ contribution }) => contribution)) / loss, id).toBeCloseTo(1, 10);
      expect(total(byFeature.map((part) => part.loss)) / loss, id).toBeCloseTo(1, 10);
    }
    expect(withSets).toBeGreaterThan(0);
  });

  test('the linear model: dedicated features cost what the others vary', async () => {
    // W = [1, 0], b = (0, p/2): the second feature costs its variance p/3 - p^2/4.
    const cwd = await folderWith({ model: 'linear', weights: [[1], [0]], bias: [0, 0.2], featureProbability: 0.4 });

    const { loss, lossAtOptimalBias, gradientNorm } = await ask<Record<string, number>>(['loss', 'model.json'], cwd);

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
    expect(beyond).toMatchObject({ code: 2, err: expect.stringContaining('holds 2 models; --model 2 is none') });
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
    { what: 'too few importances', file: { ...pair, importance: [1] }, says: ['importance has 1 values for 2'] },
    { what: 'a negative importance', file: { ...pair, importance: [1, -1] }, says: ['given -1'] },
    { what: 'a bias of the wrong length', file: { ...pair, bias: [0] }, says: ['bias must be', 'a list of 2'] },
    {
      what: 'sets that overlap',
      file: {
        weights: [[1], [1], [1]],
        featureProbability: 0.5,
        sets: [0, 1].map((i) => ({ kind: 'correlated', features: [i, i + 1] })),
      },
      says: ['sets may not overlap'],
    },
    { what: 'an unknown model', file: { ...pair, model: 'relu' }, says: ['model is "relu"', '"relu-output"'] },
    {
      what: 'too many features',
      file: { weights: new Array(13).fill([0.1]), featureProbability: 0.5 },
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
