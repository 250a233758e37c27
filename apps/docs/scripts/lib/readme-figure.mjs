// The README's lead figure: basic-results, as it is stored in @toymodels/paper.

import { loadFigure } from '@toymodels/paper';
import { readStored } from '@toymodels/paper/stored';
import { parseHTML } from 'linkedom';

export const README_THEMES = /** @type {const} */ (['light', 'dark']);

/**
 * @param {'light' | 'dark'} theme
 * @returns {Promise<string>} a stand-alone SVG
 */
export async function drawReadmeFigure(theme) {
  const { spec, data } = readStored('basic-results');
  const figure = await loadFigure('basic-results');
  const { document } = parseHTML('<html></html>');
  return `${figure.plot(data, spec, { document, theme, width: 860 })}\n`;
}
