/** The laboratory of the built site, in a real Chromium. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { wasmBackend } from '@toymodels/backend-wasm';
import { completeSpec, decodeRun } from '@toymodels/core';
import type { Download, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { sweepNpzBytes } from '../src/lab/files/export.js';
import { importFile } from '../src/lab/files/import.js';
import { fingerprint } from '../src/lab/state/fingerprint.js';
import { readLink, writeLink } from '../src/lab/state/link.js';
import { modelsOf } from '../src/lab/state/outcome.js';
import { PRESETS } from '../src/lab/state/presets.js';
import { DEFAULTS, type Settings } from '../src/lab/state/settings.js';
import { specOf } from '../src/lab/state/spec.js';
import { computeExact } from '../src/lab/train/exact.js';
import { computeSampled } from '../src/lab/train/sampled.js';
import { DIST } from './serve.js';
import { visitor } from './visit.js';

const { visit } = visitor();
const PATH = '/laboratory/';
const at = (settings: Settings, other?: Settings): string => `${PATH}#${writeLink(settings, other)}`;

const QUICK: Settings = { ...DEFAULTS, steps: 300, batchSize: 128, evaluationSamples: 512 };
/** So long that it is still going when it is stopped, and asked for by hand. */
const LONG: Settings = { ...DEFAULTS, steps: 400_000, restarts: 20 };

const status = (page: Page) => page.locator('[data-part=status]');
const hashes = (page: Page) => page.locator('[data-part=hash]').allInnerTexts();
const train = (page: Page) => page.locator('[data-part=train]');
const done = (page: Page) => status(page).filter({ hasText: /^Done/ }).waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** A view of its own drawing, not that of the example. */
const view = (page: Page, name: string) => page.locator(`.lab-view[data-view=${name}]`);

async function expectedHash(settings: Settings): Promise<string> {
  const computed =
    settings.method === 'exact'
      ? await computeExact(settings)
      : await computeSampled(settings, { backend: wasmBackend() });
  return (await fingerprint(computed))!;
}

/** Trains what the form has, and waits until all is drawn. */
async function trained(page: Page): Promise<void> {
  const before = await page.locator('toy-laboratory').getAttribute('data-shown');
  await train(page).click();
  await page.waitForFunction((old) => {
    const lab = document.querySelector<HTMLElement>('toy-laboratory')!;
    return lab.dataset['shown'] !== undefined && lab.dataset['shown'] !== old;
  }, before ?? undefined);
  await done(page);
}

async function bytesOf(download: Download): Promise<Uint8Array> {
  return new Uint8Array(readFileSync(await download.path()));
}

async function downloaded(page: Page, name: string): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

describe('before anything is run', () => {
  test('an experiment stands there, with the fingerprint that Node has for it', async () => {
    const expected = await expectedHash(PRESETS[0]!.settings);
    await visit(PATH, async (page) => {
      expect(await page.locator('.lab-example code').innerText()).toBe(expected);
      expect(await page.locator('[data-example] svg').filter({ visible: true }).count()).toBe(2);
    });
  });

  test('without JavaScript the experiment and a sentence are there, and no dead form', async () => {
    await visit(
      PATH,
      async (page) => {
        expect(await page.locator('noscript p').isVisible()).toBe(true);
        expect(await page.locator('[data-example] svg').filter({ visible: true }).count()).toBe(2);
        expect(await page.locator('.lab-form').isVisible()).toBe(false);
        expect(
          await page.locator('.lab input, .lab button, .lab select').filter({ visible: true }).count(),
        ).toBe(0);
      },
      { javaScriptEnabled: false },
    );
  });

  test('without WebAssembly SIMD the reason is said, and the form is off', async () => {
    await visit(
      PATH,
      async (page) => {
        await page.getByRole('alert').filter({ hasText: 'no SIMD instructions' }).waitFor();
        expect(await train(page).isDisabled()).toBe(true);
      },
      { before: () => void (WebAssembly.validate = () => false) },
    );
  });

  test('less than 200 kB of script is loaded, compressed, and no backend', async () => {
    await visit(PATH, async (page) => {
      await page.waitForLoadState('networkidle');
      const scripts = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .flatMap(({ name }) => (new URL(name).pathname.endsWith('.js') ? [new URL(name).pathname] : [])),
      );
      expect(scripts.length).toBeGreaterThan(0);
      const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(DIST, path))).length, 0);
      expect(bytes).toBeLessThan(200_000);
      expect(page.workers()).toHaveLength(0);
    });
  });

  test.each([360, 390, 800, 1280])(
    'nothing scrolls sideways at %i px, all groups open and models trained',
    async (width) => {
      await visit(
        at({ ...QUICK, nHidden: 3, sweep: { over: 'seed', values: [0, 1, 2] } }),
        async (page) => {
          await done(page);
          await page
            .locator('details')
            .evaluateAll((all: HTMLDetailsElement[]) => all.forEach((each) => (each.open = true)));
          await view(page, 'loss').locator('svg').waitFor();
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        },
        { viewport: { width, height: 800 } },
      );
    },
  );
});

