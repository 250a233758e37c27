/** The derivation: its live checks at many random points, its numbers, and its pages under a reader's hand. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { RandomStream, streamKey } from '@toymodels/core';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { agrees, randomPoint, startOf, type Row } from '../src/derivation/check.js';
import { CHAPTERS } from '../src/derivation/chapters.js';
import { checkNames, loadCheck } from '../src/derivation/registry.js';
import { tables } from '../src/derivation/tables.js';
import { valueOf } from '../src/derivation/values.js';
import { visitor } from './visit.js';

const { visit } = visitor();

const POINTS = 40;

/** Rows that do not agree, in words. */
const failing = (rows: readonly Row[]): string[] =>
  rows
    .filter((row) => !agrees(row))
    .map(({ of, left, right, within }) => `${of}: ${left} and ${right} differ by more than ${within}`);

describe.each(checkNames)('the check "%s"', (name) => {
  test('agrees at its start and at random points', async () => {
    const check = await loadCheck(name);
    expect(failing(check.rows(startOf(check)))).toEqual([]);
    const random = new RandomStream(streamKey(4, 'general'));
    for (let k = 0; k < POINTS; k++) {
      const point = randomPoint(check, random);
      expect(failing(check.rows(point)), JSON.stringify(point)).toEqual([]);
    }
  });

  test('notices a side that belongs to another point', async () => {
    const check = await loadCheck(name);
    const random = new RandomStream(streamKey(5, 'general'));
    const rows = check.rows(startOf(check));
    let noticed = 0;
    for (let k = 0; k < 20; k++) {
      const elsewhere = check.rows(randomPoint(check, random));
      const mixed = rows.map((row, r) => ({ ...row, left: elsewhere[r]!.left }));
      if (failing(mixed).length > 0) noticed++;
    }
    // Some points are alike: opposite angles, equal heights.
    expect(noticed).toBeGreaterThan(13);
  });
});

describe('numbers of the text', () => {
  test('are those that were derived and checked elsewhere', () => {
    // confusedBorder(1) = 4 (10 - sqrt 14) / 43; the others by bisection on exact optima, agreeing with the theory package's own tests.
    expect(valueOf('confused-border')).toBe(((4 * (10 - Math.sqrt(14))) / 43).toFixed(7));
    expect(valueOf('triple-p')).toBe('0.626924');
    expect([valueOf('tricritical-r'), valueOf('tricritical-p')]).toEqual(['0.8964', '0.8373']);
    expect([valueOf('weak-r'), valueOf('weak-p')]).toEqual(['0.5641', '0.5117']);
    expect(valueOf('kgon-7')).toBe('1.750435');
    expect(valueOf('kgon-8')).toBe('1.742299');
    expect(valueOf('pentagon-border')).toBe('0.224875');
    expect(valueOf('crossover-0.1')).toBe('2.35');
    expect(valueOf('crossover-0.05')).toBe('3.72');
    expect(valueOf('dense-loss')).toBe('0.083254');
    // 4/(8 h^4 + ...) at the heights of both antiprisms, and the exact attacks, as first derived apart from this code
    expect([valueOf('antiprism-electrons'), valueOf('antiprism-features')]).toEqual(['0.3744', '0.3740']);
    expect(valueOf('crossover-0.01-one')).toBe('6.3');
    expect([valueOf('attack-triangle-0.01'), valueOf('attack-pentagon-0.01')]).toEqual(['1.5', '0.15']);
    expect(valueOf('attack-pentagon-each-0.01')).toBe('7');
    expect([valueOf('sensing-1000'), valueOf('sensing-per-0.01')]).toEqual(['46.1', '21.7']);
    expect([valueOf('code-step'), valueOf('code-range')]).toEqual(['0.0422', '0.0943']);
    const ramp = Number(valueOf('code-ramp'));
    expect(Math.abs(ramp / 2 - ramp ** 2 / 2 + ramp ** 3 / 3 - 1 / 12)).toBeLessThan(2e-4);
    // (1/15) / (3 (1/3 - 1/4))
    expect(valueOf('one-sided-dense')).toBe('0.267');
  });

  test.each([
    ['paper/06-geometry.mdx', ['0.3744', '0.3740', '6.3', '2.35']],
    ['paper/08-adversarial-robustness.mdx', ['0.15', '0.28']],
    ['paper/10-computation.mdx', ['0.267']],
    ['paper/13-related-work.mdx', ['21.7', '145']],
    ['paper/14-comments-and-replications.mdx', ['0.5822']],
    ['paper/15-appendices.mdx', ['0.0833']],
  ])('are not typed into %s', async (file, numbers) => {
    const text = await readFile(fileURLToPath(new URL(`../src/content/${file}`, import.meta.url)), 'utf8');
    expect(text).toContain('<Value of="');
    const typed = text.replaceAll(/<Value of="[^"]*" \/>/g, '');
    for (const number of numbers) expect(typed).not.toContain(number);
  });

  test('of the table of points on a sphere say where features and electrons part', () => {
    const { rows } = tables.thomson();
    expect(rows.map(([count, energy]) => [count, energy])).toEqual([
      ['6', '0.000000'],
      ['7', '0.477458'],
      ['8', '1.021917'],
      ['9', '1.852941'],
      ['10', '2.978083'],
      ['11', '4.261347'],
      ['12', '5.548705'],
    ]);
    expect(rows.at(-1)![3]).toContain('coincide');
  });

  test('of the table of polygons are largest at seven corners', () => {
    const saved = tables.kgons().rows.map((row) => Number(row[4]));
    expect(saved.indexOf(Math.max(...saved)) + 3).toBe(7);
  });
});

