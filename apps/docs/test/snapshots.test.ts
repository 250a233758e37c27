/**
 * What pages look like, compared with what they looked like when someone last looked: the layout of every page
 * in text, and pictures of five of them. After a change that is meant:
 * `pnpm --filter @toymodels/docs snapshots`, then look at what changed, and commit it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.js';
import { aspectsOf, KINDS, layoutOf, summary, type Aspects, type Laid } from './layout.js';
import { PATHS } from './paths.js';
import { difference } from './pictures.js';
import { serveSite, type StaticSite } from './serve.js';

const PICTURES = new URL('snapshots/pictures/', import.meta.url);
/** For the eye, not committed. */
const NOW = new URL('../artifacts/pictures-now/', import.meta.url);
const UPDATE = process.env['UPDATE_PICTURES'] !== undefined;

const SIZES = { phone: { width: 390, height: 800 }, desktop: { width: 1280, height: 800 } } as const;
const THEMES = ['light', 'dark'] as const;
const SHOWN = {
  home: '/',
  section: '/paper/introduction/',
  derivation: '/derivation/',
  laboratory: '/laboratory/',
  claims: '/claims/',
} as const;
/** At most this share of a picture's squares may differ: two lines of text on a phone. */
const MOST = 0.02;

let site: StaticSite;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launchBrowser()]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()]);
});

test('every page is laid out, set and coloured as it was, at phone and desktop width, in both themes', async () => {
  const pages = new Map<string, Aspects>();
  const left = [...PATHS];
  const reader = async (): Promise<void> => {
    const page = await newPage(1);
    for (let path = left.shift(); path !== undefined; path = left.shift())
      pages.set(path, await seen(page, path));
    await page.context().close();
  };
  await Promise.all([reader(), reader()]);
  await expect(summary(pages)).toMatchFileSnapshot('snapshots/layout.txt');
});

describe('pictures', () => {
  const CASES = Object.entries(SHOWN).flatMap(([name, path]) =>
    (['phone', 'desktop'] as const).map((size) => [name, path, size] as const),
  );

  test.each(CASES)('%s (%s) looks as it did in both themes, %s', async (name, path, size) => {
    // Half size: the picture is of where things are, not of letters.
    const page = await newPage(0.5);
    try {
      await page.setViewportSize(SIZES[size]);
      await page.goto(`${site.origin}${path}`, { waitUntil: 'load' });
      await settled(page);
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        const now = await page.screenshot({ animations: 'disabled', caret: 'hide' });
        expect(await complaint(page, `${name}-${size}-${colorScheme}.png`, now)).toBe('');
      }
    } finally {
      await page.context().close();
    }
  });

  test('the comparison forgives other letters, and finds what moved, went or changed its colour', async () => {
    const page = await newPage(0.5);
    const picture = async (style: string, words = 'Some words to read'): Promise<Buffer> => {
      await page.setViewportSize(SIZES.phone);
      await page.setContent(
        `<body style="margin:0;font:18px serif"><p>${`${words}<br>`.repeat(9)}</p><div style="${style}">`,
      );
      return page.screenshot();
    };
    const box = 'width:200px;height:120px;margin-left:40px;background:#336';
    const before = await picture(box);
    const share = async (style: string, words?: string): Promise<number> =>
      (await difference(page, before, await picture(style, words))).share;
    expect(await share(box)).toBe(0);
    expect(await share(`${box};opacity:0.99`)).toBe(0);
    expect(await share(box.replace('40px', '41px'))).toBeLessThan(MOST);
    for (const other of [box.replace('40px', '80px'), box.replace('#336', '#633'), 'display:none'])
      expect(await share(other)).toBeGreaterThan(MOST);
    expect(await share(box, '')).toBeGreaterThan(MOST);
    await page.context().close();
  });
});

/** What is to be said of a picture against the committed one; '' when it is the same. */
async function complaint(page: Page, file: string, now: Buffer): Promise<string> {
  const before = new URL(file, PICTURES);
  if (UPDATE) {
    mkdirSync(PICTURES, { recursive: true });
    writeFileSync(before, now);
  }
  if (!existsSync(before)) return `there is no ${fileURLToPath(before)}; make it: pnpm snapshots`;
  const { share, at } = await difference(page, readFileSync(before), now);
  if (share <= MOST) return '';
  mkdirSync(NOW, { recursive: true });
  writeFileSync(new URL(file, NOW), now);
  const where = at === undefined ? 'it is of another size' : `first at ${at.join(', ')}`;
  return `${(100 * share).toFixed(1)} % of ${file} differ, ${where}; now it is ${fileURLToPath(new URL(file, NOW))}`;
}

async function newPage(deviceScaleFactor: number): Promise<Page> {
  const context = await browser.newContext({
    deviceScaleFactor,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

/** Fonts are there, and nothing is drawn any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let before = ''; before !== document.body.innerHTML;) {
      before = document.body.innerHTML;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  });
}

/** A page at both widths, and in both themes. */
async function seen(page: Page, path: string): Promise<Aspects> {
  await page.setViewportSize(SIZES.phone);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${site.origin}${path}`, { waitUntil: 'load' });
  const laid = (): Promise<Laid[]> => page.evaluate(layoutOf, KINDS);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const phone = await laid();
  await page.setViewportSize(SIZES.desktop);
  // Menu and contents unfold after the width has changed.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const desktop = await laid();
  await page.emulateMedia({ colorScheme: 'dark' });
  return aspectsOf(phone, desktop, await laid());
}