describe('a link', () => {
  test.each<readonly [string, Settings]>([
    ['one model', QUICK],
    [
      'models side by side, several starts',
      { ...QUICK, restarts: 3, sweep: { over: 'featureProbability', values: [1, 0.2, 0.05] } },
    ],
    ['several runs', { ...QUICK, sweep: { over: 'nHidden', values: [1, 2, 3] } }],
    ['neurons', { ...QUICK, kind: 'relu-hidden', nFeatures: 6, nHidden: 3, sampling: 'non-empty' }],
    ['untied weights', { ...QUICK, kind: 'absolute-value', nFeatures: 3, nHidden: 6, featureProbability: 1 }],
    ['correlated sets', { ...QUICK, nFeatures: 4, sets: [{ kind: 'correlated', features: [0, 1] }] }],
    ['exact optima', { ...DEFAULTS, featureProbability: 0.05, method: 'exact', exactStarts: 8 }],
  ])('of %s gives the bits that Node gives', async (_, settings) => {
    const expected = await expectedHash(settings);
    await visit(at(settings), async (page) => {
      await done(page);
      expect(await hashes(page)).toEqual([expected]);
    });
  });

  test('of two experiments trains and shows both', async () => {
    const other = { ...QUICK, seed: 5 };
    await visit(at(QUICK, other), async (page) => {
      await page.waitForFunction(() => document.querySelectorAll('[data-part=hash]').length === 2);
      await done(page);
      expect(await hashes(page)).toEqual([await expectedHash(other), await expectedHash(QUICK)]);
      expect(await view(page, 'vectors').locator('svg.tm-figure').count()).toBe(2);
      expect(readLink(new URL(page.url()).hash)).toEqual({ settings: QUICK, other, notes: [] });
    });
  });

  test('to a long experiment waits to be asked', async () => {
    await visit(at(LONG), async (page) => {
      await status(page).filter({ hasText: 'press Train' }).waitFor();
      expect(await page.locator('[data-part=estimate]').innerText()).toMatch(
        /^This takes about \d+ (s|min) here/,
      );
    });
  });

  test.each([
    ['v1;n=100000;steps=10;batch=1;m=1;eval=1', /Features n: 100000 was brought to 1024/],
    ['v1;colour=red;steps=10', /there is no setting “colour=red”/],
    ['v7;n=3', /version v7, and this page reads v1/],
    ['v1;p=0.1,0.2', /does not fit together, so the defaults stand here.*2 values for 5 features/s],
    ['v1;sets=c0.1/c1.2', /does not fit together.*may not overlap/s],
  ])('that says #%s is answered in words', async (hash, words) => {
    await visit(`${PATH}#${hash}`, async (page) => {
      const note = page.locator('[data-part=link-notes]');
      await note.waitFor();
      expect(await note.innerText()).toMatch(words);
      await done(page);
      // What stands in the address now is what is shown.
      expect(readLink(new URL(page.url()).hash)?.notes).toEqual([]);
    });
  });

  test('pasted over another is taken up', async () => {
    await visit(at(QUICK), async (page) => {
      await done(page);
      const [before] = await hashes(page);
      const next = { ...QUICK, seed: 9 };
      await page.evaluate((hash) => (location.hash = hash), writeLink(next));
      await page.waitForFunction(
        (old) => document.querySelector('[data-part=hash]')?.textContent !== old,
        before,
      );
      await done(page);
      expect(await hashes(page)).toEqual([await expectedHash(next)]);
      expect(await page.getByLabel('Seed', { exact: true }).inputValue()).toBe('9');
    });
  });
});

