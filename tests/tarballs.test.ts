// What a stranger gets: each package, packed and installed alone into an empty project, must work in plain
// Node and in a Vite production build. Catches files missing from the tarball, undeclared dependencies and
// workspace-only paths, none of which a test inside the workspace can see.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchOptions } from '../scripts/find-chromium.mjs';
import { packAll } from '../scripts/lib/pack.mjs';
import { workspaces } from '../scripts/lib/workspace.mjs';

const run = promisify(execFile);
const names = workspaces('packages').map(({ manifest }) => manifest.name);

let home: string;
let tarballs: Map<string, string>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'toymodels-tarballs-'));
  tarballs = await packAll(join(home, 'tarballs'));
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** An empty project with these packages installed from their tarballs; returns its folder. */
async function install(project: string, packages: readonly string[]): Promise<string> {
  const folder = join(home, project);
  mkdirSync(folder);
  const tarball = (name: string): string => `file:${tarballs.get(name)}`;
  const dependencies = Object.fromEntries(packages.map((name) => [name, tarball(name)]));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies }),
  );
  // Without hoisting, a package can import only what it declares. Overrides send our packages' dependencies
  // on each other to the tarballs too, for these versions are published nowhere.
  const settings = {
    packages: [],
    hoist: false,
    overrides: Object.fromEntries(names.map((name) => [name, tarball(name)])),
    minimumReleaseAge: 0,
  };
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), JSON.stringify(settings));
  await run('pnpm', ['install', '--prefer-offline', '--no-frozen-lockfile', '--ignore-scripts'], {
    cwd: folder,
  });
  return folder;
}

/** Runs an ES module in plain Node in that folder; returns what it printed. */
async function runInNode(folder: string, script: string): Promise<string> {
  writeFileSync(join(folder, 'main.mjs'), script);
  const { stdout } = await run(process.execPath, ['main.mjs'], { cwd: folder });
  return stdout.trim();
}

describe('a package installed alone from its tarball', () => {
  test.each(names)('%s is imported by plain Node and has exports', async (name) => {
    const folder = await install(name.replace('/', '-'), [name]);

    const printed = await runInNode(
      folder,
      `import * as all from '${name}';\nconsole.log(JSON.stringify(Object.keys(all)));`,
    );

    expect(JSON.parse(printed)).not.toEqual([]);
  });
});

describe('core and backend-wasm, installed from their tarballs', () => {
  // Trains five features in two dimensions for 200 steps and keeps the weights as an array of numbers.
  const program = `
    import { trainToEnd } from '@toymodels/core';
    import { wasmBackend } from '@toymodels/backend-wasm';
    const spec = {
      model: { kind: 'relu-output', nFeatures: 5, nHidden: 2 },
      data: { featureProbability: 0.1, importance: { curve: 'geometric', first: 1, ratio: 0.9 } },
      instances: { count: 2 },
      training: { steps: 200 },
      seed: 1,
    };
    const run = await trainToEnd(spec, { backend: wasmBackend({ workers: 2 }) });
    globalThis.weights = Array.from(run.parameters.weights);
  `;
  let folder: string;
  let inNode: number[];

  beforeAll(async () => {
    folder = await install('training', ['@toymodels/core', '@toymodels/backend-wasm']);
    inNode = JSON.parse(
      await runInNode(folder, `${program}\nconsole.log(JSON.stringify(globalThis.weights)); process.exit();`),
    );
  });

  test('train in plain Node', () => {
    expect(inNode).toHaveLength(2 * 5 * 2);
    expect(inNode.every(Number.isFinite)).toBe(true);
  });

  test('train to the same bits in a page built by Vite, which asks no other host for anything', async () => {
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><script type="module" src="/page.js"></script>',
    );
    writeFileSync(join(folder, 'page.js'), program);
    const config = { root: folder, configFile: false, logLevel: 'error' } as const;
    await build({ ...config, build: { target: 'es2022' } });
    const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
    const browser = await chromium.launch(launchOptions());
    try {
      const { port } = server.httpServer.address() as AddressInfo;
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('request', (request) => {
        const { protocol, host } = new URL(request.url());
        if (protocol.startsWith('http') && host !== `127.0.0.1:${port}`) problems.push(request.url());
      });

      await page.goto(`http://127.0.0.1:${port}/`);
      const weights = await page.waitForFunction('globalThis.weights', undefined, { timeout: 60_000 });

      expect(await weights.jsonValue()).toEqual(inNode);
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
      await server.close();
    }
  });
});
