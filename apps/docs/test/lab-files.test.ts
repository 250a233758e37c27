/**
 * Experiments computed, saved and read again, without a browser: fingerprints, NumPy archives, safetensors, code.
 * Python reads the files too where it has NumPy; the format is checked without it in any case.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wasmBackend } from '@toymodels/backend-wasm';
import { completeSpec, referenceBackend, trainToEnd } from '@toymodels/core';
import { unzipSync, zipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { afterAll, describe, expect, test } from 'vitest';
import { commandLine, nodeProgram, pythonProgram } from '../src/lab/files/code.js';
import { npzBytes, safetensorsBytes, sweepNpzBytes } from '../src/lab/files/export.js';
import { importFile } from '../src/lab/files/import.js';
import { decodeNpy, encodeNpy, type NpyArray } from '../src/lab/files/npy.js';
import { fingerprint, stateArrays } from '../src/lab/state/fingerprint.js';
import { writeLink } from '../src/lab/state/link.js';
import { measure } from '../src/lab/state/measures.js';
import { lossCurvesOf, modelsOf, type Computed } from '../src/lab/state/outcome.js';
import { PRESETS } from '../src/lab/state/presets.js';
import { DEFAULTS, VIEWS, type Settings } from '../src/lab/state/settings.js';
import { specOf } from '../src/lab/state/spec.js';
import { computeExact } from '../src/lab/train/exact.js';
import { computeSampled } from '../src/lab/train/sampled.js';
import { possibleViews } from '../src/lab/view/choose-views.js';
import { drawView } from '../src/lab/view/draw.js';
import { sharedScales } from '../src/lab/view/scales.js';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const FALLBACK = completeSpec(specOf(DEFAULTS));
const backend = wasmBackend({ workers: 0 });

const QUICK: Settings = {
  ...DEFAULTS,
  steps: 60,
  batchSize: 64,
  evaluationSamples: 256,
  recordEvery: 20,
  sampling: 'non-empty',
};
/** Small ones of every model, with several runs, instances and starts. */
const EXPERIMENTS: readonly (readonly [string, Settings])[] = [
  ['one model', QUICK],
  [
    'instances and starts',
    { ...QUICK, restarts: 3, keep: 'all-but-worst', sweep: { over: 'featureProbability', values: [1, 0.1] } },
  ],
  ['several runs', { ...QUICK, sweep: { over: 'nHidden', values: [1, 2, 3] } }],
  ['neurons with a hidden bias', { ...QUICK, kind: 'relu-hidden', hiddenBias: true, count: 2 }],
  ['untied weights', { ...QUICK, kind: 'absolute-value', nFeatures: 3, nHidden: 6 }],
  ['a linear model', { ...QUICK, kind: 'linear' }],
];