describe('an experiment', () => {
  test('is begun by a preset, trained in a worker, and moves while it trains', async () => {
    await visit(PATH, async (page) => {
      await page.evaluate(() => {
        const bench = document.querySelector<HTMLElement>('[data-part=bench]')!;
        new MutationObserver((changes) => {
          const drawn = changes.filter(({ target }) =>
            (target as Element).matches('[data-view=vectors] .plot'),
          );
          bench.dataset['draws'] = String(Number(bench.dataset['draws'] ?? 0) + drawn.length);
        }).observe(bench, { childList: true, subtree: true });
      });
      await button(page, PRESETS[0]!.title).or(page.locator('[data-id=pentagon]')).first().click();
      await done(page);
      expect(page.workers().length).toBeGreaterThan(0);
      expect(Number(await page.locator('[data-part=bench]').getAttribute('data-draws'))).toBeGreaterThan(1);
      expect(await hashes(page)).toEqual([await page.locator('toy-laboratory').getAttribute('data-shown')]);
      expect(await page.locator('.lab-table tbody tr').count()).toBe(3);
      expect(await page.locator('.lab-table').innerText()).toContain('pentagon');
    });
  });

  test('is drawn only at its end where the reader wants little motion', async () => {
    await visit(
      PATH,
      async (page) => {
        await page.locator('[data-id=pentagon]').click();
        await status(page)
          .filter({ hasText: /^Training/ })
          .waitFor();
        expect(await view(page, 'vectors').count()).toBe(0);
        await done(page);
        expect(await view(page, 'vectors').locator('svg').count()).toBe(1);
      },
      { reducedMotion: 'reduce' },
    );
  });

  test.each([
    ['the button', (page: Page) => train(page).click()],
    ['Escape', (page: Page) => train(page).press('Escape')],
  ])('is stopped by %s, shows what it reached, and can be continued', async (_, stop) => {
    await visit(at(LONG), async (page) => {
      await status(page).filter({ hasText: 'press Train' }).waitFor();
      await train(page).click();
      await view(page, 'vectors').locator('svg').waitFor();
      expect(await page.getByRole('progressbar', { name: 'Computing' }).isVisible()).toBe(true);
      await stop(page);
      await status(page)
        .filter({ hasText: /^Stopped/ })
        .waitFor();
      expect(await train(page).innerText()).toBe('Train');
      expect(await page.locator('[data-part=result]').innerText()).toContain('its bits are those of no link');
      expect(await button(page, 'Continue').isVisible()).toBe(true);
    });
  });

  test('that was stopped and continued ends with the bits of one that was not', async () => {
    const settings = { ...DEFAULTS, steps: 300_000, restarts: 2 };
    await visit(PATH, async (page) => {
      // Whether it begins by itself is the machine's business.
      await page.evaluate((hash) => (location.hash = hash), writeLink(settings));
      await page.waitForTimeout(500);
      if ((await train(page).innerText()) === 'Train') await train(page).click();
      await view(page, 'vectors').locator('svg').waitFor();
      await train(page).press('Escape');
      await status(page)
        .filter({ hasText: /^Stopped/ })
        .waitFor();
      await button(page, 'Continue').click();
      await done(page);
      expect(await hashes(page)).toEqual([await expectedHash(settings)]);
    });
  });

  test('that is changed says that its pictures are old, until it is trained', async () => {
    await visit(at(QUICK), async (page) => {
      await done(page);
      const stale = page.locator('.lab-stale');
      expect(await stale.isVisible()).toBe(false);
      await page.getByLabel('Seed', { exact: true }).fill('3');
      await page.getByLabel('Seed', { exact: true }).blur();
      expect(await stale.isVisible()).toBe(true);
      expect(new URL(page.url()).hash).toContain('seed=3');
      await trained(page);
      expect(await stale.isVisible()).toBe(false);
      expect(await hashes(page)).toEqual([await expectedHash({ ...QUICK, seed: 3 })]);
    });
  });

  test('is kept as A and compared with the next one; both are in the address', async () => {
    await visit(at(QUICK), async (page) => {
      await done(page);
      await button(page, 'Keep as A, to compare').click();
      await page.getByLabel('Features n').fill('6');
      await page.getByLabel('Features n').blur();
      await trained(page);
      const both = [await expectedHash(QUICK), await expectedHash({ ...QUICK, nFeatures: 6 })];
      expect(await hashes(page)).toEqual(both);
      expect(await page.locator('.lab-table').count()).toBe(2);
      expect(readLink(new URL(page.url()).hash)).toEqual({
        settings: { ...QUICK, nFeatures: 6 },
        other: QUICK,
        notes: [],
      });
      await button(page, 'Exchange A and B').click();
      expect(await hashes(page)).toEqual(both.toReversed());
      await button(page, 'Let A go').click();
      expect(await hashes(page)).toEqual([both[0]]);
      expect(new URL(page.url()).hash).not.toContain('~');
    });
  });

  test('shows the views that are chosen, and the address has them', async () => {
    await visit(at({ ...QUICK, nHidden: 3 }), async (page) => {
      await done(page);
      await view(page, 'loss').locator('svg').waitFor();
      await page.getByRole('checkbox', { name: 'Loss over training' }).uncheck();
      await page.getByRole('checkbox', { name: 'The weights W' }).check();
      await view(page, 'weights').locator('svg').waitFor();
      expect(await view(page, 'loss').isVisible()).toBe(false);
      expect(readLink(new URL(page.url()).hash)!.settings.views).toEqual([
        'solid',
        'portrait',
        'weights',
        'graph',
      ]);
      const before = await view(page, 'solid').locator('svg').innerHTML();
      await page.getByLabel('Turn', { exact: true }).press('ArrowRight');
      expect(await view(page, 'solid').locator('svg').innerHTML()).not.toBe(before);
      expect(readLink(new URL(page.url()).hash)!.settings.turned.azimuth).toBe(26);
    });
  });

  test('on a graphics processor that may be missing is trained, or the reason is said; the page goes on', async () => {
    await visit(
      at({ ...QUICK, steps: 5, backend: 'webgpu' }),
      async (page) => {
        const answer = /^Done|^backend tfjs-webgpu is not available: .+; .+/;
        await status(page).filter({ hasText: answer }).waitFor();
        expect(await train(page).innerText()).toBe('Train');
        await page.getByLabel('Backend').selectOption('wasm');
        await trained(page);
      },
      // The browser may grumble about the adapter that it lacks.
      { tolerated: /adapter|WebGPU|powerPreference/i },
    );
  });

  test.each<readonly [Settings['backend'], Settings['activation'], RegExp]>([
    ['tfjs-cpu', 'gelu', /JavaScript.*gelu.*Another machine may give other bits/s],
    ['tfjs-wasm', 'own', /WebAssembly/],
    ['wasm-relaxed', 'own', /relaxed SIMD.*Another machine may give other bits/s],
  ])('is trained by %s with the output activation %s', async (backend, activation, words) => {
    await visit(at({ ...QUICK, steps: 5, batchSize: 32, backend, activation }), async (page) => {
      await done(page);
      expect(await page.locator('[data-part=result]').innerText()).toMatch(words);
      expect(await view(page, 'vectors').locator('svg').count()).toBe(1);
    });
  });
});

