/** Choosing figures by name. No figure is known here: the list comes from @toymodels/paper, or from a test. */

import type { FigureEntry } from '@toymodels/paper';
import { UsageError } from './exit-codes.js';
import { didYouMean } from './nearest.js';

/** The entries in reading order. */
export function inOrder(figures: readonly FigureEntry[]): FigureEntry[] {
  return [...figures].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/**
 * The figures named, each once, in reading order; all of them when none is named.
 *
 * @throws UsageError that suggests the nearest names and lists all
 */
export function chooseFigures(figures: readonly FigureEntry[], names: readonly string[]): FigureEntry[] {
  const sorted = inOrder(figures);
  const ids = sorted.map(({ id }) => id);
  const unknown = [...new Set(names)].filter((name) => !ids.includes(name));
  if (unknown.length > 0) {
    const lines = unknown.map((name) => `unknown figure "${name}"; ${didYouMean(name, ids)}`.trimEnd());
    throw new UsageError(`${lines.join('\n')}\nthe figures are ${ids.join(', ')}`);
  }
  return names.length === 0 ? sorted : sorted.filter(({ id }) => names.includes(id));
}
