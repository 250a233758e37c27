/**
 * Live figures of the built site: retrained, cancelled, linked to, used by keys.
 * What is looked at, turned and played is in figures-looked-at.test.ts.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wasmBackend } from '@toymodels/backend-wasm';
import { loadFigure } from '@toymodels/paper';
import { readStored } from '@toymodels/paper/stored';
import { describe, expect, test } from 'vitest';
import { sketchOf } from '../src/figures/sketches.js';
import { withValue } from '../src/live/controls.js';
import type { RunFile } from '../src/live/downloads.js';
import { Figure } from './figure.js';
import { DIST } from './serve.js';
import { visitor } from './visit.js';

const { visit } = visitor();

const PAGE = '/paper/demonstrating-superposition/';
const ID = 'basic-results';
const STORED = readStored(ID);

/** Every section with its figures, as built. */
const SECTIONS = readdirSync(join(DIST, 'paper'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const html = readFileSync(join(DIST, 'paper', name, 'index.html'), 'utf8');
    return [
      `/paper/${name}/`,
      [...html.matchAll(/<live-figure id="([^"]+)"/g)].map(([, id]) => id!),
    ] as const;
  })
  .filter(([, ids]) => ids.length > 0);

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

describe('retraining', () => {
  test('was preceded by a stored run of the preset that the page names, with its verdicts', async () => {
    const figure = await loadFigure(ID);
    expect(STORED.spec).toEqual(figure.presets[STORED.preset]);
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      expect(await live.part('origin').innerText()).toContain(`${STORED.preset} preset`);
      expect(await live.verdicts()).toEqual(
        figure.claims(STORED.data, STORED.spec).map(({ verdict }) => verdict),
      );
    });
  });

  test('gives the same numbers as Node for the same spec and seed, and redraws with them', async () => {
    const figure = await loadFigure(ID);
    const short = withValue(figure.presets.quick, ['runs', '*', 'training', 'steps'], 250);
    const spec = { ...withValue(short, ['runs', 'relu', 'training', 'restarts', 'count'], 1), seed: 7 };
    const expected = await figure.run(spec, { backend: wasmBackend() });
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      const before = await live.part('plot').innerHTML();
      await live.retrain(7);
      const file = JSON.parse(await live.downloaded('data.json')) as RunFile;
      expect(file.spec).toEqual(spec);
      expect(hash(file.data)).toBe(hash(expected));
      expect(JSON.parse(await live.downloaded('spec.json'))).toEqual(spec);
      expect(await live.downloaded('figure.svg')).toMatch(/^<svg/);
      expect(await live.downloaded('data.csv')).toMatch(/^name,i,j,k,value\n/);
      expect(await live.part('plot').innerHTML()).not.toBe(before);
      const claims = figure.claims(expected, spec);
      expect(await live.verdicts()).toEqual(claims.map(({ verdict }) => verdict));
      expect(await live.part('caption').innerText()).toContain('seed 7');
      // Verdicts at 250 steps differ from the stored ones, so the page cannot have kept those.
      expect(claims).not.toEqual(figure.claims(STORED.data, STORED.spec));
    });
  });

  test('moves the figure while it trains, in a worker, and plays it back afterwards', async () => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      await live.part('plot').scrollIntoViewIfNeeded();
      await live.countDrawings();
      await live.retrain(1);
      // At least one picture before the last; how many, the machine decides.
      expect(Number(await live.root.getAttribute('data-draws'))).toBeGreaterThan(1);
      expect(page.workers().length).toBeGreaterThan(0);
      const end = await live.part('plot').innerHTML();
      const film = live.slider('Through the training');
      await film.press('Home');
      await page.waitForFunction(
        (html) => document.querySelector('live-figure#basic-results .plot')!.innerHTML !== html,
        end,
      );
      await film.press('End');
      await page.waitForFunction(
        (html) => document.querySelector('live-figure#basic-results .plot')!.innerHTML === html,
        end,
      );
      await live.button('Play').click();
      await live.part('film').getByText('the end').waitFor();
    });
  });

  test('draws nothing where the figure is out of sight, and only the end where little motion is wanted', async () => {
    await visit(
      PAGE,
      async (page) => {
        const live = new Figure(page, ID);
        await live.countDrawings();
        await live.retrain(1);
        expect(await live.root.getAttribute('data-draws')).toBe('1');
      },
      { reducedMotion: 'reduce' },
    );
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      await live.seed.fill('2');
      await live.slider('Training').press('Home');
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await page.waitForTimeout(200);
      await live.countDrawings();
      await live.root.locator('form').evaluate((form: HTMLFormElement) => form.requestSubmit());
      await live.says(/^Done/);
      expect(await live.root.getAttribute('data-draws')).toBe('1');
    });
  });

  test.each([
    ['the button', (live: Figure) => live.button('Cancel').click()],
    ['Escape', (live: Figure) => live.page.keyboard.press('Escape')],
  ])('is cancelled by %s, and what was there before is shown again', async (_, cancel) => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      const before = await live.part('plot').innerHTML();
      await live.button('Retrain').click();
      await live.part('plot').locator('svg[aria-labelledby*=live]').waitFor();
      expect(await live.part('progress').isVisible()).toBe(true);
      await cancel(live);
      await live.says(/^Cancelled/);
      expect(await live.part('plot').innerHTML()).toBe(before);
      expect(await live.part('progress').isVisible()).toBe(false);
      expect(await live.button('Retrain').evaluate((each) => each === document.activeElement)).toBe(true);
      // The worker that was cancelled is of use again.
      await live.retrain(2);
    });
  });

  test('reset brings back the stored figure, its words, files and controls', async () => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      const parts = async () => [
        await live.part('plot').innerHTML(),
        await live.root.locator('figcaption').innerText(),
        await live.root.locator('.claims').innerText(),
        await live.downloaded('data.json'),
        await live.part('program').textContent(),
        await live.part('configuration').textContent(),
      ];
      const before = await parts();
      await live.retrain(3);
      expect(await live.root.locator('form').getAttribute('data-changed')).toBe('');
      const after = await parts();
      for (const [index, text] of before.entries()) expect(after[index]).not.toBe(text);
      await live.button('Reset').click();
      await live.says(/stored run is shown again/);
      expect(await parts()).toEqual(before);
      expect(await live.seed.inputValue()).toBe(String(STORED.spec.seed));
      expect(await live.root.locator('form').getAttribute('data-changed')).toBeNull();
    });
  });

  test('the size sets the sliders that nobody touched, and leaves the others', async () => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      await live.slider('Importance').press('End');
      expect(await live.root.getByRole('radio', { name: 'sketch' }).isChecked()).toBe(true);
      await live.root.getByRole('radio', { name: 'paper' }).check();
      expect(await live.slider('Training').getAttribute('aria-valuetext')).toContain('16 starts');
      expect(await live.slider('Importance').getAttribute('aria-valuetext')).toBe('all equal');
    });
  });

  test('a sketch is called one wherever it is judged, and the code is of what ran', async () => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      await live.slider('Training').press('Home');
      await live.button('Retrain').click();
      await live.says(/^Done/);
      expect(await live.part('origin').innerText()).toContain('This is a sketch');
      expect(await live.part('summary').innerText()).toMatch(/^Of this sketch: /);
      const { spec } = JSON.parse(await live.downloaded('data.json')) as RunFile;
      expect(spec).toEqual(
        [
          [['runs', '*', 'training', 'steps'], 250] as const,
          [['runs', 'relu', 'training', 'restarts', 'count'], 1] as const,
        ].reduce(
          (changed, [path, value]) => withValue(changed, path, value),
          sketchOf(ID, (await loadFigure(ID)).presets.quick)!.spec,
        ),
      );
      expect(await live.part('command').isVisible()).toBe(false);
      expect(await live.part('program').textContent()).toContain(
        'spec.runs.linear.training.optimiser.learningRate = 0.02;',
      );
      await live.retrain(0);
      expect(await live.part('origin').innerText()).not.toContain('sketch');
      expect(await live.part('summary').innerText()).not.toContain('sketch');
    });
  });

  test('says so when its code cannot be loaded, and keeps the figure', async () => {
    await visit(
      PAGE,
      async (page) => {
        const live = new Figure(page, ID);
        const before = await live.part('plot').innerHTML();
        await page.route('**/training.worker*', (route) => route.abort());
        await live.button('Retrain').click();
        await live.says(/^Training failed: .*could not run/);
        expect(await live.part('plot').innerHTML()).toBe(before);
        await page.unroute('**/training.worker*');
        await live.retrain(1);
      },
      { tolerated: /ERR_FAILED/ },
    );
  });

  test('refuses a seed that is none, beside the field', async () => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      await live.seed.fill('-1');
      await live.button('Retrain').click();
      expect(await live.root.locator('input:invalid').count()).toBe(1);
      expect(await page.locator('live-figure[data-training]').count()).toBe(0);
    });
  });

  test.each([
    ['web workers', 'no web workers', () => Reflect.deleteProperty(window, 'Worker')],
    ['WebAssembly', 'no WebAssembly', () => Reflect.deleteProperty(window, 'WebAssembly')],
    ['SIMD', 'no SIMD', () => void (WebAssembly.validate = () => false)],
  ])('says so where there is no %s, and leaves the page readable', async (_, words, before) => {
    await visit(
      PAGE,
      async (page) => {
        const live = new Figure(page, ID);
        await live.says(new RegExp(words));
        expect(await live.button('Retrain').isDisabled()).toBe(true);
        expect(await live.part('plot').locator('svg').filter({ visible: true }).count()).toBe(1);
      },
      { before },
    );
  });

  test('a PNG is made of the figure that is shown', async () => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      const [download] = await Promise.all([page.waitForEvent('download'), live.button('PNG').click()]);
      expect(download.suggestedFilename()).toBe('basic-results.png');
      const bytes = readFileSync(await download.path());
      expect([...bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
      // Width in the header, big-endian: twice the drawing's.
      expect(bytes.readUInt32BE(16)).toBe(2 * 1106);
    });
  });
});

