import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeHash, hashOfFolders } from '../src/reproduce/code-hash.js';
import { cacheKey } from '../src/reproduce/record.js';
import { claim, fakeFigure, run, temporaryFolder } from './fakes.js';

const REFERENCE = ['--backend', 'reference'];
const FILES = ['claims.json', 'data.json', 'figure.png', 'figure.svg', 'run.json', 'spec.json'];

async function json(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

describe('toymodels reproduce', () => {
  test('makes every figure with its files and a report, and leaves nothing else behind', async () => {
    const out = await temporaryFolder();
    const figures = [fakeFigure({ id: 'second', order: 2 }), fakeFigure({ id: 'first', order: 1 })];

    const { code, out: text } = await run(['reproduce', '--out', out, ...REFERENCE], { figures });

    expect(code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['first', 'report.html', 'report.md', 'second']);
    for (const id of ['first', 'second']) expect((await readdir(join(out, id))).sort()).toEqual(FILES);
    expect(text.indexOf('first ·')).toBeLessThan(text.indexOf('second ·'));
    expect(text).toContain('2 claims: 2 hold, 0 fail, 0 differ');
    expect(text).toContain(`Report: ${join(out, 'report.html')}`);
  });

  test('spec.json holds configuration, seed, preset, version and backend', async () => {
    const out = await temporaryFolder();
    const args = ['reproduce', 'a', '--preset', 'paper', '--seed', '3', '--out', out, ...REFERENCE];
    await run(args, { figures: [fakeFigure({ id: 'a' })] });

    const spec = await json(join(out, 'a', 'spec.json'));

    expect(spec).toMatchObject({
      figure: 'a',
      preset: 'paper',
      seed: 3,
      spec: { seed: 3, steps: 10 },
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      backend: { name: 'reference', precision: 'float64', reproducible: true },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('two runs at different times give the same bytes in all but run.json and the report', async () => {
    const figures = [fakeFigure({ id: 'a' })];
    const [one, two] = [await temporaryFolder(), await temporaryFolder()];
    await run(['reproduce', '--out', one, ...REFERENCE], { figures, io: { now: () => 0 } });
    await run(['reproduce', '--out', two, ...REFERENCE], { figures, io: { now: () => 1e12 } });

    for (const name of FILES.filter((file) => file !== 'run.json')) {
      const bytes = await Promise.all([one, two].map((folder) => readFile(join(folder, 'a', name))));
      expect(bytes[0]!.equals(bytes[1]!), name).toBe(true);
    }
    expect(await json(join(two, 'a', 'run.json'))).toMatchObject({ finishedAt: '2001-09-09T01:46:40.000Z' });
  });

  test('a second run keeps what the first has made, and --force, another seed or preset make it anew', async () => {
    const out = await temporaryFolder();
    let runs = 0;
    const figures = [fakeFigure({ id: 'a', onRun: () => (runs += 1) })];
    const again = (...more: string[]) => run(['reproduce', '--out', out, ...REFERENCE, ...more], { figures });

    await again();
    const kept = await again();
    expect(runs).toBe(1);
    expect(kept.out).toContain('a · kept from an earlier run (--force makes it anew)');
    expect(kept.out).toContain('The loss falls below one');

    await again('--force');
    expect(runs).toBe(2);
    await again('--seed', '1');
    expect(runs).toBe(3);
    await again('--preset', 'paper');
    expect(runs).toBe(4);
  });

  test.each(['figure.png', 'claims.json', 'data.json'])(
    'a figure without its %s is made anew',
    async (name) => {
      const out = await temporaryFolder();
      let runs = 0;
      const figures = [fakeFigure({ id: 'a', onRun: () => (runs += 1) })];
      await run(['reproduce', '--out', out, ...REFERENCE], { figures });
      await rm(join(out, 'a', name));

      await run(['reproduce', '--out', out, ...REFERENCE], { figures });

      expect(runs).toBe(2);
      expect((await readdir(join(out, 'a'))).sort()).toEqual(FILES);
    },
  );

  test('a figure that other code has made is made anew', async () => {
    const out = await temporaryFolder();
    let runs = 0;
    const figures = [fakeFigure({ id: 'a', onRun: () => (runs += 1) })];
    await run(['reproduce', '--out', out, ...REFERENCE], { figures });
    const path = join(out, 'a', 'spec.json');
    const record = (await json(path)) as Parameters<typeof cacheKey>[0] & { backend: { name: string } };
    const input = { ...record, backend: record.backend.name };
    const otherCode = { ...record, hash: cacheKey({ ...input, code: 'of yesterday' }) };
    expect(record).toMatchObject({ hash: cacheKey(input) });
    await writeFile(path, JSON.stringify(otherCode));

    await run(['reproduce', '--out', out, ...REFERENCE], { figures });

    expect(runs).toBe(2);
  });

  test('between releases the hash of the code follows every built file, and nothing else', async () => {
    const folder = await temporaryFolder();
    const hashes: string[] = [];
    const after = async (name: string, text: string): Promise<void> => {
      await writeFile(join(folder, name), text);
      hashes.push(hashOfFolders([folder]));
    };
    await after('a.js', 'one');
    await after('a.js', 'two');
    await mkdir(join(folder, 'inner'));
    await after('inner/kernel.wasm', '');
    await after('a.js.map', 'ignored');
    await after('inner/b.js', 'one');

    expect(hashes[2]).toBe(hashes[3]);
    expect(new Set(hashes).size).toBe(4);
    expect(codeHash('1.2.3')).toBeUndefined();
    expect(codeHash('0.0.0')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('data that was changed by hand is not taken for a finished figure', async () => {
    const out = await temporaryFolder();
    let runs = 0;
    const figures = [fakeFigure({ id: 'a', onRun: () => (runs += 1) })];
    await run(['reproduce', '--out', out, ...REFERENCE], { figures });
    await writeFile(join(out, 'a', 'data.json'), '{"loss":0,"weights":[]}\n');

    await run(['reproduce', '--out', out, ...REFERENCE], { figures });

    expect(runs).toBe(2);
  });

  test('a claim that fails is loud, said again at the end, and no exit code', async () => {
    const out = await temporaryFolder();
    const claims = () => [
      claim({ id: 'good' }),
      claim({ id: 'bad', verdict: 'fails', measured: '2.5', note: 'More steps did not help.' }),
      claim({ id: 'other', verdict: 'differs' }),
    ];
    const { code, out: text } = await run(['reproduce', '--out', out, ...REFERENCE], {
      figures: [fakeFigure({ id: 'a', claims })],
    });

    expect(code).toBe(0);
    expect(text).toContain('  ✓ The loss falls');
    expect(text).toContain('  ✗ FAILS: The loss falls');
    expect(text).toMatch(/measured +2\.5\n +expected +below 1\n +note +More steps did not help\./);
    expect(text.trimEnd().split('\n').slice(-5)).toEqual([
      '✗ FAILS: a/bad',
      '≠ differs: a/other',
      '1 figure made',
      '3 claims: 1 holds, 1 fails, 1 differs',
      `Report: ${join(out, 'report.html')}`,
    ]);
  });

  test('one figure that cannot be made gives exit 1, and the others are made all the same', async () => {
    const out = await temporaryFolder();
    const figures = [
      fakeFigure({
        id: 'broken',
        order: 1,
        onRun() {
          throw new Error('out of memory');
        },
      }),
      fakeFigure({ id: 'fine', order: 2 }),
    ];
    const { code, out: text, err } = await run(['reproduce', '--out', out, ...REFERENCE], { figures });

    expect(code).toBe(1);
    expect(err).toContain('broken could not be made: this is a fault in toymodels, please report it');
    expect(err).toContain('out of memory');
    expect(text).toContain('could not be made: broken');
    expect((await readdir(out)).sort()).toEqual(['fine', 'report.html', 'report.md']);
  });

  test('a figure whose data JSON cannot hold is refused with the place, and nothing of it is written', async () => {
    const out = await temporaryFolder();
    const entry = fakeFigure({ id: 'a' });
    const figures = [
      { ...entry, load: async () => ({ ...(await entry.load()), run: async () => ({ losses: [1, NaN] }) }) },
    ];
    const { code, err } = await run(['reproduce', '--out', out, ...REFERENCE], { figures });

    expect(code).toBe(1);
    expect(err).toContain('$.losses[1] is NaN, which JSON cannot hold');
    expect((await readdir(out)).sort()).toEqual(['report.html', 'report.md']);
  });

  test('Ctrl-C gives exit 130 and keeps what is finished; the next run goes on from there', async () => {
    const out = await temporaryFolder();
    const made: string[] = [];
    const controller = new AbortController();
    const figures = [
      fakeFigure({ id: 'first', order: 1, onRun: () => void made.push('first') }),
      fakeFigure({
        id: 'second',
        order: 2,
        onRun: () => {
          made.push('second');
          if (made.length === 2) controller.abort();
        },
      }),
      fakeFigure({ id: 'third', order: 3, onRun: () => void made.push('third') }),
    ];
    const args = ['reproduce', '--out', out, ...REFERENCE];
    const interrupted = await run(args, { figures, io: { signal: controller.signal } });

    expect(interrupted.code).toBe(130);
    expect(interrupted.err).toContain('the same command goes on from there');
    expect((await readdir(out)).sort()).toEqual(['first', 'report.html', 'report.md']);

    const second = await run(args, { figures });

    expect(second.code).toBe(0);
    expect(made).toEqual(['first', 'second', 'second', 'third']);
    expect(second.out).toContain('2 figures made, 1 kept from an earlier run');
  });

  test('--json prints one document that says what became of each figure', async () => {
    const out = await temporaryFolder();
    const figures = [
      fakeFigure({ id: 'a', order: 1 }),
      fakeFigure({
        id: 'b',
        order: 2,
        onRun() {
          throw new Error('no');
        },
      }),
    ];
    const { code, out: text } = await run(['reproduce', '--json', '--out', out, ...REFERENCE], { figures });

    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      preset: 'quick',
      seed: null,
      backend: 'reference',
      out,
      figures: [
        {
          id: 'a',
          status: 'made',
          folder: join(out, 'a'),
          claims: [{ id: 'loss-is-small', verdict: 'holds' }],
        },
        { id: 'b', status: 'failed', error: expect.stringContaining('no') },
      ],
      verdicts: { holds: 1, fails: 0, differs: 0 },
      report: { html: join(out, 'report.html'), markdown: join(out, 'report.md') },
    });
  });

  test('the report shows all finished figures of the folder, also those of earlier calls', async () => {
    const out = await temporaryFolder();
    const figures = [fakeFigure({ id: 'a', order: 1 }), fakeFigure({ id: 'b', order: 2 })];
    await run(['reproduce', 'b', '--out', out, ...REFERENCE], { figures });
    await run(['reproduce', 'a', '--out', out, ...REFERENCE], { figures });

    const markdown = await readFile(join(out, 'report.md'), 'utf8');

    expect(markdown.match(/^## .*$/gm)).toEqual(['## What a shows', '## What b shows']);
  });

  test('a relative --out is relative to the folder the person is in', async () => {
    const cwd = await temporaryFolder();
    const { out } = await run(['reproduce', ...REFERENCE], {
      figures: [fakeFigure({ id: 'a' })],
      io: { cwd },
    });

    expect(await readdir(cwd)).toEqual(['out']);
    expect(out).toContain('Report: out/report.html');
  });

  test('what a killed process left behind is cleared away', async () => {
    const out = await temporaryFolder();
    // No process has this id: Linux allows at most 2^22, other systems less.
    await mkdir(join(out, '.toymodels-99999999-abcdef01-a'));
    await run(['reproduce', '--out', out, ...REFERENCE], { figures: [fakeFigure({ id: 'a' })] });

    expect((await readdir(out)).sort()).toEqual(['a', 'report.html', 'report.md']);
  });
});
