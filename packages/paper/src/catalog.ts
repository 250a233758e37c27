/** All figures, found by their folders: the list in reading order, and one by its id. */

import { InvalidArgumentError } from '@toymodels/core';
import type { AnyFigure, FigureEntry } from './figure.js';
import { entries } from './generated/figures.js';

/** Every figure in the paper's order; nothing is loaded but their words. */
export const figureIndex: readonly FigureEntry[] = entries.toSorted((a, b) => a.order - b.order);

/**
 * The figure with this id.
 *
 * @throws InvalidArgumentError that lists the ids, when there is none
 */
export async function loadFigure(id: string): Promise<AnyFigure> {
  const entry = figureIndex.find((candidate) => candidate.id === id);
  if (entry === undefined) {
    throw new InvalidArgumentError(
      `unknown figure "${id}"; there are ${figureIndex.map((known) => known.id).join(', ')}`,
    );
  }
  return entry.load();
}