test.each(SECTIONS)(
  'on %s every figure starts training when asked, and stops when told',
  async (path, ids) => {
    await visit(path, async (page) => {
      for (const id of ids) {
        const live = new Figure(page, id);
        const before = await live.part('plot').innerHTML();
        await live.button('Retrain').click();
        await page.waitForFunction(isUnderWay, id);
        await page.keyboard.press('Escape');
        // Some are done before they can be stopped.
        await live.says(/^(Cancelled|Done)/);
        const cancelled = (await live.part('status').innerText()).startsWith('Cancelled');
        expect((await live.part('plot').innerHTML()) === before, id).toBe(cancelled);
      }
    });
  },
);

/** In the page: whether a figure has told of progress, shown a picture, or ended. */
function isUnderWay(id: string): boolean {
  const part = (name: string): Element => document.querySelector(`live-figure#${id} [data-part=${name}]`)!;
  return (
    /^(Done|Training failed)/.test(part('status').textContent) ||
    Number(part('progress').getAttribute('aria-valuenow')) > 0 ||
    part('plot').querySelector('svg[aria-labelledby*=live]') !== null
  );
}

test('the page stays with the reader while the largest figure trains', async () => {
  await visit(
    PAGE,
    async (page) => {
      const live = new Figure(page, 'basic-results-large');
      await live.part('plot').scrollIntoViewIfNeeded();
      await live.button('Retrain').click();
      await live.part('plot').locator('svg[aria-labelledby*=live]').waitFor();
      const tasks = await page.evaluate(async () => {
        const seen: number[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) seen.push(duration);
        });
        observer.observe({ type: 'longtask' });
        const begun = performance.now();
        while (performance.now() - begun < 5000) await new Promise((resolve) => setTimeout(resolve, 50));
        return { longest: Math.max(0, ...seen), together: seen.reduce((sum, each) => sum + each, 0) };
      });
      await page.keyboard.press('Escape');
      await live.says(/^(Cancelled|Done)/);
      // On a machine of its own no task takes 100 ms; here others may run beside, so only a page that freezes fails.
      expect(tasks.longest).toBeLessThan(1000);
      expect(tasks.together).toBeLessThan(4000);
    },
    { viewport: { width: 1280, height: 900 } },
  );
});

