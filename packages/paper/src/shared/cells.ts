/**
 * Trains one small model, with restarts, for each cell of a diagram: cells are the instances of a run.
 *
 * A run of thousands of instances is trained in chunks. Streams belong to the instance's own index
 * (`instances.first`), so that the size of a chunk changes nothing in any model.
 */

import type { FigureContext } from '../figure.js';
import type { ModelData } from './models.js';
import { stage } from './stages.js';
import { trainRuns, type FigureRun } from './training.js';

/** The data of one cell. */
export interface Cell {
  /** p, the same for all features. */
  readonly featureProbability: number;
  /** I_i, [feature]. */
  readonly importance: readonly number[];
}

/** Cells trained side by side: enough to keep workers busy, few enough to report progress and to stop. */
const CHUNK = 128;

/**
 * The kept models of each cell, [cell][kept start].
 *
 * @param run model and training; its instances and the data that cells give are replaced
 * @throws AbortedError
 */
export async function trainCells(
  seed: number,
  run: FigureRun,
  cells: readonly Cell[],
  context: FigureContext,
): Promise<ModelData[][]> {
  const kept: ModelData[][] = [];
  for (let first = 0; first < cells.length; first += CHUNK) {
    const chunk = cells.slice(first, first + CHUNK);
    const instances = {
      count: chunk.length,
      first,
      featureProbability: chunk.map((cell) => cell.featureProbability),
      importance: chunk.map((cell) => cell.importance),
    };
    const part = stage(context, first / cells.length, (first + chunk.length) / cells.length);
    const { cells: trained } = await trainRuns({ seed, runs: { cells: { ...run, instances } } }, part);
    for (const model of trained.models) (kept[first + model.instance] ??= []).push(model);
  }
  return kept;
}
