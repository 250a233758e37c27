// Three projects: `node` runs everything in Node, `browser` runs *.browser.test.ts in a real Chromium, and
// `isolated` runs *.isolated.test.ts in one whose pages are cross-origin isolated, so that threads may share memory.
// All import the packages by name, so they test what was built: `pnpm build` first (`npm test` does).

import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from './scripts/find-chromium.mjs';

const BROWSER_TESTS = ['packages/*/test/**/*.browser.test.ts', 'tests/**/*.browser.test.ts'];
const ISOLATED_TESTS = ['packages/*/test/**/*.isolated.test.ts'];
const NEVER = ['**/node_modules/**', '**/dist/**'];

// Two cores, software graphics, everything else running at once: a test that hangs must still end.
const TIMEOUT_MS = 120_000;

/** How long a page may take until it shows what is expected; the default of a second is for an idle machine. */
const POLL_MS = 30_000;

const chromium = findChromium();
if (chromium === undefined) {
  console.warn('No Chromium was found: browser tests will fail. Install one, or set CHROMIUM_PATH to one.');
}

/** @param include test files */
const inChromium = (name: string, include: string[]) => ({
  name,
  include,
  exclude: NEVER,
  testTimeout: TIMEOUT_MS,
  hookTimeout: TIMEOUT_MS,
  browser: {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({
      launchOptions: {
        args: CHROMIUM_ARGS,
        ...(chromium && {
          executablePath: chromium.executablePath,
          env: { ...process.env, ...chromium.env },
        }),
      },
    }),
    instances: [{ browser: 'chromium' as const }],
  },
});

export default defineConfig({
  test: {
    reporters: ['default', './scripts/lib/count-reporter.mjs'],
    // By default one core is left idle; much of the suite waits for pages, and no test measures time.
    maxWorkers: '100%',
    // Of tests that say that they may run beside each other.
    maxConcurrency: 2,
    projects: [
      {
        test: {
          name: 'node',
          include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: [...NEVER, ...BROWSER_TESTS, ...ISOLATED_TESTS],
          environment: 'node',
          testTimeout: TIMEOUT_MS,
          hookTimeout: TIMEOUT_MS,
          expect: { poll: { timeout: POLL_MS } },
        },
      },
      {
        // Found out only while tests run, these would make Vite reload the page under them.
        optimizeDeps: {
          include: [
            '@toymodels/backend-tfjs > @tensorflow/tfjs-core',
            '@toymodels/backend-tfjs > @tensorflow/tfjs-backend-cpu',
            '@toymodels/backend-tfjs > @tensorflow/tfjs-backend-wasm',
            '@toymodels/backend-tfjs > @tensorflow/tfjs-backend-webgpu',
            '@toymodels/backend-webgl > @tensorflow/tfjs-backend-webgl',
          ],
        },
        test: inChromium('browser', BROWSER_TESTS),
      },
      {
        server: {
          headers: {
            'Cross-Origin-Opener-Policy': 'same-origin',
            'Cross-Origin-Embedder-Policy': 'require-corp',
          },
        },
        test: inChromium('isolated', ISOLATED_TESTS),
      },
    ],
  },
});