describe('a link to settings', () => {
  test('sets what it says: size, seed and sliders, and is made again from them', async () => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      await live.seed.fill('42');
      await live.root.getByRole('radio', { name: 'paper' }).check();
      await live.slider('Importance').press('End');
      const href = (await live.part('link').getAttribute('href'))!;
      await page.goto(new URL(href, page.url()).href);
      await live.says(/^Set as the link says, with seed 42; “Retrain” makes the figure\.$/);
      expect(await live.seed.inputValue()).toBe('42');
      expect(await live.root.getByRole('radio', { name: 'paper' }).isChecked()).toBe(true);
      expect(await live.slider('Importance').getAttribute('aria-valuetext')).toBe('all equal');
      expect(await live.slider('Training').getAttribute('aria-valuetext')).toContain('16 starts');
      expect(await live.part('link').getAttribute('href')).toBe(href);
      expect(await page.locator('form[data-changed]').count()).toBe(1);
    });
  });

  test('that asks for what cannot be is brought into range, and the page says so', async () => {
    await visit(
      `${PAGE}?figure=basic-results&v=1&seed=-5&size=huge&importance=99&nothing=1`,
      async (page) => {
        const live = new Figure(page, ID);
        await live.says(
          /seed was -5, and is now 0.*no size “huge”.*importance was 99, and is now 5.*no setting “nothing”/,
        );
        expect(await live.slider('Importance').getAttribute('aria-valuetext')).toBe('all equal');
      },
    );
  });
});

