// A figure drawn with a browser's own document is the figure drawn in Node, element by element.
import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { figures, normalise, words } from './drawings.js';

/** Every element in order with its attributes and own text: one line each, so that a difference is a line. */
function listing(svg: string): string[] {
  const parsed = new DOMParser().parseFromString(
    normalise(svg).replaceAll('>\n<', '><').trim(),
    'image/svg+xml',
  );
  expect(parsed.querySelector('parsererror')?.textContent).toBeUndefined();
  return [...parsed.querySelectorAll('*')].map((element) => {
    const attributes = [...element.attributes].map(({ name, value }) => `${name}="${value}"`).sort();
    const text = element.children.length === 0 ? element.textContent : '';
    return [element.tagName, ...attributes, text].join(' ');
  });
}

test.each(
  Object.entries(figures).flatMap(([name, draw]) =>
    (['light', 'dark'] as const).map((theme) => ({ name, theme, draw })),
  ),
)('$name, $theme, is the same in the browser as in Node', async ({ name, theme, draw }) => {
  const drawn = draw({ document, theme, width: 480, ...words });
  // Paths start at the root of the repository, where the tests are started.
  const inNode = await commands.readFile(`packages/plots/test/snapshots/${name}-${theme}.svg`);
  // The texts differ in how empty elements are closed; what they say must not.
  expect(listing(drawn)).toEqual(listing(inNode));
});

test('the auto theme is dark where the page says so', () => {
  const holder = document.createElement('div');
  holder.innerHTML = `<style>.dark .tm-figure{--tm-background:#010203}</style>${figures['loss-curves']!({ document, theme: 'auto', ...words })}`;
  document.body.append(holder);
  const background = holder.querySelector('svg > rect')!;
  expect(getComputedStyle(background).fill).toMatch(/^rgb\((253, 252, 249|16, 20, 29)\)$/);
  holder.className = 'dark';
  expect(getComputedStyle(background).fill).toBe('rgb(1, 2, 3)');
  holder.remove();
});