describe('the form', () => {
  test('brings what is entered into range, and says so', async () => {
    await visit(PATH, async (page) => {
      await page.getByLabel('Hidden dimensions m').fill('5000');
      await page.getByLabel('Hidden dimensions m').blur();
      expect(await page.getByLabel('Hidden dimensions m').inputValue()).toBe('256');
      const note = page.locator('[data-part=entry-notes]');
      expect(await note.innerText()).toBe(
        'Hidden dimensions m: 5000 was brought to 256, allowed is whole numbers from 1 to 256.',
      );
      await page.getByLabel('Feature sets').fill('0 and 1');
      await page.getByLabel('Feature sets').blur();
      expect(await note.innerText()).toMatch(/is no set; write c0\.1\.2/);
      await page.getByLabel('Feature sets').fill('c0.1');
      await page.getByLabel('Feature sets').blur();
      expect(await note.isVisible()).toBe(false);
      expect(await page.locator('[data-field=sets] [data-role=meaning]').innerText()).toBe('0, 1 together');
    });
  });

  test('says what values mean, and takes rules', async () => {
    await visit(`${PATH}#v1;steps=10`, async (page) => {
      const box = page.locator('[data-field=featureProbability]');
      const numbers = page.getByLabel('Feature probability p = 1 − S: the numbers');
      await numbers.fill('0.01');
      await numbers.blur();
      expect(await box.locator('[data-role=meaning]').innerText()).toBe(
        'S = 0.99: active once in 100 samples',
      );
      await box.locator('select').selectOption('lin');
      await numbers.fill('1, 0.5');
      await numbers.blur();
      expect(await box.locator('[data-role=meaning]').innerText()).toBe('1, 0.875, 0.75, 0.625, 0.5');
      expect(new URL(page.url()).hash).toContain('p=lin:1,0.5');
    });
  });

  test('says why an experiment cannot be begun, and does not begin it', async () => {
    await visit(PATH, async (page) => {
      await page.getByLabel('Method').selectOption('exact');
      await page.getByLabel('Features n').fill('30');
      await page.getByLabel('Features n').blur();
      const problems = page.locator('[data-part=problems] li');
      expect(await problems.allInnerTexts()).toEqual([
        expect.stringContaining('up to 12 features and n is 30'),
      ]);
      await train(page).click();
      expect(await page.locator('toy-laboratory').getAttribute('data-running')).toBeNull();
    });
  });

  test('is used by keyboard alone: reached, changed, begun and stopped', async () => {
    await visit(at(LONG), async (page) => {
      await status(page).filter({ hasText: 'press Train' }).waitFor();
      // From the first preset on, every control comes with Tab.
      await page.locator('[data-preset]').first().focus();
      const reached = new Set<string>();
      for (let press = 0; press < 60; press++) {
        await page.keyboard.press('Tab');
        reached.add(
          await page.evaluate(
            () =>
              document.activeElement?.id ||
              (document.activeElement as HTMLElement).dataset['part'] ||
              document.activeElement!.tagName,
          ),
        );
      }
      for (const id of [
        'train',
        'lab-kind',
        'lab-nFeatures',
        'lab-outputBias',
        'lab-importance',
        'lab-steps',
        'lab-seed',
        'lab-backend',
        'file',
      ])
        expect([...reached]).toContain(id);
      await page.getByLabel('Seed', { exact: true }).focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await status(page)
        .filter({ hasText: /^Training/ })
        .waitFor();
      await view(page, 'vectors').locator('svg').waitFor();
      expect(new URL(page.url()).hash).toContain('seed=1');
      await page.keyboard.press('Escape');
      await status(page)
        .filter({ hasText: /^Stopped/ })
        .waitFor();
    });
  });

  test.each(['light', 'dark'] as const)(
    'and all results have nothing that axe minds, in the %s theme',
    async (colorScheme) => {
      await visit(
        at(QUICK, { ...QUICK, seed: 1 }),
        async (page) => {
          await page.waitForFunction(() => document.querySelectorAll('[data-part=hash]').length === 2);
          await done(page);
          await page
            .locator('details')
            .evaluateAll((all: HTMLDetailsElement[]) => all.forEach((each) => (each.open = true)));
          await view(page, 'loss').locator('svg').nth(1).waitFor();
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
            .analyze();
          expect(
            violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
            ),
          ).toEqual([]);
        },
        { colorScheme },
      );
    },
  );
});