const PAGES = ['/derivation/', ...CHAPTERS.map(({ slug }) => `/derivation/${slug}/`)];
const checkOn = (page: Page, name: string): Locator => page.locator(`live-check[data-check="${name}"]`);
const cell = (check: Locator, part: string, row = 0): Locator =>
  check.locator(`[data-row] [data-part=${part}]`).nth(row);
const saysAgree = async (check: Locator): Promise<void> =>
  expect(await check.locator('[data-part=verdict]').textContent()).toMatch(/^Both sides agree[.;]/);

/** Waits until a cell holds something else than before. */
async function changed(shown: Locator, before: string | null): Promise<string> {
  await expect.poll(() => shown.textContent()).not.toBe(before);
  return (await shown.textContent())!;
}

describe('the pages of the derivation', () => {
  test.each(PAGES)('every check on %s moves somewhere else and still agrees', async (path) => {
    await visit(path, async (page) => {
      const checks = await page.locator('live-check').all();
      expect(checks.length).toBeGreaterThan(0);
      for (const check of checks) {
        const before = await cell(check, 'left').textContent();
        await check.getByRole('button', { name: 'Somewhere else' }).click();
        await changed(cell(check, 'left'), before);
        await saysAgree(check);
        await check.getByRole('button', { name: 'Back' }).click();
        await expect.poll(() => cell(check, 'left').textContent()).toBe(before);
      }
    });
  });

  test('all checks are on a page', async () => {
    const shown = new Set<string>();
    for (const path of PAGES)
      await visit(path, async (page) => {
        for (const check of await page.locator('live-check').all())
          shown.add((await check.getAttribute('data-check'))!);
      });
    expect([...shown].sort()).toEqual(checkNames);
  });

  test('vectors move by dragging and by keys, sliders by keys, and both sides move together', async () => {
    await visit('/derivation/linear/', async (page) => {
      const check = checkOn(page, 'linear-loss');
      const first = check.getByRole('slider', { name: /^Vector 1/ });
      const [left, right] = [cell(check, 'left'), cell(check, 'right')];
      let before = await left.textContent();

      await first.scrollIntoViewIfNeeded();
      const box = (await first.locator('.dot').boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + 40, box.y + 50, { steps: 4 });
      await page.mouse.up();
      before = await changed(left, before);
      await expect.poll(() => right.textContent()).toBe(before);

      const angle = Number(await first.getAttribute('aria-valuenow'));
      await first.focus();
      await page.keyboard.press('ArrowLeft');
      before = await changed(left, before);
      expect(Number(await first.getAttribute('aria-valuenow'))).toBe(angle + 3);
      await page.keyboard.press('ArrowUp');
      before = await changed(left, before);

      await check.getByRole('slider', { name: 'density p' }).press('ArrowRight');
      before = await changed(left, before);
      expect(await right.textContent()).toBe(before);
      await saysAgree(check);
    });
  });

  test('equations can be linked to, letters explain themselves', async () => {
    await visit('/derivation/geometry/', async (page) => {
      const reference = page.locator('a.ref', { hasText: '(2.4)' }).first();
      expect(await reference.getAttribute('href')).toBe('/derivation/relu/#eq-2-4');
      const letter = page.locator('#eq-4-3 a.symbol').first();
      await letter.hover();
      await page.locator('#popover').filter({ hasText: 'Dimensionality of feature i' }).waitFor();
      await page.goto(new URL((await letter.getAttribute('href'))!, page.url()).href);
      expect(await page.locator('#symbol-D').isVisible()).toBe(true);
    });
  });

  test('without JavaScript there are all equations, numbers and charts, and no dead controls', async () => {
    await visit(
      '/derivation/phases/',
      async (page) => {
        expect(await page.locator('.equation').count()).toBeGreaterThan(8);
        expect(await page.locator('.chart svg').first().locator('title').textContent()).toContain(
          'superposition',
        );
        expect(await cell(checkOn(page, 'candidates'), 'right').textContent()).toMatch(/^0\.\d+/);
        expect(await page.getByRole('button', { name: 'Somewhere else' }).first().isVisible()).toBe(false);
      },
      { javaScriptEnabled: false },
    );
  });

  test.each(PAGES)('%s has no violation that axe can find, and is not wider than a phone', async (path) => {
    await visit(
      path,
      async (page) => {
        // Headers that are formulas: the rule does not see MathML.
        const { violations } = await new AxeBuilder({ page }).disableRules(['empty-table-header']).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      },
      { viewport: { width: 360, height: 800 } },
    );
  });
});
