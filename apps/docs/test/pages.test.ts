/** What holds for every page of the built site, whichever there are: they are found in the folder. */
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PATHS } from './paths.js';
import { visitor } from './visit.js';

const { visit } = visitor();

/** Bytes of script, compressed, that a page may load before anyone touches it. */
const SCRIPT_BUDGET = 200_000;

/** axe does not read MathML: a heading that is a formula is empty to it, and a name in words differs from its letters. */
const BLIND_TO_FORMULAS = ['empty-table-header', 'label-content-name-mismatch'];

/** The API reference is one template, filled in for each export: of pages with hundreds axe reads so many. */
const MOST_ENTRIES = 8;

const PHONE = { width: 360, height: 800 };

test('the site has its parts', () => {
  expect(PATHS).toEqual(
    expect.arrayContaining([
      '/',
      '/404.html',
      '/claims/',
      '/glossary/',
      '/paper/',
      '/references/',
      '/search/',
    ]),
  );
});

// Much of their time is waiting for the page: two at a time, see `maxConcurrency`.
describe.concurrent('every page', () => {
  test.each(PATHS)(
    '%s loads without complaint, fits a phone, draws its figures, and is light',
    async (path) => {
      await visit(
        path,
        async (page) => {
          const scripts = new Set<string>();
          page.on('response', (response) => {
            const { pathname } = new URL(response.url());
            if (pathname.endsWith('.js')) scripts.add(pathname);
          });
          await page.reload({ waitUntil: 'networkidle' });
          let bytes = 0;
          for (const script of scripts)
            bytes += gzipSync(await (await page.request.get(new URL(script, page.url()).href)).body()).length;
          expect(bytes, `bytes of ${[...scripts].join(', ')}`).toBeLessThan(SCRIPT_BUDGET);
          expect(await page.title()).not.toBe('');
          expect(await page.locator('h1').count()).toBe(1);
          expect(await page.locator('live-figure').evaluateAll(drawnOnce)).not.toContain(false);
          expect(await widthOpened(page)).toBe(PHONE.width);
        },
        { viewport: PHONE },
      );
    },
  );

  test.each(PATHS)('%s: axe finds nothing to mend, in either theme', async (path) => {
    await visit(
      path,
      async (page) => {
        if (path.startsWith('/reference/')) await page.evaluate(cutAfter, MOST_ENTRIES);
        const light = await new AxeBuilder({ page }).disableRules(BLIND_TO_FORMULAS).analyze();
        expect(light.violations.map(words)).toEqual([]);
        // What a theme changes is colour.
        await page.emulateMedia({ colorScheme: 'dark' });
        const dark = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
        expect(dark.violations.map(words)).toEqual([]);
      },
      { viewport: { width: 1280, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce' },
    );
  });
});

/** Takes away what follows the first so many entries. */
function cutAfter(entries: number): void {
  for (let each: ChildNode | null = document.querySelectorAll('main h3')[entries] ?? null; each !== null;) {
    const next: ChildNode | null = each.nextSibling;
    each.remove();
    each = next;
  }
}

/** For each figure, whether exactly one of its drawings is to be seen. */
function drawnOnce(figures: readonly Element[]): boolean[] {
  return figures.map((figure) => {
    const drawings = [...figure.querySelectorAll('.plot .drawing > svg')];
    return drawings.filter((each) => each.getBoundingClientRect().height > 20).length === 1;
  });
}

/** Width of the page with everything that folds unfolded. */
function widthOpened(page: Page): Promise<number> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    return document.documentElement.scrollWidth;
  });
}

function words({ id, nodes }: { id: string; nodes: { target: unknown; failureSummary?: string }[] }): string {
  const where = nodes.slice(0, 4).map(({ target, failureSummary }) => `${String(target)}: ${failureSummary}`);
  return `${id} at ${nodes.length} places: ${where.join('; ')}`;
}

