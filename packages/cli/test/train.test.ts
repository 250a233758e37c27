import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeRun, decodeSafetensors, type Backend, referenceBackend, type RunSpec } from '@toymodels/core';
import type { BackendEntry } from '@toymodels/cli';
import { run, temporaryFolder } from './fakes.js';

const SPEC: RunSpec = {
  model: { kind: 'relu-output', nFeatures: 3, nHidden: 2 },
  data: { featureProbability: 0.5 },
  instances: { count: 2 },
  training: { steps: 12, batchSize: 8, recordEvery: 3, evaluationSamples: 16 },
};

async function folderWith(spec: unknown): Promise<string> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'spec.json'), typeof spec === 'string' ? spec : JSON.stringify(spec));
  return cwd;
}

const train = (cwd: string, ...more: string[]) =>
  run(['train', 'spec.json', '--out', 'run', '--backend', 'reference', ...more], { io: { cwd } });

/** The reference backend, interrupted (as by Ctrl-C) once a model has done `after` steps. */
function interrupting(after: number, controller: AbortController): BackendEntry {
  const reference = referenceBackend();
  const backend: Backend = {
    name: 'reference',
    async createTrainer(resolved, state) {
      const trainer = await reference.createTrainer(resolved, state);
      const advance = trainer.advance.bind(trainer);
      trainer.advance = (options) =>
        advance({
          ...options,
          onProgress(progress) {
            options.onProgress?.(progress);
            if (progress.modelSteps >= after) controller.abort();
          },
        });
      return trainer;
    },
  };
  return { name: 'reference', description: '', hasWorkers: false, load: () => Promise.resolve(backend) };
}

describe('toymodels train --profile', () => {
  test('says where the time of a step goes, and by which way each instance is computed', async () => {
    const cwd = await folderWith(SPEC);
    const { code, out } = await run(['train', 'spec.json', '--out', 'run', '--profile', '--json'], {
      io: { cwd },
    });
    expect(code).toBe(0);
    const { profile } = JSON.parse(out) as {
      profile: { step: number; phases: Record<string, number>; instances: { path: string }[] };
    };
    expect(Object.keys(profile.phases)).toEqual(['data', 'forward', 'backward', 'optimiser']);
    expect(Object.values(profile.phases).every((part) => part >= 0)).toBe(true);
    expect(profile.step).toBeGreaterThan(0);
    expect(profile.instances.map(({ path }) => path)).toEqual(['dense', 'dense']);

    const text = await run(['train', 'spec.json', '--out', 'text', '--profile'], { io: { cwd } });
    expect(text.out).toMatch(/instances computed as: dense \(2\)/);
  });

  test('belongs to the wasm kernel only', async () => {
    const cwd = await folderWith(SPEC);
    const { code, err } = await train(cwd, '--profile');
    expect(code).toBe(2);
    expect(err).toMatch(/--profile measures the wasm kernel; leave --backend out/);
  });
});

