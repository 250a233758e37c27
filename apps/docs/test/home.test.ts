/** The first page: the figure with the slider, its optimum and its words. */
import { AxeBuilder } from '@axe-core/playwright';
import { findOptimaSync, featureVariance } from '@toymodels/theory';
import type { Page } from 'playwright-core';
import { describe as suite, expect, test, vi } from 'vitest';
import { stretches } from '../src/home/borders.js';
import { describe } from '../src/home/geometry.js';
import { bestOfFive } from '../src/home/optimum.js';
import { SPARSITY, stateAt } from '../src/home/state.js';
import { visitor } from './visit.js';

const { visit } = visitor();

suite('the optimum on the first page', () => {
  const densities = [
    0.01, 0.05, 0.12, 0.2, 0.2248, 0.225, 0.3, 0.45, 0.6, 0.64, 0.65, 0.8, 0.9, 0.92, 0.94, 0.97, 1,
  ];

  test.each(densities)('is no higher than the best of 80 random starts at p = %f', (p) => {
    const { optima } = findOptimaSync(
      { nFeatures: 5, nHidden: 2, importance: [1, 1, 1, 1, 1], featureProbability: [p, p, p, p, p] },
      { starts: 80, seed: 7 },
    );
    const { loss, status } = bestOfFive(p);
    expect(status).toBe('converged');
    // Near p = 0.92 traces of the features given up move the loss by less than this.
    expect(loss - optima[0]!.loss).toBeLessThan(2e-8 * p);
  });

  test('does not depend on where the slider comes from', () => {
    for (const p of densities) {
      const cold = bestOfFive(p);
      for (const from of [0.02, 0.4, 0.7, 1]) {
        const warm = bestOfFive(p, bestOfFive(from));
        expect(warm.loss).toBeCloseTo(cold.loss, 8);
        expect(describe(warm.weights, warm.bias).arrangement).toBe(
          describe(cold.weights, cold.bias).arrangement,
        );
      }
    }
  });

  test('never costs more than two features alone', () => {
    for (let percent = SPARSITY.min; percent <= SPARSITY.max; percent += SPARSITY.step) {
      const p = 1 - percent / 100;
      expect(stateAt(percent).optimum.loss).toBeLessThan(3 * featureVariance(p));
    }
  });

  test('changes its geometry exactly where two geometries cost the same, and has words for each', () => {
    const found = stretches();
    expect(found.map(({ arrangement }) => arrangement)).toEqual([
      'two long, rest short',
      'triangle',
      'two digons',
      'pentagon',
    ]);
    // uniformPentagonBorder() and bisection on the race; confirmed by findOptimaSync with 150 starts at 0.64 and 0.66.
    const borders = found.slice(1).map(({ dense }) => dense);
    expect(borders[0]).toBeCloseTo(0.92072, 5);
    expect(borders[1]).toBeCloseTo(0.6442403644, 8);
    expect(borders[2]).toBeCloseTo(0.2248754494, 8);
    for (const [k, border] of borders.entries()) {
      const [dense, sparse] = [bestOfFive(border + 1e-6), bestOfFive(border - 1e-6)];
      expect(describe(dense.weights, dense.bias).arrangement).toBe(found[k]!.arrangement);
      expect(describe(sparse.weights, sparse.bias).arrangement).toBe(found[k + 1]!.arrangement);
      expect(dense.loss - sparse.loss).toBeLessThan(1e-5);
    }
  });
});

const figure = (page: Page) => page.locator('sparsity-figure');
const slider = (page: Page) => figure(page).getByRole('slider');
const headline = (page: Page) => figure(page).locator('[data-part=headline]');
/** Features drawn with a line from the middle. */
const arrows = (page: Page) => figure(page).locator('[data-part=vectors] path[stroke-width="2.25"]');

async function moveTo(page: Page, percent: number, words: RegExp): Promise<void> {
  await slider(page).fill(String(percent));
  await headline(page).filter({ hasText: words }).waitFor();
}

suite('the slider on the first page', () => {
  test('turns the pentagon into two digons and on to a triangle, each drawn as it is named', async () => {
    await visit('/', async (page) => {
      expect(await headline(page).textContent()).toContain('a pentagon');
      expect(await arrows(page).count()).toBe(5);
      await moveTo(page, 78, /pentagon/);
      await moveTo(page, 77, /two opposite pairs/);
      await expect.poll(() => arrows(page).count()).toBe(4);
      expect(await figure(page).locator('[data-part=loss]').textContent()).toBe(stateAt(77).loss);
      await moveTo(page, 35, /triangle/);
      await expect.poll(() => arrows(page).count()).toBe(3);
      await moveTo(page, 0, /nearly a dimension each/);
      await moveTo(page, 95, /pentagon/);
      await expect.poll(() => arrows(page).count()).toBe(5);
    });
  });

  test('moves by keys and by the places below it', async () => {
    await visit('/', async (page) => {
      await slider(page).focus();
      await page.keyboard.press('Home');
      await headline(page).filter({ hasText: 'nearly a dimension each' }).waitFor();
      await page.keyboard.press('End');
      await headline(page).filter({ hasText: 'pentagon' }).waitFor();
      expect(await slider(page).getAttribute('aria-valuetext')).toBe(
        'S = 0.99: a feature is active once in 100 samples',
      );
      await figure(page)
        .getByRole('button', { name: /^two opposite pairs/ })
        .press('Enter');
      await headline(page).filter({ hasText: 'two opposite pairs' }).waitFor();
    });
  });

  test('jumps without travelling when less motion is wished for', async () => {
    await visit(
      '/',
      async (page) => {
        await moveTo(page, 60, /pairs/);
        expect(await arrows(page).count()).toBe(4);
      },
      { reducedMotion: 'reduce' },
    );
  });

  test('is for everyone: no violation that axe can find, at a phone’s width, after it was moved', async () => {
    await visit(
      '/',
      async (page) => {
        await moveTo(page, 60, /pairs/);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      },
      { viewport: { width: 360, height: 800 }, colorScheme: 'dark' },
    );
  });

  test('leaves a complete drawing and no dead slider without JavaScript', async () => {
    await visit(
      '/',
      async (page) => {
        expect(await arrows(page).count()).toBe(5);
        expect(await slider(page).isVisible()).toBe(false);
        expect(await headline(page).textContent()).toContain('pentagon');
      },
      { javaScriptEnabled: false },
    );
  });
});

test('the example on the first page prints what it says', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('../src/home/example.js');
  expect(log.mock.calls).toEqual([['0.008904']]);
  log.mockRestore();
});

test('the example follows the slider, and prints what it then says', async () => {
  await visit('/', async (page) => {
    const code = page.locator('[data-follows=sparsity] pre');
    for (const [percent, words] of [
      [70, /two opposite pairs/],
      [20, /triangle/],
      [0, /nearly a dimension each/],
    ] as const) {
      await moveTo(page, percent, words);
      const text = await code.innerText();
      expect(text).toContain(`// S = ${percent / 100}\n`);
      const printed: string[] = [];
      // oxlint-disable-next-line typescript/no-implied-eval -- what a reader copies, run as it stands
      const run = new Function('findOptimaSync', 'console', text.replace(/^import .*$/m, ''));
      run(findOptimaSync, { log: (line: string) => printed.push(line) });
      expect(printed).toEqual([stateAt(percent).loss]);
      expect(text).toContain(`// ${printed[0]}, as above`);
    }
  });
});