describe('two experiments beside each other', () => {
  test('have the same axes, until each is asked to have its own, which the address keeps', async () => {
    const small: Settings = { ...QUICK, sweep: { over: 'nHidden', values: [1, 2] } };
    const large: Settings = { ...QUICK, sweep: { over: 'nHidden', values: [1, 2, 4] }, initialScale: 3 };
    await visit(at(large, small), async (page) => {
      /** Words of A's and of B's drawing: numbers and names of the axes. */
      const alike = async (): Promise<boolean | undefined> => {
        const [a, b] = await view(page, 'sweep')
          .locator('.plot')
          .evaluateAll((plots) =>
            plots.map((plot) => Array.from(plot.querySelectorAll('text'), (text) => text.textContent).join()),
          );
        return a && b ? a === b : undefined;
      };
      const scales = page.getByLabel('A and B on the same scales');
      await scales.waitFor();
      await done(page);
      await expect.poll(alike).toBe(true);
      await scales.uncheck();
      await expect.poll(alike).toBe(false);
      expect(readLink(new URL(page.url()).hash)!.settings).toEqual({ ...large, sameScales: false });
      await page.reload();
      await scales.waitFor();
      // The page is there before its script has read the address.
      await expect.poll(() => scales.isChecked()).toBe(false);
      await expect.poll(alike).toBe(false);
    });
  });
});

