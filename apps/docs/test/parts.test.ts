/** Parts of the site that need no page: links, files, code, frames, the check of links, tables. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadFigure } from '@toymodels/paper';
import { describe, expect, test } from 'vitest';
import { findBrokenLinks, readPage } from '../scripts/lib/links.mjs';
import { commandLine, program } from '../src/live/code.js';
import { configurationHtml } from '../src/live/configuration.js';
import { withValue } from '../src/live/controls.js';
import { csvOf } from '../src/live/csv.js';
import { Reel } from '../src/live/film.js';
import { linkQuery, readLink, type Settings } from '../src/live/permalink.js';
import { rehypeReading } from '../src/markdown/reading.mjs';

type Node = Parameters<ReturnType<typeof rehypeReading>>[0];

const STANDARD: Settings = { seed: 0, size: 'quick', choices: {} };

describe('permalinks', () => {
  const sliders = { importance: 6, hidden: 7 };

  test.each<Settings>([
    STANDARD,
    { seed: 999_999, size: 'paper', choices: { importance: 0, hidden: 6 } },
    { seed: 3, size: 'quick', choices: { hidden: 1 } },
  ])('settings come back from their link: %j', (settings) => {
    expect(readLink(linkQuery('intro', settings), 'intro', sliders, STANDARD)).toEqual({
      settings,
      notes: [],
    });
  });

  test('a link to another figure says nothing to this one', () => {
    expect(readLink(linkQuery('thomson', STANDARD), 'intro', sliders, STANDARD)).toBeUndefined();
    expect(readLink('', 'intro', sliders, STANDARD)).toBeUndefined();
  });

  test('a sketch is asked for only of a figure that has one', () => {
    const link = linkQuery('intro', { ...STANDARD, seed: 2, size: 'sketch' });
    expect(readLink(link, 'intro', sliders, STANDARD, ['sketch', 'quick', 'paper'])).toEqual({
      settings: { ...STANDARD, seed: 2, size: 'sketch' },
      notes: [],
    });
    expect(readLink(link, 'intro', sliders, STANDARD)).toEqual({
      settings: { ...STANDARD, seed: 2 },
      notes: ['there is no size “sketch”'],
    });
  });

  test.each([
    ['seed=1e9', { seed: 999_999 }, 'seed was 1e9, and is now 999999'],
    ['seed=2.4', { seed: 2 }, 'seed was 2.4, and is now 2'],
    ['seed=abc', {}, 'seed “abc” is no number'],
    ['seed=', {}, 'seed “” is no number'],
    ['seed=NaN', {}, 'seed “NaN” is no number'],
    ['size=big', {}, 'there is no size “big”'],
    ['hidden=7', { choices: { hidden: 6 } }, 'hidden was 7, and is now 6'],
    ['hidden=-1', { choices: { hidden: 0 } }, 'hidden was -1, and is now 0'],
    ['hidden=x', {}, 'hidden “x” is no number'],
    ['constructor=1', {}, 'this figure has no setting “constructor”'],
  ])('%s is mended and noted', (query, change, note) => {
    expect(readLink(`?figure=intro&v=1&${query}`, 'intro', sliders, STANDARD)).toEqual({
      settings: { ...STANDARD, ...change },
      notes: [note],
    });
  });

  test.each(['?figure=intro&seed=4', '?figure=intro&v=2&seed=4'])(
    '%s is of no known version, and not used',
    (query) => {
      const reading = readLink(query, 'intro', sliders, STANDARD)!;
      expect(reading.settings).toEqual(STANDARD);
      expect(reading.notes).toHaveLength(1);
    },
  );
});

describe('files', () => {
  test('data as a table: one row a value, lists by their places, text quoted as RFC 4180 has it', () => {
    expect(csvOf({ a: { b: [[1, 2], [3]] }, c: [{ name: 'x, "y"', ok: true }], d: null })).toBe(
      [
        'name,i,j,value',
        'a.b,0,0,1',
        'a.b,0,1,2',
        'a.b,1,0,3',
        'c.name,0,,"x, ""y"""',
        'c.ok,0,,true',
        'd,,,',
        '',
      ].join('\n'),
    );
  });

  test('a configuration is read line by line, short lists in one', () => {
    const html = configurationHtml({
      seed: 1,
      runs: { a: { p: [1, 0.5], sets: [{ kind: '<x>' }], none: [] } },
    });
    expect(html).toContain('<dt>runs › a › p</dt><dd>1, 0.5</dd>');
    expect(html).toContain('<dt>runs › a › sets › 1 › kind</dt><dd>&#60;x&#62;</dd>');
    expect(html).toContain('<dt>runs › a › none</dt><dd>none</dd>');
  });
});

describe('frames of a training', () => {
  test.each([1, 2, 7, 60, 1000])(
    'of %i, a bounded number is kept, evenly spread, the first and the end among them',
    (n) => {
      const reel = new Reel<number>(8);
      for (let k = 0; k < n; k++) reel.add({ data: k, done: k / n });
      reel.end({ data: n, done: 1 });
      const kept = reel.frames.map(({ data }) => data);
      expect(kept.length).toBeLessThanOrEqual(9);
      expect(kept[0]).toBe(0);
      expect(kept.at(-1)).toBe(n);
      const gaps = new Set(kept.slice(1, -1).map((data, k) => data - kept[k]!));
      expect(gaps.size).toBeLessThanOrEqual(1);
    },
  );
});

describe('code that makes a figure', async () => {
  const figure = await loadFigure('anticorrelated-antipodal');
  const { presets } = figure;
  const changed = { ...withValue(presets.quick, ['runs', 'plane', 'training', 'steps'], 50), seed: 5 };
  const CHANGED = { figure: figure.id, sizes: presets, size: 'quick', spec: changed } as const;

  test('a preset and a seed fit on the command line; anything else does not', () => {
    expect(commandLine({ ...CHANGED, spec: { ...presets.quick, seed: 4 } })).toBe(
      'toymodels reproduce anticorrelated-antipodal --preset quick --seed 4',
    );
    expect(commandLine(CHANGED)).toBeUndefined();
  });

  test('the command line makes the figure', async () => {
    await inFolder(async (folder) => {
      const [, ...words] = commandLine({
        figure: 'polytopes-low-rank',
        sizes: (await loadFigure('polytopes-low-rank')).presets,
        size: 'quick',
        spec: (await loadFigure('polytopes-low-rank')).presets.quick,
      })!.split(' ');
      const bin = fileURLToPath(new URL('../../../packages/cli/dist/bin.js', import.meta.url));
      await promisify(execFile)(process.execPath, [bin, ...words], { cwd: folder });
      expect(await readFile(join(folder, 'out/polytopes-low-rank/figure.svg'), 'utf8')).toMatch(/^<svg/);
    });
  });

  test('the program says what differs from the preset, and what it prints and draws is this figure', async () => {
    const code = program(CHANGED);
    expect(code).toContain('structuredClone({ ...figure.presets.quick, seed: 5 })');
    expect(code).toContain('spec.runs.plane.training.steps = 50;');
    await inFolder(async (folder) => {
      // Beside the site's own packages, as an installed one would be.
      const file = fileURLToPath(new URL(`./program-${process.pid}.tmp.mjs`, import.meta.url));
      await writeFile(file, code);
      try {
        const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder });
        const { wasmBackend } = await import('@toymodels/backend-wasm');
        const data = await figure.run(changed, { backend: wasmBackend() });
        const expected = figure
          .claims(data, changed)
          .map(({ verdict, statement, measured }) => `${verdict}: ${statement} (${measured})\n`);
        expect(stdout).toBe(expected.join(''));
        expect(await readFile(join(folder, `${figure.id}.svg`), 'utf8')).toMatch(/^<svg/);
      } finally {
        await rm(file);
      }
    });
  });
});

describe('the check of links', () => {
  async function problems(pages: Readonly<Record<string, string>>): Promise<readonly string[]> {
    let found: readonly string[] = [];
    await inFolder(async (folder) => {
      for (const [name, html] of Object.entries(pages)) await writeFile(join(folder, name), html);
      found = findBrokenLinks(folder).problems;
    });
    return found;
  }

  test('passes links to pages, anchors and files that are there', async () => {
    const index = '<a href="/b.html#x%20y">1</a><a href="#top">2</a><img src="c.svg"><p id=top>';
    expect(
      await problems({
        'index.html': index,
        'b.html': '<p id="x y"><a href="https://example.org/">',
        'c.svg': '',
      }),
    ).toEqual([]);
  });

  test.each([
    ['<a href="/no/">', 'leads to nothing'],
    ['<a href="../../etc/passwd">', 'leads to nothing'],
    ['<a href="#no">', 'anchor'],
    ['<img src="https://example.org/x.png">', 'another host'],
    ['<link rel="stylesheet" href="//example.org/x.css">', 'another host'],
    ['<a href="http://example.org/">', 'without encryption'],
    ['<p id="a"><p id="a">', 'more than once'],
    ['<img srcset="a.png 1x, b.png 2x">', 'leads to nothing'],
  ])('finds %s', async (html, words) => {
    const found = await problems({ 'index.html': html });
    expect(found.length).toBeGreaterThan(0);
    expect(found.join()).toContain(words);
  });

  test('does not read scripts, styles and comments, and decodes what attributes hold', () => {
    const { links } = readPage(
      '<!-- <a href="/1"> --><script>const x = \'<a href="/2">\';</script><a data-x="a > b" href="/3?a=1&amp;b=2">',
    );
    expect(links).toEqual([{ tag: 'a', attribute: 'href', value: '/3?a=1&b=2' }]);
  });
});

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'toymodels-site-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('tables of Markdown', () => {
  const element = (tagName: string, children: Node[]): Node => ({ type: 'element', tagName, children });
  const row = (tagName: string, texts: readonly string[]): Node =>
    element(
      'tr',
      texts.map((value) => element(tagName, [{ type: 'text', value }])),
    );
  const made = (head: readonly string[], body: readonly (readonly string[])[]) => {
    const table = element('table', [
      element('thead', [row('th', head)]),
      element(
        'tbody',
        body.map((texts) => row('td', texts)),
      ),
    ]);
    const tree = element('root', [table]);
    rehypeReading()(tree, { data: {} });
    const [box] = tree.children!;
    const cells = table.children![1]!.children![0]!.children!;
    return {
      stacks: JSON.stringify(box!.properties).includes('stacks'),
      named: cells.map(({ properties }) => properties?.['data-column']),
    };
  };
  const NAME = 'featureDimensionality';
  const WORDS = 'the fraction of a dimension that a feature has';

  test('of long names and words are stacked on phones, the shorter of the other columns with its name', () => {
    expect(made(['function', 'gives', 'paper'], [[NAME, WORDS, 'Introduction']])).toEqual({
      stacks: true,
      named: [undefined, undefined, 'paper'],
    });
    expect(made(['function', 'limit', 'cost'], [[NAME, 'n <= 12', WORDS]])).toEqual({
      stacks: true,
      named: [undefined, 'limit', undefined],
    });
  });

  test.each([
    [['n', 'default', 'relaxed'], [['20', '50', '47']]],
    [['option', 'meaning', 'default'], [['width', WORDS, '720']]],
    [['function', 'gives'], [[NAME, WORDS]]],
    [['device', 'runs in', 'is'], [['cpu', 'Node, and browsers too', 'plain code, slow but all over']]],
  ])('with room for all columns stay tables: %j', (head, body) => {
    expect(made(head, body).stacks).toBe(false);
  });
});