describe('the keyboard', () => {
  test('reaches everything that can be used, in reading order, with a visible focus', async () => {
    await visit('/paper/introduction/', async (page) => {
      const reachable =
        'a[href], button, input:not([type=radio]), input[type=radio]:checked, summary, [tabindex="0"]';
      const wanted = await page.evaluate(
        (selector) =>
          [...document.querySelectorAll<HTMLElement>(selector)].filter((each) => each.checkVisibility())
            .length,
        reachable,
      );
      expect(wanted).toBeGreaterThan(20);
      for (let press = 0; press < wanted; press++) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate((selector) => {
          const element = document.activeElement!;
          const style = getComputedStyle(element);
          const all = [...document.querySelectorAll<HTMLElement>(selector)].filter((each) =>
            each.checkVisibility(),
          );
          return {
            index: all.indexOf(element as HTMLElement),
            outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            name: `${element.tagName} ${element.textContent}`.slice(0, 60),
          };
        }, reachable);
        expect(focus.index, `stop ${press}: ${focus.name}`).toBe(press);
        expect(focus.outlined, `focus on "${focus.name}"`).toBe(true);
      }
    });
  });

  test('opens a claim, moves a slider and retrains', async () => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      const claim = live.root.locator('.claims details').first();
      await claim.locator('summary').focus();
      await page.keyboard.press('Enter');
      expect(await claim.getAttribute('open')).toBe('');
      await live.slider('Training').focus();
      await page.keyboard.press('Home');
      expect(await live.slider('Training').getAttribute('aria-valuetext')).toContain('250 steps');
      await live.seed.focus();
      await page.keyboard.press('Enter');
      await live.says(/^Done/);
      expect(await live.root.locator('.claims details').first().getAttribute('open')).toBe('');
    });
  });
});
