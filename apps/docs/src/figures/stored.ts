/**
 * The runs that are stored with the site (`scripts/store-runs.mjs`), and the figures they belong to.
 * Build time only.
 */
import { loadFigure, type AnyFigure, type Json, type PresetName } from '@toymodels/paper';
import type { FigureSpec } from '../live/messages.js';

/** A stored file, as `store-runs` writes it. */
export interface StoredRun {
  readonly figure: string;
  readonly preset: PresetName;
  /** Version of @toymodels/core that computed it. */
  readonly version: string;
  readonly backend: string;
  readonly spec: FigureSpec;
  readonly data: Json;
}

const FILES = import.meta.glob<StoredRun>('../data/*.json', { eager: true, import: 'default' });

export const storedRuns: readonly StoredRun[] = Object.values(FILES);

/** @throws Error that names what is stored, when the figure is not */
export async function storedFigure(
  id: string,
): Promise<{ readonly figure: AnyFigure; readonly run: StoredRun }> {
  const run = storedRuns.find(({ figure }) => figure === id);
  if (run === undefined) {
    const ids = storedRuns.map(({ figure }) => figure).join(', ');
    throw new Error(
      `no stored run of "${id}" (there are: ${ids}); make one with "pnpm --filter @toymodels/docs store-runs ${id}"`,
    );
  }
  return { figure: await loadFigure(id), run };
}