describe('files', () => {
  const several: Settings = { ...QUICK, count: 2, restarts: 2 };

  test('are what Node would write, and bring the experiment back', async () => {
    const original = await computeSampled(several, { backend: wasmBackend() });
    const fallback = completeSpec(specOf(DEFAULTS));
    await visit(at(several), async (page) => {
      await done(page);
      const [hash] = await hashes(page);
      const npz = await downloaded(page, 'NumPy (.npz)');
      const run = await downloaded(page, 'Run with its state (.safetensors)');
      const spec = await downloaded(page, 'Spec (.json)');
      expect([npz.name, run.name, spec.name]).toEqual(['run.npz', 'run.safetensors', 'spec.json']);
      const read = importFile(npz.bytes, fallback);
      if (read.kind !== 'models') throw new Error('it holds models');
      expect(modelsOf(read.computed).map(({ parameters }) => parameters)).toEqual(
        modelsOf(original).map(({ parameters }) => parameters),
      );
      expect(
        await fingerprint({ method: 'sampled', runs: [{ label: '', result: decodeRun(run.bytes) }] }),
      ).toBe(hash);
      expect(completeSpec(JSON.parse(new TextDecoder().decode(spec.bytes)))).toEqual(
        completeSpec(specOf(several)),
      );
      const open = async (name: string, bytes: Uint8Array): Promise<void> => {
        await page
          .locator('[data-part=file]')
          .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
        await status(page)
          .filter({ hasText: `${name} was read` })
          .waitFor();
      };
      // Into a page that has something else.
      await page.evaluate((to) => (location.hash = to), writeLink({ ...QUICK, seed: 77 }));
      await page.waitForFunction(
        (old) => document.querySelector('[data-part=hash]')!.textContent !== old,
        hash,
      );
      await done(page);
      await open('a.safetensors', run.bytes);
      expect(await hashes(page)).toEqual([hash]);
      expect(readLink(new URL(page.url()).hash)!.settings).toEqual(several);
      const again = await downloaded(page, 'Run with its state (.safetensors)');
      expect(Buffer.compare(again.bytes, run.bytes)).toBe(0);
      await open('b.npz', npz.bytes);
      expect(readLink(new URL(page.url()).hash)!.settings).toEqual(several);
      expect(Buffer.compare((await downloaded(page, 'NumPy (.npz)')).bytes, npz.bytes)).toBe(0);
      await page.locator('[data-id=exact]').click();
      await done(page);
      await open('c.json', spec.bytes);
      await page.getByLabel('Method').selectOption('sampled');
      await trained(page);
      expect(await hashes(page)).toEqual([hash]);
    });
  });

  test('of a whole sweep are one, which brings all its runs back', async () => {
    const sweep: Settings = { ...QUICK, sweep: { over: 'nHidden', values: [1, 2] } };
    const original = await computeSampled(sweep, { backend: wasmBackend() });
    await visit(at(sweep), async (page) => {
      await done(page);
      const archive = await downloaded(page, 'Whole sweep (.npz)');
      expect(archive.name).toBe('sweep.npz');
      const bytes = sweepNpzBytes(original, modelsOf(original), writeLink(sweep));
      expect(Buffer.compare(archive.bytes, bytes)).toBe(0);
      await page.locator('[data-id=exact]').click();
      await done(page);
      expect(await button(page, 'Whole sweep (.npz)').isVisible()).toBe(false);
      await page.locator('[data-part=file]').setInputFiles({
        name: 'sweep.npz',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(archive.bytes),
      });
      await status(page).filter({ hasText: 'sweep.npz was read' }).waitFor();
      expect(readLink(new URL(page.url()).hash)!.settings).toEqual(sweep);
      expect(await button(page, 'Whole sweep (.npz)').isVisible()).toBe(true);
    });
  });

  test('that are none of ours are answered in words', async () => {
    await visit(at(QUICK), async (page) => {
      await done(page);
      await page.locator('[data-part=file]').setInputFiles({
        name: 'cat.png',
        mimeType: 'image/png',
        buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0, 0]),
      });
      const note = page.locator('[data-part=entry-notes]');
      await note.waitFor();
      expect(await note.innerText()).toMatch(/^cat\.png: this file is none of those that are read here/);
    });
  });

  test('of a view are an SVG by itself and a PNG of twice its size', async () => {
    await visit(at(QUICK), async (page) => {
      await done(page);
      const svg = await downloaded(page, 'SVG of Feature vectors in the plane');
      expect(svg.name).toBe('vectors.svg');
      expect(new TextDecoder().decode(svg.bytes)).toContain('>Feature vectors in the plane</text>');
      expect(new TextDecoder().decode(svg.bytes)).toMatch(
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]* width="720"/,
      );
      const png = await downloaded(page, 'PNG of Feature vectors in the plane');
      expect(new DataView(png.bytes.buffer).getUint32(16)).toBe(1440);
    });
  });

  test('and code for Node, shell and Python stand beside them, for the experiment that is shown', async () => {
    await visit(at(several), async (page) => {
      await done(page);
      await page.getByText('Node, with the packages').click();
      expect(await page.locator('[data-code=node] pre').innerText()).toContain('"count": 2');
      await page.getByText('The command line', { exact: true }).click();
      expect(await page.locator('[data-code=shell] pre').innerText()).toContain(
        'toymodels train my-run.json',
      );
      expect(await page.locator('[data-code=python] pre').textContent()).toContain('np.load("run.npz")');
    });
  });
});
