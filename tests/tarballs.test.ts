// What a stranger gets: each package, packed and installed alone into an empty project, must work in plain
// Node and in a Vite production build. Catches files missing from the tarball, undeclared dependencies and
// workspace-only paths, none of which a test inside the workspace can see.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  // TRAINING: the program that both tests run.
  const program = `
    import { RandomStream } from '@toymodels/core';
    import * as backend from '@toymodels/backend-wasm';
    globalThis.result = [typeof RandomStream, typeof backend];
  `;
  const expected = '["function","object"]';
  let folder: string;

  beforeAll(async () => {
    folder = await install('training', ['@toymodels/core', '@toymodels/backend-wasm']);
  });

  test('run in plain Node', async () => {
    expect(await runInNode(folder, `${program}\nconsole.log(JSON.stringify(globalThis.result));`)).toBe(
      expected,
    );
  });

  test('are bundled by a Vite production build into a page that asks no other host for anything', async () => {
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><script type="module" src="/page.js"></script>',
    );
    writeFileSync(join(folder, 'page.js'), program);

    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      build: { outDir: 'dist', target: 'es2022' },
    });

    const assets = readdirSync(join(folder, 'dist', 'assets'));
    const code = assets
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(folder, 'dist', 'assets', file), 'utf8'))
      .join('\n');
    expect(code).toContain('globalThis.result');
    expect(code).not.toMatch(/from\s*["']@toymodels/);
    expect(code).not.toMatch(/\b(fetch|import|importScripts)\(\s*["'`]https?:/);
  });
});