describe('a reader without JavaScript', () => {
  const without = { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } };

  test('sees figures, claims, files, configuration and code, and no dead controls', async () => {
    await visit(
      '/paper/introduction/',
      async (page) => {
        const figure = page.locator('live-figure#intro');
        expect(await figure.locator('.plot svg').filter({ visible: true }).count()).toBe(1);
        expect(await figure.getByRole('button').filter({ visible: true }).count()).toBe(0);
        expect(await figure.locator('input').filter({ visible: true }).count()).toBe(0);
        expect(await figure.locator('noscript p').isVisible()).toBe(true);
        await figure.locator('.claims summary').first().click();
        expect(await figure.locator('.claims dl').first().isVisible()).toBe(true);
        await figure.getByText('Configuration').click();
        expect(await figure.locator('.configuration').innerText()).toContain('nFeatures');
        for (const [file, start] of [
          ['figure.svg', '<svg'],
          ['data.json', '{"figure":"intro"'],
          ['data.csv', 'name,i'],
          ['spec.json', '{'],
        ] as const) {
          const href = await figure.locator(`a[data-file="${file}"]`).getAttribute('href');
          const response = await page.request.get(new URL(href!, page.url()).href);
          expect(response.status()).toBe(200);
          expect((await response.text()).startsWith(start)).toBe(true);
        }
      },
      without,
    );
  });

  test('gets from page to page, filters claims, and is told why the search is silent', async () => {
    await visit(
      '/paper/',
      async (page) => {
        await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Search' }).click();
        expect(await page.locator('noscript p').innerText()).toContain('needs JavaScript');
        expect(await page.locator('site-search').isVisible()).toBe(false);
        await page.getByRole('link', { name: 'Claims and verdicts' }).click();
        const rows = page.locator('tbody tr').filter({ visible: true });
        const all = await rows.count();
        await page.getByRole('radio', { name: /holds/ }).check();
        expect(await rows.count()).toBeLessThan(all);
        expect(await rows.filter({ hasText: '✗' }).count()).toBe(0);
      },
      without,
    );
  });
});

test('an address that leads nowhere is answered with a page that leads on', async () => {
  await visit(
    '/paper/no-such-section/',
    async (page) => {
      expect(await page.locator('h1').innerText()).toBe('There is no such page');
      await page.getByRole('link', { name: 'home', exact: true }).click();
      expect(new URL(page.url()).pathname).toBe('/');
    },
    { tolerated: /404/ },
  );
});

describe('the pages around the text', () => {
  test('a chosen theme holds for page and figures, and is remembered', async () => {
    await visit(
      '/paper/introduction/',
      async (page) => {
        const colours = () =>
          page.evaluate(() => {
            const rect = document.querySelector('.plot svg > rect')!;
            return [getComputedStyle(document.body).backgroundColor, getComputedStyle(rect).fill];
          });
        const light = await colours();
        expect(light[0]).toBe(light[1]);
        await page.getByRole('button', { name: 'Dark theme' }).click();
        const dark = await colours();
        expect(dark[0]).toBe(dark[1]);
        expect(dark).not.toEqual(light);
        await page.reload();
        expect(await colours()).toEqual(dark);
      },
      { colorScheme: 'light' },
    );
  });

  test('the contents follow the reader, and lead to their headings', async () => {
    await visit(
      '/paper/introduction/',
      async (page) => {
        const contents = page.getByRole('navigation', { name: 'Contents' });
        const link = contents.locator('a[href^="#"]').nth(1);
        const target = (await link.getAttribute('href'))!;
        await link.click();
        expect(new URL(page.url()).hash).toBe(target);
        await contents.locator('a[aria-current=location]').waitFor();
        expect(await contents.locator('a[aria-current=location]').getAttribute('href')).toBe(target);
        expect(await contents.locator('a[aria-current=page]').innerText()).toContain('1');
      },
      { viewport: { width: 1600, height: 700 } },
    );
  });

  test('a word of the glossary explains itself on focus, on hover, and goes with Escape', async () => {
    await visit('/paper/introduction/', async (page) => {
      const term = page.locator('a.term').first();
      const box = page.getByRole('tooltip');
      await term.hover();
      await box.waitFor();
      expect(await box.innerText()).not.toBe('');
      await page.keyboard.press('Escape');
      expect(await box.isVisible()).toBe(false);
      // By the keyboard: only then is focus visible, and the box shown.
      await page.mouse.move(0, 0);
      await term.evaluate((each) => {
        const before = document.createElement('button');
        each.before(before);
        before.focus();
      });
      await page.keyboard.press('Tab');
      await box.waitFor();
      expect(await term.getAttribute('aria-describedby')).toBe(await box.getAttribute('id'));
    });
  });

  test('the search finds what pages say, keeps the words in the address, and says when it finds nothing', async () => {
    await visit('/search/', async (page) => {
      const field = page.getByRole('searchbox');
      await field.fill('pentagon');
      await page.locator('.results li').first().waitFor();
      expect(await page.locator('.results').innerText()).toContain('pentagon');
      expect(new URL(page.url()).search).toBe('?q=pentagon');
      await page.reload();
      await page.locator('.results a').first().waitFor();
      await page.locator('.results a').first().click();
      expect(await page.locator('h1').count()).toBe(1);
      await page.goto(new URL('/search/?q=%C2%A7%C2%A7%C2%A7', page.url()).href);
      await page.getByText('Nothing was found').waitFor();
    });
  });
});
