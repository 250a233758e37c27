/**
 * Live figures of the built site: their values under the pointer and by keys, their films, and how they
 * are turned.
 */
import { loadFigure } from '@toymodels/paper';
import { readStored } from '@toymodels/paper/stored';
import { describe, expect, test } from 'vitest';
import { Figure } from './figure.js';
import { visitor } from './visit.js';

const { visit } = visitor();

const PAGE = '/paper/demonstrating-superposition/';
const ID = 'basic-results';

describe('values', () => {
  test('reads the values of a figure, panel by panel', async () => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      // Before the figure is alive, the key goes past it.
      await live.root.locator('.plot[tabindex="0"]').waitFor();
      await live.root.locator('.figure-title a').focus();
      await page.keyboard.press('Tab');
      const readout = live.part('readout');
      await readout.filter({ hasText: /values: arrow keys/ }).waitFor();
      const seen = new Set<string>();
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'End', 'PageDown', 'PageDown']) {
        await page.keyboard.press(key);
        seen.add(await readout.innerText());
      }
      expect(seen.size).toBe(6);
      expect([...seen].slice(1, 3)).toEqual([
        expect.stringMatching(/^feature 1, feature 2: /),
        expect.stringMatching(/^feature 2, feature 2: /),
      ]);
      expect(await page.locator('.inspected').isVisible()).toBe(true);
    });
  });

  test('the pointer finds the value that it is on', async () => {
    await visit(PAGE, async (page) => {
      const live = new Figure(page, ID);
      const plot = live.part('plot');
      await plot.scrollIntoViewIfNeeded();
      await plot.hover({ position: { x: 60, y: 60 } });
      await plot.locator('[data-inspect]').first().waitFor({ state: 'attached' });
      // The middle of the first cell of the first map.
      const at = await plot
        .locator('svg:visible [data-inspect]')
        .first()
        .evaluate((group: SVGGElement) => {
          const { cells } = JSON.parse(group.dataset['inspect']!) as {
            cells: { width: number; columns: number };
          };
          const { a, e, f } = group.getScreenCTM()!;
          const half = (a * cells.width) / cells.columns / 2;
          return { x: e + half, y: f + half };
        });
      await page.mouse.move(at.x, at.y);
      const readout = live.part('readout').filter({ hasText: /^feature 1, feature 1: / });
      await readout.waitFor();
      expect(Number((await readout.innerText()).split(': ')[1])).toBeCloseTo(1, 1);
    });
  });

  test.each([
    ['/paper/geometry/', 'feature-dimensionality', 'feature graph', /^feature \d+: a .*; cosine /],
    ['/paper/computation/', 'asymmetric-motif', 'weight graph', /^neuron 1 to output 2: /],
    ['/paper/comments-and-replications/', 'exact-2-1', 'loss surface', /^global minimum: W1 = .*, W2 = /],
    ['/paper/comments-and-replications/', 'exact-2-1', 'grid of a loss surface', /^W2 = .*, W1 = .*: loss /],
  ])(
    'on %s in %s: the %s is read by pointer, beside the mark and below the plot',
    async (path, id, _, words) => {
      await visit(path, async (page) => {
        const live = new Figure(page, id);
        await inspectable(live);
        const place = await placeOf(live, words.source);
        await page.mouse.move(place.x, place.y);
        await live.part('readout').filter({ hasText: words }).waitFor();
        const label = live.part('plot').locator('.inspected-words');
        expect(await label.innerText()).toBe(await live.part('readout').innerText());
        // Beside the mark, within the plot, and not over the mark.
        const [box, ring, plot] = await Promise.all(
          [label, live.part('plot').locator('.inspected'), live.part('plot')].map((each) =>
            each.boundingBox(),
          ),
        );
        expect(box!.x).toBeGreaterThanOrEqual(plot!.x);
        expect(box!.x + box!.width).toBeLessThanOrEqual(plot!.x + plot!.width);
        const above = ring!.y - (box!.y + box!.height);
        const below = box!.y - (ring!.y + ring!.height);
        expect(Math.max(above, below)).toBeGreaterThanOrEqual(0);
        expect(Math.max(above, below)).toBeLessThan(10);
        await page.mouse.move(0, 0);
        await label.waitFor({ state: 'hidden' });
      });
    },
  );

  test('a tap shows a value, which stays when the finger is lifted', async () => {
    await visit(
      '/paper/computation/',
      async (page) => {
        const live = new Figure(page, 'asymmetric-motif');
        await inspectable(live);
        const place = await placeOf(live, '^neuron 1 to output 2: ');
        await page.touchscreen.tap(place.x, place.y);
        const label = live.part('plot').locator('.inspected-words');
        await label.filter({ hasText: 'neuron 1 to output 2' }).waitFor();
        await page.waitForTimeout(300);
        expect(await label.isVisible()).toBe(true);
      },
      { hasTouch: true, viewport: { width: 390, height: 800 } },
    );
  });
});

