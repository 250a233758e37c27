// The README's lead figure: basic-results, as it is stored for the site.

import { readFileSync } from 'node:fs';
import { loadFigure } from '@toymodels/paper';
import { parseHTML } from 'linkedom';

export const README_THEMES = /** @type {const} */ (['light', 'dark']);

/**
 * @param {'light' | 'dark'} theme
 * @returns {Promise<string>} a stand-alone SVG
 */
export async function drawReadmeFigure(theme) {
  const file = new URL('../../src/data/basic-results.json', import.meta.url);
  const { spec, data } = JSON.parse(readFileSync(file, 'utf8'));
  const figure = await loadFigure('basic-results');
  const { document } = parseHTML('<html></html>');
  return `${figure.plot(data, spec, { document, theme, width: 860 })}\n`;
}
