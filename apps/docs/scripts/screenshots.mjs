// Pictures of every page of the built site, phone and desktop, light and dark, into `artifacts/`:
// `pnpm --filter @toymodels/docs screenshots [part of a path]`. To be looked at; nothing compares them.

import { mkdirSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../../scripts/find-chromium.mjs';

const DIST = process.env['SITE_FOLDER'] ?? fileURLToPath(new URL('../dist/', import.meta.url));
const OUT = fileURLToPath(new URL('../artifacts/', import.meta.url));
const ORIGIN = 'http://site.invalid';
const SIZES = { phone: 390, desktop: 1600 };
const only = process.argv[2] ?? '';

const paths = /** @type {string[]} */ (readdirSync(DIST, { recursive: true }))
  .filter((name) => name.endsWith('.html') && !name.startsWith('pagefind'))
  .map((name) => `/${name.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1')}`)
  .filter((path) => path.includes(only))
  .sort();

mkdirSync(OUT, { recursive: true });
const env = /** @type {Record<string, string>} */ (launchOptions().env);
const browser = await chromium.launch({ ...launchOptions(), env });
for (const [size, width] of Object.entries(SIZES)) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    // The files themselves, without a server between.
    await context.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      const file = decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
      const type = extname(file) === '.js' ? { contentType: 'text/javascript' } : {};
      return route.fulfill({ path: join(DIST, file), ...type });
    });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(`${ORIGIN}${path}`, { waitUntil: 'networkidle' });
      const name = path.replaceAll('/', '_').replace(/^_|_$|\.html$/g, '') || 'home';
      await page.screenshot({ path: join(OUT, `${name}-${size}-${colorScheme}.png`), fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
console.log(`${paths.length * 4} pictures in ${OUT}`);