describe('films', () => {
  test('a figure that holds its training plays it before anything is trained, and ends as it began', async () => {
    const figure = await loadFigure('energy-levels');
    const stored = readStored('energy-levels');
    const words = figure.film!(stored.data, stored.spec);
    await visit('/paper/learning-dynamics/', async (page) => {
      const live = new Figure(page, 'energy-levels');
      const film = live.slider('Through the training');
      const before = await live.part('plot').innerHTML();
      expect(Number(await film.getAttribute('max'))).toBe(words.length);
      await film.press('Home');
      expect(await film.getAttribute('aria-valuetext')).toBe(words[0]);
      await changed(live, before);
      const first = await live.part('plot').innerHTML();
      for (let press = 0; press < 3; press++) await film.press('PageUp');
      await changed(live, first);
      // What is looked at is the frame, not the end.
      const frame = await live.part('plot').innerHTML();
      await live.part('plot').hover({ position: { x: 100, y: 100 } });
      await live.part('plot').locator('[data-inspect]').first().waitFor({ state: 'attached' });
      const bare = (html: string): string =>
        html.replace(/<g data-inspect="[^"]*"><\/g>/g, '').replace(/<div class="inspected.*<\/div>/, '');
      expect(bare(await live.part('plot').innerHTML())).toBe(bare(frame));
      await film.press('End');
      await page.waitForFunction(
        (html) => document.querySelector('live-figure#energy-levels .plot')!.innerHTML === html,
        before,
      );
      await live.button('Play').click();
      await live.button('Pause').waitFor();
      await live.part('film').getByText('the end').waitFor();
      await page.waitForFunction(
        (html) => document.querySelector('live-figure#energy-levels .plot')!.innerHTML === html,
        before,
      );
    });
  });

  test('after retraining the film is that of the new training', async () => {
    await visit('/paper/learning-dynamics/', async (page) => {
      const live = new Figure(page, 'geometric-transformations');
      const film = live.slider('Through the training');
      const longer = Number(await film.getAttribute('max'));
      await live.seed.fill('5');
      await live.button('Retrain').click();
      await live.says(/^Done/);
      // The quick preset looks less often than the stored one.
      expect(Number(await film.getAttribute('max'))).toBeLessThan(longer);
      const end = await live.part('plot').innerHTML();
      await film.press('Home');
      await changed(live, end);
      expect(await film.getAttribute('aria-valuetext')).toBe('step 0');
      await live.button('Reset').click();
      await live.says(/stored run is shown again/);
      expect(Number(await film.getAttribute('max'))).toBe(longer);
      expect(await film.inputValue()).toBe(String(longer));
    });
  });
});