const folder = mkdtempSync(join(tmpdir(), 'lab-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('an experiment', () => {
  test.each(EXPERIMENTS)(
    'of %s has the same fingerprint with and without pictures, and in another sitting',
    async (_, settings) => {
      let clock = 0;
      let previews = 0;
      const watched = await computeSampled(settings, {
        backend,
        onPreview: () => previews++,
        now: () => (clock += 5),
      });
      const plain = await computeSampled(settings, { backend: wasmBackend({ workers: 2 }) });
      expect(previews).toBeGreaterThan(0);
      expect(await fingerprint(watched)).toBe(await fingerprint(plain));
      const other = await computeSampled({ ...settings, seed: 1 }, { backend });
      expect(await fingerprint(other)).not.toBe(await fingerprint(plain));
    },
  );

  test('that was stopped and continued ends with the bits of one that was not', async () => {
    const settings: Settings = { ...QUICK, steps: 400, sweep: { over: 'nHidden', values: [1, 2, 3] } };
    const stop = new AbortController();
    let clock = 0;
    const stopped = await computeSampled(settings, {
      backend,
      signal: stop.signal,
      now: () => (clock += 20),
      onPreview: ({ run }) => void (run === 1 && stop.abort()),
    });
    if (stopped.method !== 'sampled') throw new Error('it is trained on samples');
    expect(stopped.runs.map(({ result }) => result.status)).toEqual(['finished', 'aborted']);
    const went = await computeSampled(settings, { backend, earlier: stopped.runs });
    const straight = await computeSampled(settings, { backend });
    expect(await fingerprint(went)).toBe(await fingerprint(straight));
  });

  test('has as many models as it keeps, each with what tells it apart', async () => {
    const [, settings] = EXPERIMENTS[1]!;
    const models = modelsOf(await computeSampled(settings, { backend }));
    expect(models.map(({ title }) => title.replace(/start \d/, 'start'))).toEqual([
      '1−S = 1, start', '1−S = 1, start', '1−S = 0.1, start', '1−S = 0.1, start',
    ]); // prettier-ignore
    expect(models[2]!.featureProbability).toEqual([0.1, 0.1, 0.1, 0.1, 0.1]);
  });

  test('of the exact loss finds the pentagon, the same each time', async () => {
    const settings: Settings = { ...DEFAULTS, featureProbability: 0.05, method: 'exact', exactStarts: 12 };
    const computed = await computeExact(settings);
    const [first] = modelsOf(computed);
    expect(first!.loss).toBeCloseTo(0.0089036, 7);
    expect(measure(first!).structure).toBe('1 × pentagon');
    expect(await fingerprint(computed)).toBe(await fingerprint(await computeExact(settings)));
  });

  test('of the exact linear loss keeps the most important features', async () => {
    const importance = { curve: 'geometric', first: 1, ratio: 0.7 } as const;
    const computed = await computeExact({ ...DEFAULTS, kind: 'linear', importance, method: 'exact' });
    const [model] = modelsOf(computed);
    expect(measure(model!).represented).toBe(2);
    // Those left out cost I_i Var x_i each: Var = p/3 - p²/4.
    const left = [2, 3, 4].reduce((sum, i) => sum + 0.7 ** i, 0);
    expect(model!.loss).toBeCloseTo(left * (0.1 / 3 - 0.01 / 4), 12);
  });

  test.each(EXPERIMENTS)('of %s is drawn in every view that is offered for it', async (_, settings) => {
    const computed = await computeSampled(settings, { backend });
    const models = modelsOf(computed);
    const scene = { settings, models, measures: models.map(measure), curves: lossCurvesOf(computed) };
    const { document } = parseHTML('<html></html>');
    for (const view of possibleViews(settings)) {
      const drawn = drawView(view, scene, { theme: 'light', width: 500, idPrefix: 'x', document });
      const found = 'nothing' in drawn ? drawn.nothing : drawn.svg;
      expect(found).toMatch(/^(<svg|No set of features|This needs models)/);
    }
    expect(VIEWS).toEqual(expect.arrayContaining([...possibleViews(settings)]));
  });

  test('that diverged says so instead of failing', async () => {
    const models = modelsOf(await computeSampled(QUICK, { backend })).map((model) => {
      const weights = model.parameters.weights.slice();
      weights[0] = NaN;
      return { ...model, parameters: { ...model.parameters, weights } };
    });
    expect(measure(models[0]!).structure).toMatch(/diverged/);
    const scene = { settings: QUICK, models, measures: models.map(measure), curves: [] };
    const drawn = drawView('portrait', scene, {
      theme: 'light',
      width: 500,
      idPrefix: 'x',
      document: parseHTML('<html></html>').document,
    });
    expect(drawn).toEqual({ nothing: expect.stringMatching(/diverged/) as string });
  });
});

