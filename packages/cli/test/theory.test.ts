import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { biasFreeSurface, reluOutputLoss } from '@toymodels/theory';
import { run, temporaryFolder } from './fakes.js';
import { ask, referenceCases, theory } from './theory-helpers.js';

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

    const args = ['crossover', '--probability', String(reference!.inputs['p'])];
    const given = await ask<{ ratio: number; loss: number; digons: { bias: number[] } }>(args);

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
    expect(rows.find(([k]) => k === '10')!.slice(2, 5)).toEqual([
      '2.618033989',
      '-1.618033989',
      '0.166666667',
    ]);
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
      const losses = Object.values(expected as Record<string, unknown>).filter(
        (value) => typeof value === 'number',
      );
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
      panels: {
        importanceRatios: number[];
        featureProbabilities: number[];
        phases: string[];
        borders: unknown[];
      }[];
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
    type Answer = {
      optima: { loss: number; weights: number[]; bias: number[]; geometry: { name: string } }[];
    };
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
