// A page of headless Chromium: `node chromium.mjs <folder of the built page> toymodels [workers]`, or `… webgl`,
// `… webgpu`, `… jax-js <version>`. Serves the page to itself; times are taken in the page.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/find-chromium.mjs';
import { serve } from './serve.mjs';

const [folder = '.', library, option] = process.argv.slice(2);

/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

const server = createServer((request, response) => void answer(request, response));

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
async function answer(request, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = join(folder, normalize(pathname === '/' ? '/index.html' : pathname));
  try {
    const body = await readFile(path);
    response.writeHead(200, {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      // Isolated pages have a finer clock, and shared memory for those who use it.
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

await serve(async (work) => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${address.port}/`);
  await page.waitForFunction('globalThis.bench !== undefined');
  /** @param {string} name @param {unknown[]} args @returns {Promise<any>} */
  const call = (name, ...args) =>
    page.evaluate(
      (/** @type {{ name: string, args: unknown[] }} */ asked) =>
        /** @type {any} */ (globalThis).bench[asked.name](...asked.args),
      { name, args },
    );
  const { device, version } = await call('open', work, library, option);
  return {
    device: `${device}, Chromium ${browser.version()}`,
    version,
    train: (steps) => call('train', steps),
    evaluate: (samples) => call('evaluate', samples),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
});