describe('NumPy arrays', () => {
  const arrays: readonly NpyArray[] = [
    { data: Float32Array.from([1, -2.5, 3, 1e-30, 5, 6]), shape: [1, 3, 2] },
    { data: Float64Array.from([Math.PI, NaN, Infinity]), shape: [3] },
    { data: Int32Array.from([-1, 7]), shape: [2] },
    { data: Float64Array.from([4]), shape: [] },
    { data: new Float32Array(0), shape: [0, 4] },
    { data: '{"p": 0.1, "text": "äΣ𝒲"}', shape: [] },
  ];

  test.each(arrays.map((array, index) => [index, array] as const))(
    'number %i comes back as it went',
    (_, array) => {
      expect(decodeNpy(encodeNpy(array), 'x')).toEqual(array);
    },
  );

  test('have the header that the format asks for', () => {
    // python -c "import numpy as np, sys; np.save(sys.stdout.buffer, np.array([[1,2],[3,4]], '<f4'))" | xxd
    const bytes = encodeNpy({ data: Float32Array.from([1, 2, 3, 4]), shape: [2, 2] });
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    const length = bytes[8]! + 256 * bytes[9]!;
    expect((10 + length) % 64).toBe(0);
    const text = new TextDecoder().decode(bytes.subarray(10, 10 + length));
    expect(text.trimEnd()).toBe(header);
    expect(text.at(-1)).toBe('\n');
    expect(bytes.length).toBe(10 + length + 16);
  });

  test('of one dimension are written with the comma that makes them a tuple', () => {
    expect(new TextDecoder().decode(encodeNpy({ data: Int32Array.from([1]), shape: [1] }))).toContain(
      "'shape': (1,)",
    );
  });

  test('that are broken, or of another kind, are refused in words', () => {
    const good = encodeNpy({ data: Float64Array.from([1, 2]), shape: [2] });
    expect(() => decodeNpy(good.subarray(0, good.length - 1), 'W')).toThrow(/W ends too early/);
    expect(() => decodeNpy(new Uint8Array(200), 'W')).toThrow(/is no NumPy array/);
    const text = Buffer.from(good).toString('latin1');
    const as = (from: string, to: string) => Uint8Array.from(text.replace(from, to), (c) => c.charCodeAt(0));
    expect(() => decodeNpy(as('<f8', '|O8'), 'W')).toThrow(/type \|O8/);
    expect(() => decodeNpy(as("False, 'shape': (2,), }    ", "True, 'shape': (2, 1), }   "), 'W')).toThrow(
      /Fortran/,
    );
    expect(() => encodeNpy({ data: Float64Array.from([1]), shape: [2] })).toThrow(/shape \[2\]/);
  });
});

async function compute(settings: Settings): Promise<Computed> {
  return computeSampled(settings, { backend });
}

