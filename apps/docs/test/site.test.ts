/**
 * The built site in a real Chromium: what a reader sees, with and without JavaScript.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { wasmBackend } from '@toymodels/backend-wasm';
import { loadFigure, type Json } from '@toymodels/paper';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withValue } from '../src/live/controls.js';
import type { RunFile } from '../src/live/downloads.js';
import type { FigureSpec } from '../src/live/messages.js';
import { launchBrowser } from './browser.js';
import { serveSite, type StaticSite } from './serve.js';

interface Stored {
  readonly preset: 'quick' | 'paper';
  readonly spec: FigureSpec;
  readonly data: Json;
}

const STORED = JSON.parse(
  readFileSync(new URL('../src/data/basic-results.json', import.meta.url), 'utf8'),
) as Stored;

let site: StaticSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launchBrowser()]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()]);
});

interface VisitOptions extends BrowserContextOptions {
  /** Runs in the page before its own scripts. */
  readonly before?: () => void;
  /** Errors that the test itself provokes. */
  readonly tolerated?: RegExp;
}

/** Opens the page, hands it over, and fails on any error or outside request it made. */
async function visit(
  use: (page: Page) => Promise<void>,
  { before, tolerated, ...options }: VisitOptions = {},
): Promise<void> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(100_000);
  if (before !== undefined) await context.addInitScript(before);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== site.origin && protocol !== 'blob:' && protocol !== 'data:') problems.push(request.url());
  });
  context.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
  });
  try {
    await page.goto(`${site.origin}/`);
    await use(page);
    expect(problems.filter((problem) => !tolerated?.test(problem))).toEqual([]);
  } finally {
    await context.close();
  }
}

const plot = (page: Page) => page.locator('[data-part=plot]');
const status = (page: Page) => page.locator('[data-part=status]');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function retrain(page: Page, seed: number): Promise<void> {
  await page.getByLabel('Seed').fill(String(seed));
  // The fewest steps, and one start.
  await page.getByLabel('Training').and(page.locator('input')).press('Home');
  await button(page, 'Retrain').click();
  await status(page).filter({ hasText: /^Done/ }).waitFor();
}

async function downloaded(page: Page, file: string): Promise<string> {
  const href = await page.locator(`a[data-file="${file}"]`).evaluate((link: HTMLAnchorElement) => link.href);
  return page.evaluate(async (url) => (await fetch(url)).text(), href);
}

/** Counts how often the plot is replaced, in an attribute of its figure. */
async function countDrawings(page: Page): Promise<void> {
  await page.evaluate(() => {
    const plotted = document.querySelector('[data-part=plot]')!;
    const { dataset } = plotted.parentElement!;
    const count = (): void => void (dataset['draws'] = String(Number(dataset['draws'] ?? 0) + 1));
    new MutationObserver(count).observe(plotted, { childList: true });
  });
}

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

describe('the first page', () => {
  test('loads with its figure drawn once per width, one of them shown', async () => {
    await visit(async (page) => {
      await page.evaluate(() => document.fonts.ready);
      expect(await plot(page).locator('svg').count()).toBe(3);
      expect(await plot(page).locator('svg').filter({ visible: true }).count()).toBe(1);
    });
  });

  test('shows figure, claims and files without JavaScript, and no dead controls', async () => {
    await visit(
      async (page) => {
        const svg = plot(page).locator('svg').filter({ visible: true });
        const box = (await svg.boundingBox())!;
        expect(box.width).toBeGreaterThan(600);
        expect(await svg.locator('title').textContent()).toContain('five features');
        expect(await button(page, 'Retrain').isVisible()).toBe(false);
        expect(await page.locator('noscript p').isVisible()).toBe(true);
        await page.locator('summary').first().click();
        expect(await page.locator('details dl').first().isVisible()).toBe(true);
        for (const [file, start] of [
          ['figure.svg', '<svg'],
          ['data.json', '{"figure"'],
          ['spec.json', '{'],
        ] as const) {
          const response = await page.request.get(`${site.origin}/figures/basic-results/${file}`);
          expect(response.status()).toBe(200);
          expect((await response.text()).startsWith(start)).toBe(true);
        }
      },
      { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } },
    );
  });

  test('was built from a run of the preset that it names', async () => {
    const figure = await loadFigure('basic-results');
    expect(STORED.spec).toEqual(figure.presets[STORED.preset]);
    await visit(async (page) => {
      const verdicts = await page
        .locator('.verdict')
        .evaluateAll((all: HTMLElement[]) => all.map((each) => each.dataset['verdict']));
      expect(verdicts).toEqual(figure.claims(STORED.data, STORED.spec).map(({ verdict }) => verdict));
    });
  });

  test.each([360, 390, 800, 1280])('does not scroll sideways at %i px', async (width) => {
    await visit(
      async (page) => {
        await page
          .locator('details')
          .evaluateAll((all: HTMLDetailsElement[]) => all.forEach((each) => (each.open = true)));
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      },
      { viewport: { width, height: 800 } },
    );
  });

  test('switches the theme of page and figure, and remembers it', async () => {
    await visit(
      async (page) => {
        const colours = () =>
          page.evaluate(() => {
            const rect = document.querySelector('[data-part=plot] svg > rect')!;
            return [getComputedStyle(document.body).backgroundColor, getComputedStyle(rect).fill];
          });
        const light = await colours();
        expect(light[0]).toBe(light[1]);
        await button(page, 'Dark theme').click();
        const dark = await colours();
        expect(dark[0]).toBe(dark[1]);
        expect(dark).not.toEqual(light);
        await page.reload();
        expect(await colours()).toEqual(dark);
      },
      { colorScheme: 'light' },
    );
  });
});

