// Workers that cannot start, that die, and that end with their trainer.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { BackendUnavailableError, initialState } from '@toymodels/core';
import { spawnWorker } from '#worker-host';
import { expect, test, vi } from 'vitest';
import { createTrainer } from '../src/backend.js';
import { kernelModule } from '../src/simd.js';
import type { WorkerHandle } from '../src/pool/remote.js';
import { bytesOf, runOf, trained } from './support.js';

test('where workers cannot be started, the calling thread trains the same bits and the device says so', async () => {
  const run = runOf();
  const backend = {
    name: 'no workers',
    createTrainer: (...[of, state]: [typeof run, ReturnType<typeof initialState>]) =>
      createTrainer(of, state, 2, () => {
        throw new Error('workers are forbidden');
      }),
  };
  const alone = await trained(backend, run, 10);
  expect(alone.device).toMatch(/calling thread.*workers are forbidden/);
  const { wasmBackend } = await import('@toymodels/backend-wasm');
  expect(bytesOf(alone.state)).toEqual(bytesOf((await trained(wasmBackend({ workers: 1 }), run, 10)).state));
});

test('where a worker fails to load, the calling thread trains', async () => {
  const broken = (): WorkerHandle => ({
    post: () => {},
    listen: (_, onEnd) => onEnd('no such script'),
    keepAlive: () => {},
    end: () => Promise.resolve(),
  });
  const run = runOf();
  const trainer = await createTrainer(run, initialState(run), 2, broken);
  expect(trainer.info.device).toMatch(/calling thread.*no such script/);
  expect((await trainer.advance({ toStep: 3 })).complete).toBe(true);
});

test('a worker that dies rejects what was asked, with what to do, and ends the others', async () => {
  const workers: WorkerHandle[] = [];
  const ends: number[] = [];
  const run = runOf({}, { instances: { count: 2 } });
  const trainer = await createTrainer(run, initialState(run), 2, () => {
    const worker = spawnWorker();
    const index = workers.length;
    const watched: WorkerHandle = {
      ...worker,
      end: () => {
        ends.push(index);
        return worker.end();
      },
    };
    workers.push(worker);
    return watched;
  });
  const advance = trainer.advance({ toStep: 1e8, onProgress: () => void workers[1]!.end() });
  await expect(advance).rejects.toThrow(BackendUnavailableError);
  await expect(advance).rejects.toThrow(/a worker of the wasm backend ended: exit code 1; .*workers: 0/);
  expect(new Set(ends)).toEqual(new Set([0, 1]));
  await expect(trainer.state()).rejects.toThrow(/lost a worker/);
});

test('a process ends by itself after dispose, and also when a trainer is forgotten', async () => {
  const entry = new URL('../dist/index.js', import.meta.url).href;
  const script = (ending: string): string => `
    import { resolveRun, initialState } from '@toymodels/core';
    import { wasmBackend } from '${entry}';
    const run = resolveRun({ model: { kind: 'linear', nFeatures: 2, nHidden: 1 }, data: { featureProbability: 1 }, instances: { count: 2 } });
    const trainer = await wasmBackend({ workers: 2 }).createTrainer(run, initialState(run));
    await trainer.advance({ toStep: 5 });
    ${ending}
    console.log('done');`;
  for (const ending of ['await trainer.dispose();', '']) {
    const args = ['--input-type=module', '-e', script(ending)];
    const cwd = new URL('..', import.meta.url);
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, timeout: 30_000 });
    expect(stdout.trim()).toBe('done');
  }
});

test('without SIMD, createTrainer says which engines have it', async () => {
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  try {
    await expect(kernelModule()).rejects.toThrow(BackendUnavailableError);
    await expect(kernelModule()).rejects.toThrow(/lacks SIMD; use Node/);
  } finally {
    validate.mockRestore();
  }
});