describe('files', () => {
  test.each(EXPERIMENTS)(
    'of %s bring the models back, from NumPy and from safetensors',
    async (_, settings) => {
      const original = await compute(settings);
      const models = modelsOf(original);
      const runs = original.method === 'sampled' ? original.runs.length : 0;
      for (let run = 0; run < runs; run++) {
        const own = models.filter((model) => model.run === run);
        const strip = (all: typeof models) =>
          all.map(({ parameters, loss, instance, featureProbability }) => ({
            parameters,
            loss,
            instance,
            featureProbability,
          }));
        const npz = importFile(npzBytes(original, models, run, writeLink(settings)), FALLBACK);
        if (npz.kind !== 'models') throw new Error('it holds models');
        expect(npz.link).toBe(writeLink(settings));
        expect(strip(modelsOf(npz.computed))).toEqual(strip(own));
        expect(npz.spec).toEqual(own[0]!.spec);
        expect(lossCurvesOf(npz.computed).map(({ losses }) => losses)).toEqual(
          lossCurvesOf({
            method: 'sampled',
            runs: original.method === 'sampled' ? [original.runs[run]!] : [],
          }).map(({ losses }) => losses),
        );
        const bytes = safetensorsBytes(original, run)!;
        const back = importFile(bytes, FALLBACK);
        if (back.kind !== 'run') throw new Error('it holds a run');
        expect(safetensorsBytes(back.computed, 0)).toEqual(bytes);
        expect(stateArrays(back.computed)).toEqual(
          stateArrays({
            method: 'sampled',
            runs: original.method === 'sampled' ? [original.runs[run]!] : [],
          }),
        );
      }
    },
  );

  test('of the same models have the same bytes', async () => {
    const one = await compute(QUICK);
    expect(npzBytes(one, modelsOf(one), 0, 'v1')).toEqual(npzBytes(one, modelsOf(one), 0, 'v1'));
    expect(Object.keys(unzipSync(npzBytes(one, modelsOf(one), 0, 'v1'))).sort()).toEqual(
      [
        'W.npy',
        'b.npy',
        'instance.npy',
        'link.npy',
        'loss.npy',
        'losses.npy',
        'spec.npy',
        'steps.npy',
      ].sort(),
    );
  });

  test('of exact optima hold float64', async () => {
    const exact = await computeExact({
      ...DEFAULTS,
      featureProbability: 0.05,
      method: 'exact',
      exactStarts: 4,
    });
    const back = importFile(npzBytes(exact, modelsOf(exact), 0, ''), FALLBACK);
    const [model] = modelsOf((back as { computed: Computed }).computed);
    expect(model!.parameters.weights).toEqual(modelsOf(exact)[0]!.parameters.weights);
    expect(model!.parameters.weights).toBeInstanceOf(Float64Array);
    expect(safetensorsBytes(exact, 0)).toBeUndefined();
  });

  test('of a sweep are one archive, which brings all its runs back with their names', async () => {
    const settings: Settings = {
      ...QUICK,
      restarts: 2,
      keep: 'all',
      sweep: { over: 'nHidden', values: [3, 1, 2] },
    };
    const original = await compute(settings);
    const models = modelsOf(original);
    const bytes = sweepNpzBytes(original, models, writeLink(settings));
    expect(sweepNpzBytes(original, models, writeLink(settings))).toEqual(bytes);
    const back = importFile(bytes, FALLBACK);
    if (back.kind !== 'models') throw new Error('it holds models');
    expect(back.link).toBe(writeLink(settings));
    const named = (all: typeof models) =>
      all.map(({ title, run, instance, parameters, loss }) => ({ title, run, instance, parameters, loss }));
    expect(named(modelsOf(back.computed))).toEqual(named(models));
    expect(new Set(models.map(({ title }) => title)).size).toBe(6);
    expect(lossCurvesOf(back.computed)).toEqual(lossCurvesOf(original));
    // Saved again it is the same file.
    expect(sweepNpzBytes(back.computed, modelsOf(back.computed), back.link)).toEqual(bytes);
  });

  test('of a sweep of exact optima hold all of them', async () => {
    const exact = await computeExact({
      ...DEFAULTS,
      featureProbability: 0.05,
      method: 'exact',
      exactStarts: 3,
      sweep: { over: 'nHidden', values: [1, 2] },
    });
    const back = importFile(sweepNpzBytes(exact, modelsOf(exact), ''), FALLBACK);
    const weights = (computed: Computed) => modelsOf(computed).map(({ parameters }) => parameters.weights);
    expect(weights((back as { computed: Computed }).computed)).toEqual(weights(exact));
  });

  test.each([
    ['"m = 1"', 'not a JSON list'],
    ['[]', 'not a JSON list'],
    ['[1]', 'not a JSON list'],
    ['["a", "b"]', 'no 1/W'],
  ])('of a sweep with the labels %s are refused: %s', (labels, words) => {
    const text = encodeNpy({ data: labels, shape: [] });
    const w = encodeNpy({ data: Float64Array.from([1, 0, 0, 1]), shape: [2, 2] });
    expect(() => importFile(zipSync({ 'labels.npy': text, '0/W.npy': w }), FALLBACK)).toThrow(words);
  });

  test('from elsewhere with W alone are models of their shape', () => {
    const w = encodeNpy({ data: Float32Array.from({ length: 24 }, (_, i) => i / 24), shape: [2, 4, 3] });
    const found = importFile(zipSync({ 'W.npy': w }), FALLBACK);
    expect(found.spec.model).toMatchObject({ nFeatures: 4, nHidden: 3, kind: 'relu-output' });
    expect(modelsOf((found as { computed: Computed }).computed)).toHaveLength(2);
    const flat = encodeNpy({ data: Float64Array.from([1, 0, 0, 1]), shape: [2, 2] });
    expect(importFile(zipSync({ 'W.npy': flat }), FALLBACK).spec.instances.count).toBe(1);
  });

  test('that are a spec become settings', () => {
    const spec = specOf(PRESETS[1]!.settings);
    expect(importFile(new TextEncoder().encode(JSON.stringify(spec)), FALLBACK)).toEqual({
      kind: 'spec',
      spec: completeSpec(spec),
    });
  });

  test.each([
    ['nothing', new Uint8Array(0), /none of those that are read here/],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6]), /none of those/],
    ['half an archive', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), /no NumPy archive/],
    [
      'an archive without W',
      zipSync({ 'b.npy': encodeNpy({ data: '', shape: [] }) }),
      /no W of shape.*it holds b/,
    ],
    ['the specs of a sweep', new TextEncoder().encode('[{"model": {}}, {}]'), /open the sweep by its link/],
    ['half a spec', new TextEncoder().encode('{"model": '), /begins like JSON and is none/],
    ['another spec', new TextEncoder().encode('{"model": {"kind": "cubic"}}'), /model\.kind/],
    [
      'biases that do not fit',
      zipSync({
        'W.npy': encodeNpy({ data: Float64Array.from([1, 0, 0, 1]), shape: [2, 2] }),
        'b.npy': encodeNpy({ data: Float64Array.from([1, 0, 0]), shape: [3] }),
      }),
      /b has shape \[3\].*2 numbers are needed/,
    ],
  ])('that hold %s are refused in words', (_, bytes, reason) => {
    expect(() => importFile(bytes, FALLBACK)).toThrow(reason);
  });
});

