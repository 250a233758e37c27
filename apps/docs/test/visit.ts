/** The built site in a real Chromium: one server and one browser a test file, a fresh context a visit. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launchBrowser } from './browser.js';
import { serveSite, type StaticSite } from './serve.js';

export interface VisitOptions extends BrowserContextOptions {
  /** Runs in the page before its own scripts. */
  readonly before?: () => void;
  /** Errors that the test itself provokes. */
  readonly tolerated?: RegExp;
}

export interface Visitor {
  /** Opens the page at a path, hands it over, and fails on any error, failed or outside request it made. */
  readonly visit: (path: string, use: (page: Page) => Promise<void>, options?: VisitOptions) => Promise<void>;
}

/** To be called at the top of a test file. */
export function visitor(): Visitor {
  let site: StaticSite;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([serveSite(), launchBrowser()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), site?.close()]);
  });
  return {
    visit: async (path, use, { before, tolerated, ...options } = {}) => {
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
        if (origin !== site.origin && protocol !== 'blob:' && protocol !== 'data:')
          problems.push(request.url());
      });
      context.on('response', (response) => {
        if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
      });
      try {
        await page.goto(`${site.origin}${path}`);
        await use(page);
        expect(problems.filter((problem) => !tolerated?.test(problem))).toEqual([]);
      } finally {
        await context.close();
      }
    },
  };
}
