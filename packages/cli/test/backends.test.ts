import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { BackendUnavailableError, referenceBackend } from '@toymodels/core';
import type { BackendEntry } from '@toymodels/cli';
import { fakeFigure, run, temporaryFolder } from './fakes.js';

interface Listed {
  readonly name: string;
  readonly available: boolean;
  readonly isDefault: boolean;
  readonly hasWorkers: boolean;
  readonly info?: { readonly precision: string; readonly device: string; readonly reproducible: boolean };
  readonly reason?: string;
  readonly mend?: string;
}

const list = async (backends?: readonly BackendEntry[]): Promise<Listed[]> => {
  const { code, out } = await run(['backends', '--json'], { ...(backends && { backends }) });
  expect(code).toBe(0);
  return JSON.parse(out) as Listed[];
};

const broken = (name: string, error: Error): BackendEntry => {
  return { name, description: 'a test', hasWorkers: false, load: () => Promise.reject(error) };
};

afterEach(() => vi.unstubAllEnvs());

/** Makes native TensorFlow look as on a machine where nobody has set it up. */
async function withoutNative(): Promise<void> {
  vi.stubEnv('TOYMODELS_CACHE', await temporaryFolder());
}

describe('toymodels backends', () => {
  test('lists every backend with what computes, or with the reason and the mend', async () => {
    await withoutNative();

    const listed = await list();

    expect(listed.map(({ name, available }) => [name, available])).toEqual([
      ['wasm', true],
      ['wasm-relaxed', true],
      ['reference', true],
      ['tfjs-cpu', true],
      ['tfjs-wasm', true],
      ['node', false],
      ['webgl', false],
      ['webgpu', false],
    ]);
    expect(listed.map(({ info }) => info?.precision)).toEqual([
      'float32',
      'float32',
      'float64',
      'float32',
      'float32',
      undefined,
      undefined,
      undefined,
    ]);
    expect(listed.find(({ name }) => name === 'wasm-relaxed')?.info).toMatchObject({
      device: expect.stringMatching(/^WebAssembly relaxed SIMD, \d+ workers?$/),
      reproducible: false,
    });
    expect(listed.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(['wasm']);
    expect(listed.find(({ name }) => name === 'node')).toMatchObject({
      reason: 'native TensorFlow is not set up on this machine',
      mend: expect.stringMatching(/toymodels-setup-tfjs-node.*pnpm setup:tfjs-node/),
    });
    for (const { reason, mend } of listed.slice(6)) {
      expect(reason).toBe('it runs in browsers only');
      expect(mend).toMatch(/@toymodels\/backend-(webgl|tfjs)/);
    }
  });

  test('says the same as text', async () => {
    await withoutNative();

    const { code, out } = await run(['backends']);

    expect(code).toBe(0);
    expect(out).toMatch(
      /✓ wasm {10}WebAssembly SIMD on all cores \(default\)\n +WebAssembly SIMD, \d+ workers?; float32/,
    );
    expect(out).toMatch(
      /✗ node .*\n +not available: native TensorFlow is not set up on this machine\n +run: npx/,
    );
  });

  test('a package that is missing is named with its installation', async () => {
    const missing = Object.assign(
      new Error("Cannot find package '@toymodels/backend-node' imported from x"),
      {
        code: 'ERR_MODULE_NOT_FOUND',
      },
    );

    expect(await list([broken('node', missing)])).toMatchObject([
      {
        available: false,
        reason: '@toymodels/backend-node is not installed',
        mend: 'npm install @toymodels/backend-node',
      },
    ]);
  });

  test('a backend of one worker a core ends its workers', async () => {
    const dispose = vi.fn<() => Promise<void>>(() => Promise.resolve());
    const reference = referenceBackend();
    const entry: BackendEntry = {
      name: 'mine',
      description: '',
      hasWorkers: true,
      load: () =>
        Promise.resolve({
          name: 'mine',
          createTrainer: async (resolved, state) =>
            Object.assign(await reference.createTrainer(resolved, state), { dispose }),
        }),
    };

    expect(await list([entry])).toMatchObject([{ name: 'mine', available: true }]);
    expect(dispose).toHaveBeenCalledOnce();
  });
});

describe('--backend', () => {
  const untouched = [
    fakeFigure({
      id: 'a',
      onRun() {
        throw new Error('trained although the backend cannot be used');
      },
    }),
  ];

  test.each([
    {
      name: 'node',
      says: /^toymodels: backend node is not available: .*; run: .*\(in a checkout .*setup:tfjs-node\)\n$/,
    },
    { name: 'webgl', says: /runs in browsers only; in a page use webglBackend\(\)/ },
    { name: 'webgpu', says: /runs in browsers only; in a page use tfjsBackend/ },
  ])('$name, where it cannot run, ends with exit 2, the reason and the mend', async ({ name, says }) => {
    await withoutNative();
    const cwd = await temporaryFolder();
    await writeFile(
      join(cwd, 's.json'),
      '{"model":{"kind":"linear","nFeatures":1,"nHidden":1},"data":{"featureProbability":1}}',
    );

    const reproduced = await run(['reproduce', '--backend', name], { figures: untouched, io: { cwd } });
    const trained = await run(['train', 's.json', '--out', 'run', '--backend', name], { io: { cwd } });

    expect([reproduced.code, trained.code]).toEqual([2, 2]);
    expect(reproduced.err).toMatch(says);
    expect(trained.err).toBe(reproduced.err);
    expect(await readdir(cwd)).toEqual(['s.json']);
  });

  test('one that fails to load says what it said, with exit 2', async () => {
    const backends = [
      broken('gpu', new BackendUnavailableError('no GPU was found; choose --backend wasm')),
      broken('absent', new Error('it broke')),
    ];
    const cwd = await temporaryFolder();
    const gpu = await run(['reproduce', '--backend', 'gpu'], { figures: untouched, backends, io: { cwd } });
    const absent = await run(['reproduce', '--backend', 'absent'], {
      figures: untouched,
      backends,
      io: { cwd },
    });

    expect(gpu).toMatchObject({ code: 2, err: 'toymodels: no GPU was found; choose --backend wasm\n' });
    expect(absent).toMatchObject({
      code: 2,
      err: 'toymodels: backend absent cannot be used here: it broke\n',
    });
  });

  test.each(['wasm', 'wasm-relaxed', 'tfjs-cpu', 'tfjs-wasm'])(
    '%s makes the figure that the reference makes',
    async (name) => {
      const cwd = await temporaryFolder();
      const make = async (backend: string): Promise<number> => {
        const args = ['reproduce', '--backend', backend, '--out', backend, '--json'];
        const losses: number[] = [];
        const figures = [
          fakeFigure({
            id: 'a',
            claims: ({ loss }) => {
              losses.push(loss);
              return [];
            },
          }),
        ];
        expect((await run(args, { figures, io: { cwd } })).code).toBe(0);
        return losses[0]!;
      };

      expect(await make(name)).toBeCloseTo(await make('reference'), 5);
    },
  );
});