describe('retraining', () => {
  test('gives the same numbers as Node for the same spec and seed, and redraws with them', async () => {
    const figure = await loadFigure('basic-results');
    const short = withValue(STORED.spec, ['runs', '*', 'training', 'steps'], 250);
    const spec = { ...withValue(short, ['runs', 'relu', 'training', 'restarts', 'count'], 1), seed: 7 };
    const expected = await figure.run(spec, { backend: wasmBackend() });
    await visit(async (page) => {
      const before = await plot(page).innerHTML();
      await retrain(page, 7);
      const file = JSON.parse(await downloaded(page, 'data.json')) as RunFile;
      expect(file.spec).toEqual(spec);
      expect(hash(file.data)).toBe(hash(expected));
      expect(JSON.parse(await downloaded(page, 'spec.json'))).toEqual(spec);
      expect(await downloaded(page, 'figure.svg')).toMatch(/^<svg/);
      expect(await plot(page).innerHTML()).not.toBe(before);
      const claims = figure.claims(expected, spec);
      expect(
        await page
          .locator('.verdict')
          .evaluateAll((all: HTMLElement[]) => all.map((each) => each.dataset['verdict'])),
      ).toEqual(claims.map(({ verdict }) => verdict));
      expect(await page.locator('[data-part=caption]').innerText()).toContain('seed 7');
      // Verdicts at 250 steps differ from the stored ones, so the page cannot have kept those.
      expect(claims).not.toEqual(figure.claims(STORED.data, STORED.spec));
    });
  });

  test('moves the figure while it trains, in a worker', async () => {
    await visit(async (page) => {
      await countDrawings(page);
      await retrain(page, 1);
      // At least one picture before the last; how many, the machine decides.
      expect(Number(await page.locator('figure').getAttribute('data-draws'))).toBeGreaterThan(1);
      expect(page.workers().length).toBeGreaterThan(0);
    });
  });

  test('shows only the end where the reader wants little motion', async () => {
    await visit(
      async (page) => {
        await countDrawings(page);
        await retrain(page, 1);
        expect(await page.locator('figure').getAttribute('data-draws')).toBe('1');
      },
      { reducedMotion: 'reduce' },
    );
  });

  test.each([
    ['the button', (page: Page) => button(page, 'Cancel').click()],
    ['Escape', (page: Page) => page.keyboard.press('Escape')],
  ])('is cancelled by %s, and what was there before is shown again', async (_, cancel) => {
    await visit(async (page) => {
      const before = await plot(page).innerHTML();
      await button(page, 'Retrain').click();
      await page.locator('[data-part=plot] svg[aria-labelledby*=live]').waitFor();
      expect(await page.getByRole('progressbar', { name: 'Training' }).isVisible()).toBe(true);
      await cancel(page);
      await status(page)
        .filter({ hasText: /^Cancelled/ })
        .waitFor();
      expect(await plot(page).innerHTML()).toBe(before);
      expect(await page.getByRole('progressbar', { name: 'Training' }).isVisible()).toBe(false);
      expect(await button(page, 'Retrain').evaluate((each) => each === document.activeElement)).toBe(true);
      // The worker that was cancelled is of use again.
      await retrain(page, 2);
    });
  });

  test('reset brings back the stored figure, caption, claims, files and controls', async () => {
    await visit(async (page) => {
      const figure = page.locator('figure');
      const parts = async () => [
        await plot(page).innerHTML(),
        await figure.locator('figcaption').innerText(),
        await page.locator('.claims').innerText(),
        await downloaded(page, 'data.json'),
        await page.locator('[data-part=command]').innerText(),
      ];
      const before = await parts();
      await retrain(page, 3);
      expect(await page.locator('form').getAttribute('data-changed')).toBe('');
      const after = await parts();
      for (const [index, text] of before.entries()) expect(after[index]).not.toBe(text);
      await button(page, 'Reset').click();
      await status(page).filter({ hasText: 'stored run is shown again' }).waitFor();
      expect(await parts()).toEqual(before);
      expect(await page.getByLabel('Seed').inputValue()).toBe(String(STORED.spec.seed));
      expect(await page.locator('form').getAttribute('data-changed')).toBeNull();
    });
  });

  test('says so when its code cannot be loaded, and keeps the figure', async () => {
    await visit(
      async (page) => {
        const before = await plot(page).innerHTML();
        await page.route('**/training.worker*', (route) => route.abort());
        await button(page, 'Retrain').click();
        await status(page)
          .filter({ hasText: /^Training failed: .*could not run/ })
          .waitFor();
        expect(await plot(page).innerHTML()).toBe(before);
        await page.unroute('**/training.worker*');
        await retrain(page, 1);
      },
      { tolerated: /ERR_FAILED/ },
    );
  });

  test('refuses a seed that is none, beside the field', async () => {
    await visit(async (page) => {
      await page.getByLabel('Seed').fill('-1');
      await button(page, 'Retrain').click();
      expect(await page.locator('input:invalid').count()).toBe(1);
      expect(await page.locator('live-figure[data-training]').count()).toBe(0);
    });
  });

  test.each([
    ['web workers', 'no web workers', () => Reflect.deleteProperty(window, 'Worker')],
    ['WebAssembly', 'no WebAssembly', () => Reflect.deleteProperty(window, 'WebAssembly')],
    ['SIMD', 'no SIMD', () => void (WebAssembly.validate = () => false)],
  ])('says so where there is no %s, and leaves the page readable', async (_, words, before) => {
    await visit(
      async (page) => {
        await status(page).filter({ hasText: words }).waitFor();
        expect(await button(page, 'Retrain').isDisabled()).toBe(true);
        expect(await plot(page).locator('svg').filter({ visible: true }).count()).toBe(1);
      },
      { before },
    );
  });
});

