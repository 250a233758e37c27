import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BackendUnavailableError, VERSION } from '@toymodels/core';
import { fakeFigure, run, temporaryFolder } from './fakes.js';

const figures = ['intro', 'basic-results', 'basic-results-large'].map((id, order) =>
  fakeFigure({ id, order }),
);

describe('bad usage ends with exit 2, says what is allowed and begins nothing', () => {
  test.each([
    {
      args: ['reproduce', 'basic-reslts'],
      says: ['unknown figure "basic-reslts"', 'did you mean "basic-results"'],
    },
    {
      args: ['reproduce', 'xyz'],
      says: ['unknown figure "xyz"', 'the figures are intro, basic-results, basic-results-large'],
    },
    { args: ['reproduce', 'intro', 'nonsense', 'rubbish'], says: ['"nonsense"', '"rubbish"'] },
    { args: ['reproduce', '--seeed', '1'], says: ['unknown option', '--seed'] },
    { args: ['reprodce'], says: ['unknown command', 'reproduce'] },
    { args: ['reproduce', '--preset', 'big'], says: ["'big'", 'quick and paper'] },
    { args: ['reproduce', '--seed', '-1'], says: ["'-1'", 'whole numbers from 0 to'] },
    { args: ['reproduce', '--seed', '1.5'], says: ["'1.5'", 'whole numbers'] },
    { args: ['reproduce', '--seed', 'NaN'], says: ["'NaN'"] },
    { args: ['reproduce', '--seed', ''], says: ["''"] },
    { args: ['reproduce', '--seed', '9007199254740993'], says: ['9007199254740991'] },
    { args: ['reproduce', '--workers', '0'], says: ["'0'", 'from 1 to'] },
    {
      args: ['reproduce', '--backend', 'wsm'],
      says: ['unknown backend "wsm"', 'did you mean "wasm"', 'reference'],
    },
    { args: ['reproduce', '--backend', 'reference', '--workers', '2'], says: ['leave --workers out'] },
    { args: ['reproduce', 'intro', '--all'], says: ['both --all and names'] },
    { args: ['list', 'extra'], says: ['too many arguments'] },
    { args: ['train'], says: ['spec'] },
    { args: ['train', 'spec.json'], says: ['--out'] },
    { args: [], says: ['Usage: toymodels'] },
  ])('toymodels $args', async ({ args, says }) => {
    const cwd = await temporaryFolder();

    const { code, out, err } = await run(args, { figures, io: { cwd } });

    expect(code).toBe(2);
    for (const text of says) expect(err).toContain(text);
    expect(err).not.toMatch(/^\s+at /m);
    expect(out).toBe('');
    expect(await readdir(cwd)).toEqual([]);
  });
});

describe('what cannot be written or used ends with exit 1 before anything is trained', () => {
  const untouched = [
    fakeFigure({
      id: 'a',
      onRun() {
        throw new Error('trained although the output cannot be written');
      },
    }),
  ];

  test('an output folder whose place a file takes', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'taken'), '');

    const { code, err } = await run(['reproduce', '--out', 'taken'], { figures: untouched, io: { cwd } });

    expect(code).toBe(1);
    expect(err).toBe(
      `toymodels: cannot write ${join(cwd, 'taken')}: a file is in the way (ENOTDIR); ` +
        'choose another place with --out, or make this one writable\n',
    );
  });

  test('an output folder below a file', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'taken'), '');

    const { code, err } = await run(['reproduce', '--out', 'taken/out'], { figures: untouched, io: { cwd } });

    expect(code).toBe(1);
    expect(err).toContain('a file is in the way (ENOTDIR)');
  });

  test('an output folder that the system keeps from us', async () => {
    // /proc refuses new files even to root; elsewhere a folder without write permission does.
    const cwd = await temporaryFolder();
    const locked = join(cwd, 'locked');
    await mkdir(locked);
    await chmod(locked, 0o500);
    const out = process.getuid?.() === 0 ? '/proc/toymodels' : locked;

    const { code, err } = await run(['reproduce', '--out', out], { figures: untouched, io: { cwd } });

    expect(code).toBe(1);
    expect(err).toContain(`cannot write ${out}: `);
  });

  test('a backend that cannot run here says why', async () => {
    const cwd = await temporaryFolder();
    const backends = [
      {
        name: 'gpu',
        description: 'a test',
        hasWorkers: false,
        load: () => Promise.reject(new BackendUnavailableError('no GPU was found; choose --backend wasm')),
      },
      {
        name: 'absent',
        description: 'a test',
        hasWorkers: false,
        load: () => Promise.reject(new Error('Cannot find package')),
      },
    ];
    const gpu = await run(['reproduce', '--backend', 'gpu'], { figures: untouched, backends, io: { cwd } });
    const absent = await run(['reproduce', '--backend', 'absent'], {
      figures: untouched,
      backends,
      io: { cwd },
    });

    expect(gpu).toMatchObject({ code: 1, err: 'toymodels: no GPU was found; choose --backend wasm\n' });
    expect(absent).toMatchObject({
      code: 1,
      err: 'toymodels: backend absent cannot be used here: Cannot find package\n',
    });
  });
});

describe('help and lists', () => {
  test('--version prints the version', async () => {
    expect(await run(['--version'], { figures })).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
  });

  test.each([['--help'], ['help'], ['reproduce', '--help'], ['train', '-h']])(
    'toymodels %s %s prints examples',
    async (...args) => {
      const { code, out, err } = await run(args, { figures });

      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('Usage: toymodels');
      expect(out).toContain('Examples:');
      expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
    },
  );

  test('list names every figure under its section', async () => {
    const { code, out } = await run(['list'], { figures });

    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      '1  Tests',
      '  intro                What intro shows',
      '  basic-results        What basic-results shows',
      '  basic-results-large  What basic-results-large shows',
      '',
    ]);
  });

  test('list --json is the same as data', async () => {
    const { out } = await run(['list', '--json'], { figures: figures.slice(0, 1) });

    expect(JSON.parse(out)).toEqual([
      { id: 'intro', section: '1', sectionTitle: 'Tests', title: 'What intro shows' },
    ]);
  });
});