describe('drawings in three dimensions', () => {
  const PATH = '/paper/geometry/';
  const SOLIDS = 'polytopes-low-rank';
  const turned = (live: Figure): Promise<string | null> => live.slider('Turn').getAttribute('aria-valuetext');

  test('are turned by dragging them, to the side and upwards, and reset', async () => {
    await visit(PATH, async (page) => {
      const live = new Figure(page, SOLIDS);
      await inspectable(live);
      const before = await live.part('plot').innerHTML();
      const box = (await live.part('plot').locator('svg:visible [data-turns]').first().boundingBox())!;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 30, y + 20, { steps: 4 });
      expect(await live.part('plot').locator('.inspected-words:visible').count()).toBe(0);
      await page.mouse.up();
      await changed(live, before);
      expect(await turned(live)).toBe('18, tilted by 12 degrees');
      expect(await live.slider('Turn').inputValue()).toBe('20');
      // Released, the drawing stays where it is.
      await page.mouse.move(x + 50, y);
      expect(await turned(live)).toBe('18, tilted by 12 degrees');
      await live.button('Reset').click();
      await live.says(/stored run is shown again/);
      expect(await turned(live)).toBe('0 degrees');
    });
  });

  test('are turned by Shift with the arrow keys, which is said, and by the slider', async () => {
    await visit(
      PATH,
      async (page) => {
        const live = new Figure(page, SOLIDS);
        const before = await live.part('plot').innerHTML();
        // Before the figure is alive, the key goes past it.
        await live.root.locator('.plot[tabindex="0"]').waitFor();
        await live.root.locator('.figure-title a').focus();
        await page.keyboard.press('Tab');
        await live.part('readout').filter({ hasText: 'Shift with arrow keys turns' }).waitFor();
        await page.keyboard.press('Shift+ArrowRight');
        await page.keyboard.press('Shift+ArrowDown');
        await live.part('readout').filter({ hasText: 'Turned by 5, tilted by −5 degrees' }).waitFor();
        await changed(live, before);
        // Without Shift the same keys go through the values.
        await page.keyboard.press('ArrowRight');
        await live
          .part('readout')
          .filter({ hasText: /^feature 1, feature 1: / })
          .waitFor();
        expect(await turned(live)).toBe('5, tilted by −5 degrees');
        await live.slider('Turn').press('ArrowRight');
        expect(await turned(live)).toBe('10, tilted by −5 degrees');
      },
      { reducedMotion: 'reduce' },
    );
  });

  test('leave swipes down the page to the page', async () => {
    await visit(PATH, async (page) => {
      const plot = new Figure(page, SOLIDS).part('plot');
      expect(await plot.evaluate((each) => getComputedStyle(each).touchAction)).toBe('pan-y');
      const flat = new Figure(page, 'feature-dimensionality').part('plot');
      expect(await flat.evaluate((each) => getComputedStyle(each).touchAction)).toBe('auto');
    });
  });
});

/** Until the plot is another one. */
async function changed(live: Figure, before: string): Promise<void> {
  await live.page.waitForFunction(
    ([id, html]) => document.querySelector(`live-figure#${id} .plot`)!.innerHTML !== html,
    [await live.root.getAttribute('id'), before] as const,
  );
}

/** Scrolls to the figure, and waits until its values are there. */
async function inspectable(live: Figure): Promise<void> {
  await live.part('plot').scrollIntoViewIfNeeded();
  await live.part('plot').hover({ position: { x: 8, y: 8 } });
  await live.part('plot').locator('svg:visible [data-inspect]').first().waitFor({ state: 'attached' });
}

/**
 * Where in the window a value with these words is, by the drawing's own account, or the first cell of a grid
 * that holds such words; it is brought into sight.
 */
async function placeOf(live: Figure, pattern: string): Promise<{ x: number; y: number }> {
  const find = (plot: Element, source: string): { x: number; y: number } => {
    const svg = [...plot.querySelectorAll('svg.tm-figure')].find((each) => each.clientWidth > 0)!;
    const words = new RegExp(source);
    for (const group of svg.querySelectorAll<SVGGElement>('[data-inspect]')) {
      const { points = [], cells } = JSON.parse(group.dataset['inspect']!) as {
        points?: [number, number, string][];
        cells?: { rows: number; columns: number; width: number; height: number; words?: string };
      };
      const point = points.find(([, , text]) => words.test(text.replace(/[_^]\{([^}]*)\}/g, '$1')));
      const cell = cells?.words !== undefined && source.includes(`: ${cells.words} `) ? cells : undefined;
      const at = point ?? (cell && [cell.width / cell.columns / 2, cell.height / cell.rows / 2]);
      if (at === undefined) continue;
      const inWindow = (): { x: number; y: number } => {
        const { a: sx, d: sy, e, f } = group.getScreenCTM()!;
        return { x: sx * at[0] + e, y: sy * at[1] + f };
      };
      window.scrollBy(0, inWindow().y - window.innerHeight / 2);
      return inWindow();
    }
    throw new Error(`no value matches ${source}`);
  };
  return live.part('plot').evaluate(find, pattern);
}
