/** Every stored figure, laid out by a real browser: no word leaves its figure, and no two lie over each other. */
import { loadFigure } from '@toymodels/paper';
import { readStored, storedIds } from '@toymodels/paper/stored';
import { parseHTML } from 'linkedom';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchOptions } from '../scripts/find-chromium.mjs';

/** A phone less its margins, a tablet, and a page's column. */
const WIDTHS = [356, 560, 900];

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch(launchOptions());
  page = await browser.newPage();
});

afterAll(() => browser?.close());

test.each(storedIds())('the words of %s keep to their places', async (id) => {
  const figure = await loadFigure(id);
  const { data, spec } = readStored(id);
  for (const width of WIDTHS) {
    const { document } = parseHTML('<html></html>');
    const svg = figure.plot(data, spec, { document, theme: 'light', width });
    expect({ width, faults: await faultsOf(svg, width) }).toEqual({ width, faults: [] });
  }
});

test('words outside and words over each other are found', async () => {
  const svg = (words: string): string => `<svg width="300" height="40">${words}</svg>`;
  expect(await faultsOf(svg('<text x="290" y="20">outside</text>'), 300)).toEqual([
    'outside leaves the figure',
  ]);
  expect(await faultsOf(svg('<text y="20">one</text><text x="5" y="22">two</text>'), 300)).toEqual([
    'one lies over two',
  ]);
  expect(await faultsOf(svg('<text y="15">one</text><text y="35">two</text>'), 300)).toEqual([]);
});

async function faultsOf(svg: string, width: number): Promise<string[]> {
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  return page.evaluate((right) => {
    const words = [...document.querySelectorAll('svg text')].map((text) => {
      const box = text.getBoundingClientRect();
      // A line of text is higher than its letters.
      const [top, bottom] = [box.top + 0.2 * box.height, box.bottom - 0.2 * box.height];
      return { word: text.textContent, left: box.left, right: box.right, top, bottom };
    });
    const outside = words.filter((each) => each.left < -0.5 || each.right > right + 0.5);
    const overlaps = words.flatMap((a, k) =>
      words
        .slice(k + 1)
        .filter(
          (b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1,
        )
        .map((b) => `${a.word} lies over ${b.word}`),
    );
    return [...outside.map(({ word }) => `${word} leaves the figure`), ...overlaps];
  }, width);
}
