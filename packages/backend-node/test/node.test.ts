// What must hold with or without the native library; that it computes right, the parity suite says.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nodeBackend, setupTfjsNode } from '@toymodels/backend-node';
import {
  BackendUnavailableError,
  FileAccessError,
  initialState,
  resolveRun,
  trainToEnd,
} from '@toymodels/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cacheFolder, readyIn, setupFolder, tfjsNodeIn } from '../src/folder.js';

const BIN = fileURLToPath(new URL('../bin/toymodels-setup-tfjs-node.js', import.meta.url));
const spec = {
  model: { kind: 'relu-output', nFeatures: 5, nHidden: 2 },
  data: { featureProbability: 0.2 },
  training: { steps: 10, batchSize: 32, evaluationSamples: 100 },
} as const;

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'toymodels-node-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

describe('on a machine without native TensorFlow', () => {
  beforeEach(() => vi.stubEnv('TOYMODELS_CACHE', home));

  test('the backend is made, and says what is missing and which command mends it', async () => {
    expect(await nodeBackend().availability()).toEqual({
      available: false,
      reason: 'native TensorFlow is not set up on this machine',
      mend: 'run: npx -p @toymodels/backend-node toymodels-setup-tfjs-node',
    });
  });

  test('a trainer is refused with the same in one error', async () => {
    const run = resolveRun(spec);
    const refused = nodeBackend().createTrainer(run, initialState(run));
    await expect(refused).rejects.toThrow(BackendUnavailableError);
    await expect(refused).rejects.toThrow(
      /not set up on this machine; run: npx -p @toymodels\/backend-node toymodels-setup-tfjs-node$/,
    );
  });

  test('a set-up that does not load is named with its folder', async () => {
    mkdirSync(setupFolder(), { recursive: true });
    writeFileSync(join(setupFolder(), 'ready.json'), '{}');
    const found = await nodeBackend().availability();
    expect(found).toMatchObject({
      available: false,
      mend: 'run: npx -p @toymodels/backend-node toymodels-setup-tfjs-node --force',
    });
    expect(!found.available && found.reason).toContain(setupFolder());
  });
});

describe('the set-up', () => {
  test('that cannot reach npm says so and leaves nothing behind', async () => {
    vi.stubEnv('PATH', home);
    const folder = join(home, 'cache', 'tfjs-node');
    const failed = setupTfjsNode({ folder });
    await expect(failed).rejects.toThrow(FileAccessError);
    await expect(failed).rejects.toThrow(/npm could not fetch @tensorflow\/tfjs-node/);
    expect(readdirSync(join(home, 'cache'))).toEqual([]);
  });

  test('uses the cache folder of each kind of system, or the one it is given', () => {
    expect(cacheFolder({ TOYMODELS_CACHE: '/there' }, 'linux')).toBe('/there');
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/x/toymodels');
    expect(cacheFolder({}, 'linux')).toMatch(/\/\.cache\/toymodels$/);
    expect(cacheFolder({}, 'darwin')).toMatch(/Library\/Caches\/toymodels$/);
    expect(cacheFolder({ LOCALAPPDATA: '/local' }, 'win32')).toMatch(/local\/toymodels$/);
  });

  test('explains itself, and refuses wrong arguments with exit code 2', async () => {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [BIN, '--help']);
    expect(stdout).toContain(setupFolder());
    for (const args of [
      ['--sauce', 'wheel'],
      ['--source', 'moon'],
    ]) {
      await expect(run(process.execPath, [BIN, ...args])).rejects.toMatchObject({ code: 2 });
    }
  });

  test('a second time finds what is there and leaves it alone', async ({ skip }) => {
    if (!readyIn(setupFolder())) skip('native TensorFlow is not set up; run: npm run setup:tfjs-node');
    const said: string[] = [];
    const result = await setupTfjsNode({ say: (line) => said.push(line) });
    expect(result).toMatchObject({ wasThere: true, folder: setupFolder() });
    expect(said).toEqual([]);
    expect(existsSync(join(tfjsNodeIn(result.folder), 'lib'))).toBe(true);
  });
});

test('training on native TensorFlow leaves no tensor behind', async ({ skip }) => {
  const found = await nodeBackend().availability();
  if (!found.available) skip(`${found.reason}; ${found.mend}`);
  const { tf } = await import('@toymodels/backend-tfjs');
  await trainToEnd(spec, { backend: nodeBackend() });
  const before = tf.engine().memory().numTensors;
  await trainToEnd(spec, { backend: nodeBackend({ outputActivation: 'gelu' }) });
  await trainToEnd(spec, { backend: nodeBackend({ dataOnDevice: true }) });
  expect(tf.engine().memory().numTensors).toBe(before);
});
