/**
 * The stored results of @toymodels/paper (`npm run store`), and the figures they belong to.
 * Build time only.
 */
import { loadFigure, type AnyFigure, type Json, type PresetName } from '@toymodels/paper';
import { readStored, storedIds, type StoredResult } from '@toymodels/paper/stored';
import type { FigureSpec } from '../live/messages.js';

/** A stored result, as far as a page shows it. */
export interface StoredRun {
  readonly figure: string;
  readonly preset: PresetName;
  /** Version of @toymodels/core that computed it. */
  readonly version: string;
  /** Name of the backend that trained it. */
  readonly backend: string;
  readonly spec: FigureSpec;
  readonly data: Json;
}

/** All of them in reading order, each with the preset `paper` where that is stored, else `quick`. */
export const storedRuns: readonly StoredRun[] = storedIds().map((id) => toRun(readStored(id)));

function toRun({ backend, ...result }: StoredResult): StoredRun {
  return { ...result, backend: backend.name };
}

/** @throws InvalidArgumentError that names what is stored, when the figure is not */
export async function storedFigure(
  id: string,
): Promise<{ readonly figure: AnyFigure; readonly run: StoredRun }> {
  const run = storedRuns.find(({ figure }) => figure === id) ?? toRun(readStored(id));
  return { figure: await loadFigure(id), run };
}

/** How long each preset took to train and measure when it was stored, s; of those that are stored. */
export function storedSeconds(id: string): { readonly [preset in PresetName]?: number } {
  const presets = (['quick', 'paper'] as const).filter((preset) => storedIds({ preset }).includes(id));
  return Object.fromEntries(presets.map((preset) => [preset, readStored(id, { preset }).seconds]));
}
