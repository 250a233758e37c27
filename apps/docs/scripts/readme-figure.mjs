// Draws the README's lead figure from the stored run: `pnpm --filter @toymodels/docs readme-figure`.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawReadmeFigure, README_THEMES } from './lib/readme-figure.mjs';

const FOLDER = new URL('../../../assets/', import.meta.url);
mkdirSync(fileURLToPath(FOLDER), { recursive: true });
for (const theme of README_THEMES) {
  writeFileSync(new URL(`basic-results-${theme}.svg`, FOLDER), await drawReadmeFigure(theme));
}