describe('toymodels train', () => {
  test('writes the run as safetensors, its summary and its complete spec', async () => {
    const cwd = await folderWith(SPEC);

    const { code, out } = await train(cwd, '--seed', '4', '--checkpoints', '0,6');

    expect(code).toBe(0);
    expect(out).toMatch(/^finished: 2 models, losses from [\d.]+ to [\d.]+\nrun\/run\.safetensors/);
    expect((await readdir(join(cwd, 'run'))).sort()).toEqual([
      'run.safetensors',
      'spec.json',
      'summary.json',
    ]);
    const bytes = await readFile(join(cwd, 'run', 'run.safetensors'));
    expect(decodeSafetensors(bytes).tensors['weights']!.shape).toEqual([2, 3, 2]);
    const result = decodeRun(bytes);
    expect(result.checkpoints.map(({ step }) => step)).toEqual([0, 6]);
    expect(JSON.parse(await readFile(join(cwd, 'run', 'spec.json'), 'utf8'))).toEqual(result.spec);
    expect(JSON.parse(await readFile(join(cwd, 'run', 'summary.json'), 'utf8'))).toMatchObject({
      status: 'finished',
      seed: 4,
      steps: 12,
      stepsDone: 12,
      models: result.models.map(({ instance, loss }) => ({ instance, loss })),
    });
  });

  test('an interrupted run gives exit 130, and --resume ends with the bytes of one that never stopped', async () => {
    const straight = await folderWith(SPEC);
    await train(straight, '--checkpoints', '9');
    const cwd = await folderWith(SPEC);
    const controller = new AbortController();
    const args = ['train', 'spec.json', '--out', 'run', '--backend', 'reference', '--checkpoints', '9'];

    const first = await run(args, {
      backends: [interrupting(10, controller)],
      io: { cwd, signal: controller.signal },
    });

    expect(first.code).toBe(130);
    expect(first.err).toContain('Interrupted after step 5 of 12; the same command with --resume goes on.');
    expect(JSON.parse(await readFile(join(cwd, 'run', 'summary.json'), 'utf8'))).toMatchObject({
      status: 'aborted',
      stepsDone: 5,
    });

    expect((await train(cwd, '--checkpoints', '9', '--resume')).code).toBe(0);
    for (const name of ['run.safetensors', 'summary.json']) {
      const bytes = await Promise.all([straight, cwd].map((folder) => readFile(join(folder, 'run', name))));
      expect(bytes[0]!.equals(bytes[1]!), name).toBe(true);
    }
  });

  test('the state is kept every minute, and the bytes are those of a run that was never kept', async () => {
    const straight = await folderWith(SPEC);
    await train(straight, '--checkpoints', '9');
    const cwd = await folderWith(SPEC);
    const path = join(cwd, 'run', 'run.safetensors');
    const reference = referenceBackend();
    const found: (readonly [status: string, step: number])[] = [];
    const backend: Backend = {
      name: 'reference',
      async createTrainer(resolved, state) {
        const kept = await readFile(path).catch(() => undefined);
        if (kept) found.push([decodeRun(kept).status, decodeRun(kept).models[0]!.step]);
        return reference.createTrainer(resolved, state);
      },
    };
    const entry = {
      name: 'reference',
      description: '',
      hasWorkers: false,
      load: () => Promise.resolve(backend),
    };
    let clock = 0;

    const { code } = await run(
      ['train', 'spec.json', '--out', 'run', '--backend', 'reference', '--checkpoints', '9'],
      { backends: [entry], io: { cwd, now: () => (clock += 10_000) } },
    );

    expect(code).toBe(0);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(([status]) => status === 'aborted')).toBe(true);
    const steps = found.map(([, step]) => step);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    for (const name of ['run.safetensors', 'summary.json']) {
      const bytes = await Promise.all([straight, cwd].map((folder) => readFile(join(folder, 'run', name))));
      expect(bytes[0]!.equals(bytes[1]!), name).toBe(true);
    }
  });

  test('--resume begins where there is nothing, and does nothing where all is done', async () => {
    const cwd = await folderWith(SPEC);

    expect((await train(cwd, '--resume')).code).toBe(0);
    const again = await train(cwd, '--resume');

    expect(again).toMatchObject({ code: 0, err: expect.stringContaining('complete already') });
    expect(again.out).toMatch(/^finished: 2 models/);
  });

  test('--resume refuses another spec and names the difference', async () => {
    const cwd = await folderWith(SPEC);
    await train(cwd);

    const { code, err } = await train(cwd, '--resume', '--seed', '5');

    expect(code).toBe(2);
    expect(err).toContain('the run to resume has another spec: seed was 0, is now 5;');
  });

  test('--resume refuses a truncated run and leaves it as it is', async () => {
    const cwd = await folderWith(SPEC);
    await train(cwd);
    const path = join(cwd, 'run', 'run.safetensors');
    await truncate(path, 600);

    const { code, err } = await train(cwd, '--resume');

    expect(code).toBe(1);
    expect(err).toContain('run.safetensors cannot be resumed: not a whole safetensors file of 600 bytes');
    expect((await readFile(path)).length).toBe(600);
  });

  test('a run is replaced only with --force', async () => {
    const cwd = await folderWith(SPEC);
    await train(cwd);

    const refused = await train(cwd, '--seed', '5');
    const forced = await train(cwd, '--seed', '5', '--force');

    expect(refused.code).toBe(2);
    expect(refused.err).toContain('run holds a run already; --resume goes on with it, --force replaces it');
    expect(forced.code).toBe(0);
    expect(decodeRun(await readFile(join(cwd, 'run', 'run.safetensors'))).spec.seed).toBe(5);
  });

  test('a diverged run is kept and told of', async () => {
    const optimiser = { learningRate: 1e300 };
    const cwd = await folderWith({ ...SPEC, training: { ...SPEC.training, optimiser } });

    const { code, out, err } = await train(cwd);

    expect(code).toBe(0);
    expect(out).toMatch(/^diverged: 2 models\n/);
    expect(err).toContain('2 of 2 models diverged');
    expect(JSON.parse(await readFile(join(cwd, 'run', 'summary.json'), 'utf8')).models[0].loss).toBeNull();
  });

  test('--json prints the summary', async () => {
    const cwd = await folderWith(SPEC);

    const { out } = await train(cwd, '--json');

    expect(JSON.parse(out)).toMatchObject({ out: join(cwd, 'run'), status: 'finished', models: [{}, {}] });
  });

  test.each([
    {
      what: 'a spec that is not JSON',
      spec: '{ "model": ',
      says: ['spec.json is not JSON', 'double quotes'],
    },
    {
      what: 'an unknown key',
      spec: { ...SPEC, sede: 1 },
      says: ['spec.json: invalid run spec', 'sede: unknown key'],
    },
    {
      what: 'a probability above 1',
      spec: { ...SPEC, data: { featureProbability: 1.5 } },
      says: ['data.featureProbability: given 1.5'],
    },
    {
      what: 'no features',
      spec: { ...SPEC, model: { ...SPEC.model, nFeatures: 0 } },
      says: ['model.nFeatures: given 0'],
    },
    {
      what: 'a set that names a feature twice',
      spec: { ...SPEC, data: { featureProbability: 0.5, sets: [{ kind: 'correlated', features: [1, 1] }] } },
      says: ['names feature 1 twice'],
    },
    { what: 'a list', spec: [SPEC], says: ['invalid run spec'] },
  ])('refuses $what with exit 2 and one message', async ({ spec, says }) => {
    const cwd = await folderWith(spec);

    const { code, err } = await train(cwd, '--seed', '1');

    expect(code).toBe(2);
    for (const text of says) expect(err).toContain(text);
    expect(err).not.toMatch(/^\s+at /m);
    expect(await readdir(cwd)).toEqual(['spec.json']);
  });

  test('refuses a spec file that is not there with exit 1', async () => {
    const cwd = await temporaryFolder();

    const { code, err } = await train(cwd);

    expect(code).toBe(1);
    expect(err).toBe(
      'toymodels: cannot read the spec spec.json: there is no such file; give the path of a JSON file\n',
    );
  });

  test('refuses a checkpoint beyond the end', async () => {
    const cwd = await folderWith(SPEC);

    const { code, err } = await train(cwd, '--checkpoints', '3,99');

    expect(code).toBe(2);
    expect(err).toContain('checkpoint 99 lies beyond the run; allowed are steps from 0 to 12');
  });
});