describe('the keyboard', () => {
  test('reaches everything that can be used, in reading order, with a visible focus', async () => {
    await visit(async (page) => {
      const reachable = 'a[href], button, input, summary';
      const wanted = await page.locator(reachable).count();
      const reached: string[] = [];
      for (let press = 0; press < wanted; press++) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate((selector) => {
          const element = document.activeElement!;
          const style = getComputedStyle(element);
          return {
            index: [...document.querySelectorAll(selector)].indexOf(element),
            outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            name: element.textContent ?? '',
          };
        }, reachable);
        expect(focus.index, `stop ${press}`).toBe(press);
        expect(focus.outlined, `focus on "${focus.name}"`).toBe(true);
        reached.push(focus.name.trim());
      }
      expect(reached).toEqual(expect.arrayContaining(['Retrain', 'Reset']));
    });
  });

  test('opens a claim, moves a slider and retrains', async () => {
    await visit(async (page) => {
      await page.locator('summary').first().focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('details').first().getAttribute('open')).toBe('');
      const slider = page.getByLabel('Training').and(page.locator('input'));
      await slider.focus();
      await page.keyboard.press('Home');
      expect(await slider.getAttribute('aria-valuetext')).toContain('250 steps');
      await page.getByLabel('Seed').focus();
      await page.keyboard.press('Enter');
      await status(page).filter({ hasText: /^Done/ }).waitFor();
      expect(await page.locator('details').first().getAttribute('open')).toBe('');
    });
  });
});
