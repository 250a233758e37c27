import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { decodeRun, VERSION } from '@toymodels/core';
import { temporaryFolder } from './fakes.js';

const BIN = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const FAKES = fileURLToPath(new URL('program-of-fakes.mjs', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts a program of its own; `said` waits until stderr holds a text. */
function start(script: string, args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [script, ...args], { cwd, env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<Ended>((done) => child.on('close', (code) => done({ code, out, err })));
  const said = async (text: string): Promise<void> => {
    while (!err.includes(text))
      await Promise.race([wait(10), ended.then(() => Promise.reject(new Error(err)))]);
  };
  return { child, ended, said };
}

describe('the executable', () => {
  test.each([
    { args: ['--version'], code: 0 },
    { args: ['list', '--json'], code: 0 },
    { args: ['backends', '--json'], code: 0 },
    { args: ['theory', 'kgon', '--k', '3..10'], code: 0 },
    { args: ['theory', 'kgon', '--k', '10..3'], code: 2 },
    { args: ['reproduce', 'no-such-figure'], code: 2 },
    { args: ['reproduce', '--backend', 'webgl'], code: 2 },
    { args: ['reproduce', 'intro', '--out', BIN], code: 1 },
  ])('toymodels $args ends with exit $code', async ({ args, code }) => {
    const ended = await start(BIN, args, await temporaryFolder()).ended;

    expect(ended.code, ended.err).toBe(code);
  });

  test('prints its version on stdout alone', async () => {
    const ended = await start(BIN, ['--version'], await temporaryFolder()).ended;

    expect(ended).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
  });

  test('reproduces a figure of the paper with its own backend, the same bytes for 1 and 2 workers', async () => {
    const cwd = await temporaryFolder();
    for (const workers of ['1', '2']) {
      const args = ['reproduce', 'intro', '--workers', workers, '--out', workers, '--json'];
      const { code, out, err } = await start(BIN, args, cwd).ended;
      expect(code, err).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ backend: 'wasm', figures: [{ id: 'intro', status: 'made' }] });
    }
    for (const name of ['data.json', 'claims.json', 'spec.json', 'figure.svg', 'figure.png']) {
      const bytes = await Promise.all(['1', '2'].map((folder) => readFile(join(cwd, folder, 'intro', name))));
      expect(bytes[0]!.equals(bytes[1]!), name).toBe(true);
    }
  });
});

describe('Ctrl-C', () => {
  test('ends with exit 130, keeps the finished figure, and the next run goes on', async () => {
    const cwd = await temporaryFolder();
    const program = start(FAKES, ['reproduce', '--out', 'out'], cwd);
    await program.said('running second');

    program.child.kill('SIGINT');
    program.child.kill('SIGINT'); // the same keypress, passed on by a wrapper
    const first = await program.ended;

    expect(first.code).toBe(130);
    expect(first.out).toContain('Report: out/report.html');
    expect((await readdir(join(cwd, 'out'))).sort()).toEqual(['first', 'report.html', 'report.md']);

    const second = await start(FAKES, ['reproduce', '--out', 'out'], cwd, { SECOND: 'fast' }).ended;

    expect(second.code).toBe(0);
    expect(second.err).not.toContain('running first');
    expect(second.out).toContain('1 figure made, 1 kept from an earlier run');
  });

  test('a second one later ends a process that does not listen at once', async () => {
    const cwd = await temporaryFolder();
    const program = start(FAKES, ['reproduce', '--out', 'out'], cwd, { STUBBORN: 'yes' });
    await program.said('running second');

    program.child.kill('SIGINT');
    await wait(1200);
    program.child.kill('SIGINT');

    expect((await program.ended).code).toBe(130);
    expect(await readdir(join(cwd, 'out'))).toEqual(['first']);
  });

  test('keeps a run under training, and --resume goes on with it', async () => {
    const cwd = await temporaryFolder();
    const spec = {
      model: { kind: 'relu-output', nFeatures: 20, nHidden: 5 },
      data: { featureProbability: 0.1 },
      instances: { count: 4 },
      training: { steps: 30_000 },
    };
    await writeFile(join(cwd, 'spec.json'), JSON.stringify(spec));
    const read = async () => decodeRun(await readFile(join(cwd, 'run', 'run.safetensors')));
    const interrupt = async (...more: string[]): Promise<Ended> => {
      const program = start(BIN, ['train', 'spec.json', '--out', 'run', '--workers', '1', ...more], cwd);
      await program.said('training: '); // a tenth is done
      program.child.kill('SIGINT');
      return program.ended;
    };

    expect((await interrupt()).code).toBe(130);
    const first = await read();
    expect((await interrupt('--resume')).code).toBe(130);
    const second = await read();

    expect([first.status, second.status]).toEqual(['aborted', 'aborted']);
    expect(second.models[0]!.step).toBeGreaterThan(first.models[0]!.step);
  });
});