describe('code', () => {
  /** Runs a program as if it stood in a folder where the packages are installed. */
  function runNode(name: string, code: string): string {
    const file = join(REPOSITORY, 'apps/docs', `.lab-${name}-${process.pid}.mjs`);
    writeFileSync(file, code);
    try {
      const { stdout, stderr, status } = spawnSync(process.execPath, [file], {
        cwd: folder,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
      return stdout;
    } finally {
      rmSync(file);
    }
  }

  test.each([EXPERIMENTS[1]!, EXPERIMENTS[2]!])(
    'for Node, of %s, gives the fingerprint and the files',
    async (_, settings) => {
      const original = await compute(settings);
      const lines = runNode('sampled', nodeProgram(settings)).trim().split('\n');
      expect(lines.at(-1)).toBe(await fingerprint(original));
      expect(lines).toHaveLength(modelsOf(original).length + 1);
      const saved = importFile(readFileSync(join(folder, 'run-1.safetensors')), FALLBACK);
      expect(modelsOf((saved as { computed: Computed }).computed)[0]!.loss).toBe(modelsOf(original)[0]!.loss);
    },
  );

  test('for Node, of a TensorFlow.js backend with another activation, trains as the page would', async () => {
    const settings: Settings = { ...QUICK, steps: 5, backend: 'tfjs-cpu', activation: 'gelu' };
    const { tfjsBackend } = await import('@toymodels/backend-tfjs');
    const expected = await fingerprint(
      await computeSampled(settings, { backend: tfjsBackend({ device: 'cpu', outputActivation: 'gelu' }) }),
    );
    expect(runNode('tfjs', nodeProgram(settings)).trim().split('\n').at(-1)).toBe(expected);
  });

  test('for Node, with relaxed SIMD, asks for it, and gives this machine’s bits', async () => {
    const settings: Settings = { ...QUICK, steps: 5, backend: 'wasm-relaxed' };
    const program = nodeProgram(settings);
    expect(program).toContain('wasmBackend({ relaxedSimd: true })');
    const expected = await fingerprint(
      await computeSampled(settings, { backend: wasmBackend({ relaxedSimd: true }) }),
    );
    expect(runNode('relaxed', program).trim().split('\n').at(-1)).toBe(expected);
    expect(commandLine(settings)).toContain(' --backend wasm-relaxed');
  });

  test.each<[string, Settings]>([
    ['ReLU output', { ...DEFAULTS, featureProbability: 0.05, method: 'exact', exactStarts: 6 }],
    ['linear', { ...DEFAULTS, kind: 'linear', method: 'exact', count: 2 }],
  ])('for Node, of exact optima, %s, gives the losses', async (_, settings) => {
    const lines = runNode('exact', nodeProgram(settings))
      .split('\n')
      .filter((line) => /^\d /.test(line));
    const losses = modelsOf(await computeExact(settings)).map(({ loss }) => loss);
    expect(lines.map((line) => Number(line.split(' ')[1]))).toEqual(losses);
  });

  test('for the command line is a spec that the command takes', async () => {
    const line = commandLine(QUICK)!;
    const spec = JSON.parse(/<<'END'\n([\s\S]*?)\nEND/.exec(line)![1]!) as Parameters<typeof trainToEnd>[0];
    expect(completeSpec(spec)).toEqual(completeSpec(specOf(QUICK)));
    // As the line has it, but for where the command comes from.
    const script = line.replace(
      'npx --package @toymodels/cli toymodels',
      `'${process.execPath}' '${join(REPOSITORY, 'packages/cli/dist/bin.js')}'`,
    );
    const { status, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    const saved = importFile(readFileSync(join(folder, 'my-run/run.safetensors')), FALLBACK);
    expect(await fingerprint((saved as { computed: Computed }).computed)).toBe(
      await fingerprint(await compute(QUICK)),
    );
  });

  test('is not offered for the command line where that has no words for it', () => {
    for (const changes of [
      { method: 'exact' },
      { backend: 'webgl' },
      { backend: 'tfjs-cpu', activation: 'gelu' },
    ] as const)
      expect(commandLine({ ...DEFAULTS, ...changes })).toBeUndefined();
  });

  const python = ['python3', process.env['LAB_PYTHON'] ?? ''].find(
    (each) => each !== '' && spawnSync(each, ['-c', 'import numpy']).status === 0,
  );

  test('in Python reads the archive: the program where there is NumPy, its names in any case', async () => {
    const settings: Settings = { ...QUICK, count: 2 };
    const original = await compute(settings);
    const models = modelsOf(original);
    const bytes = npzBytes(original, models, 0, writeLink(settings));
    const program = pythonProgram(true);
    // What it asks for is in the file.
    const names = [...program.matchAll(/run\["(\w+)"\]/g)].map(([, name]) => `${name}.npy`);
    expect(Object.keys(unzipSync(bytes))).toEqual(expect.arrayContaining(names));
    const sweep: Settings = { ...QUICK, sweep: { over: 'nHidden', values: [1, 2] } };
    const both = await compute(sweep);
    const sweepBytes = sweepNpzBytes(both, modelsOf(both), writeLink(sweep));
    expect(Object.keys(unzipSync(sweepBytes))).toEqual(
      expect.arrayContaining(['labels.npy', '0/W.npy', '1/W.npy', '1/loss.npy']),
    );
    expect(pythonProgram(true, true)).toContain('sweep[f"{k}/W"]');
    if (python === undefined) return;
    writeFileSync(join(folder, 'sweep.npz'), sweepBytes);
    writeFileSync(join(folder, 'run.npz'), bytes);
    const whole = spawnSync(python, ['-c', pythonProgram(true, true)], { cwd: folder, encoding: 'utf8' });
    expect(whole.status, whole.stderr).toBe(0);
    expect(whole.stdout).toContain('m = 2 (1, 5, 2)');
    const check = `${program}\nprint(json.dumps([W.shape, W.dtype.name, float(W[1, 2, 1]), float(b[1, 4]), spec["model"]["nFeatures"], str(run["link"]), run["losses"].shape]))`;
    const { status, stdout, stderr } = spawnSync(python, ['-c', check], { cwd: folder, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    const { weights, bias } = models[1]!.parameters;
    expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toEqual([
      [2, 5, 2], 'float32', weights[2 * 2 + 1], bias[4], 5, writeLink(settings), [3, 2],
    ]); // prettier-ignore
  });
});

describe('two experiments on the same scales', () => {
  const sceneOf = (settings: Settings, computed: Computed) => {
    const models = modelsOf(computed);
    return { settings, models, measures: models.map(measure), curves: lossCurvesOf(computed) };
  };
  const { document } = parseHTML('<html></html>');
  const options = { theme: 'light', width: 400, idPrefix: 'x', document } as const;

  test('have room for both, and each alone is drawn differently when the other is larger', async () => {
    const small: Settings = { ...QUICK, initialScale: 0.3, steps: 0 };
    const large: Settings = { ...QUICK, initialScale: 3, steps: 60 };
    const [a, b] = [sceneOf(small, await compute(small)), sceneOf(large, await compute(large))];
    const scales = sharedScales([a, b]);
    const norms = (scene: typeof a): number[] => {
      const { weights } = scene.models[0]!.parameters;
      return [0, 1, 2, 3, 4].map((i) => Math.hypot(weights[2 * i]!, weights[2 * i + 1]!));
    };
    const longest = Math.max(...norms(a), ...norms(b));
    expect(Math.max(...norms(b))).toBeGreaterThan(1.2);
    expect(scales.plane).toBeCloseTo(1.06 * longest, 12);
    expect(scales.norms).toBeCloseTo(1.02 * longest, 12);
    expect(sharedScales([b, a])).toEqual(scales);
    for (const view of ['vectors', 'portrait', 'weights'] as const) {
      const own = drawView(view, a, options);
      const shared = drawView(view, a, options, scales);
      if (!('svg' in own && 'svg' in shared)) throw new Error(`${view} is drawn`);
      expect(shared.svg).not.toBe(own.svg);
      // The larger one sets the scale: for it nothing changes.
      expect(drawView(view, b, options, scales)).toEqual(drawView(view, b, options));
    }
  });

  test('share a sweep’s axes when both go over the same, and not when they do not', async () => {
    const over = (values: readonly number[]): Settings => ({ ...QUICK, sweep: { over: 'nHidden', values } });
    const [a, b] = await Promise.all(
      [over([1, 2]), over([2, 4])].map(async (settings) => sceneOf(settings, await compute(settings))),
    );
    const scales = sharedScales([a!, b!]);
    expect(scales.swept).toEqual([1, 4]);
    const losses = [...a!.models, ...b!.models].map(({ loss }) => loss);
    expect(scales.panels!['loss']).toEqual([Math.min(...losses), Math.max(...losses)]);
    const other: Settings = { ...QUICK, sweep: { over: 'batchSize', values: [16, 64] } };
    const c = sceneOf(other, await compute(other));
    expect(sharedScales([a!, c])).not.toHaveProperty('swept');
    for (const scene of [a!, b!]) expect(drawView('sweep', scene, options, scales)).toHaveProperty('svg');
  });
});

test('the reference backend and the page’s agree on a small experiment', async () => {
  const settings: Settings = { ...QUICK, steps: 10 };
  const [fast, slow] = await Promise.all([
    compute(settings),
    trainToEnd(specOf(settings), { backend: referenceBackend() }),
  ]);
  const weights = modelsOf(fast)[0]!.parameters.weights;
  slow.parameters.weights.forEach((value, at) => expect(weights[at]).toBeCloseTo(value, 4));
});
