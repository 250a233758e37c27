import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VERSION } from '@toymodels/core';
import { fakeFigure, run, temporaryFolder } from './fakes.js';

const figures = ['intro', 'basic-results', 'basic-results-large'].map((id, order) =>
  fakeFigure({ id, order }),
);

/** An `optimum` whose options are right, but for those given last. */
function optimum(...more: string[]): string[] {
  const right = ['--features', '5', '--hidden', '2', '--probability', '0.05', '--starts', '1'];
  return ['theory', 'optimum', ...right, ...more];
}

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
    { args: ['backends', 'wasm'], says: ['too many arguments'] },
    { args: ['theory'], says: ['Usage: toymodels theory', 'crossover'] },
    { args: ['theory', 'crosover'], says: ['unknown command', 'crossover'] },
    { args: ['theory', 'loss'], says: ['file'] },
    { args: ['theory', 'kgon', '--k', '2'], says: ["'2'", '5, or 3..10'] },
    { args: ['theory', 'kgon', '--k', '7..5'], says: ["'7..5'"] },
    { args: ['theory', 'kgon', '--bias', 'none'], says: ['free and zero'] },
    { args: ['theory', 'crossover'], says: ['--probability'] },
    { args: ['theory', 'crossover', '--probability', '0'], says: ['above 0, up to 1'] },
    { args: ['theory', 'crossover', '--probability', 'NaN'], says: ["'NaN'"] },
    { args: ['theory', 'crossover', '--probability', '0.3'], says: ['0.3', 'up to 0.25'] },
    { args: ['theory', 'phase'], says: ['--importance <r> and --probability <p>', '--map <n>'] },
    { args: ['theory', 'phase', '--importance', '-1', '--probability', '0.5'], says: ["'-1'", 'above 0'] },
    { args: ['theory', 'phase', '--importance', '1', '--probability', '1.5'], says: ["'1.5'"] },
    { args: ['theory', 'phase', '--map', '1', '--out', 'a'], says: ['from 2 to'] },
    { args: ['theory', 'phase', '--map', '9'], says: ['--out <folder>'] },
    {
      args: ['theory', 'phase', '--out', 'a', '--importance', '1', '--probability', '1'],
      says: ['--map <n>'],
    },
    { args: ['theory', 'phase', '--map', '9', '--out', 'a', '--importance', '1'], says: ['leave out --map'] },
    { args: ['theory', 'phase', '--map', '9', '--out', 'a', '--features', '4'], says: ['from 2 to 3'] },
    {
      args: ['theory', 'phase', '--map', '9', '--out', 'a', '--features', '3', '--bias', 'free'],
      says: ['have no biases'],
    },
    { args: ['theory', 'optimum', '--features', '5', '--hidden', '2'], says: ['--probability'] },
    { args: optimum('--features', '0'), says: ['whole numbers from 1'] },
    { args: optimum('--features', '13'), says: ['up to 12 features, 13 were given'] },
    { args: optimum('--starts', '0'), says: ["'0'"] },
    { args: optimum('--probability', 'rare'), says: ["'rare'", 'geometric:RATIO'] },
    {
      args: optimum('--probability', '1.5'),
      says: ['the problem is not right', 'featureProbability: given 1.5'],
    },
    { args: optimum('--importance', '1,0.5'), says: ['importance has 2 values for 5 features'] },
    { args: optimum('--importance', 'cubic:1:2'), says: ['logarithmic:FIRST:LAST'] },
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

describe('what cannot be written ends with exit 1 before anything is trained', () => {
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
});

describe('help and lists', () => {
  test('--version prints the version', async () => {
    expect(await run(['--version'], { figures })).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
  });

  test.each([
    ['--help'],
    ['help'],
    ['reproduce', '--help'],
    ['train', '-h'],
    ['theory', '--help'],
    ...['loss', 'optimum', 'phase', 'kgon', 'crossover'].map((name) => ['theory', name, '--help']),
  ])('toymodels %s %s %s prints examples', async (...args) => {
    const { code, out, err } = await run(args, { figures });

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Usage: toymodels');
    expect(out).toContain('Examples:');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

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
