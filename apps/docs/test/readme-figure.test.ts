import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { drawReadmeFigure, README_THEMES } from '../scripts/lib/readme-figure.mjs';

test.each(README_THEMES)(
  'the README shows the stored run as it is drawn today (%s); else: pnpm --filter @toymodels/docs readme-figure',
  async (theme) => {
    const file = new URL(`../../../assets/basic-results-${theme}.svg`, import.meta.url);
    expect(await readFile(file, 'utf8')).toBe(await drawReadmeFigure(theme));
  },
);
