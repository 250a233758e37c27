/** The best start beside the exact minimum. */

import type { SvgOptions } from '../../figure.js';
import { pairCosines, type SetsData, type SetsSpec } from '../../shared/correlated-sets.js';
import { captionSets, plotSets } from '../../shared/set-figure.js';
import { number } from '../../shared/words.js';
import { meta } from './meta.js';

export function plot(data: SetsData, _spec: SetsSpec, options: SvgOptions): string {
  const description = `Largest |cosine| within a set: ${number(Math.max(...pairCosines(data.starts[0]!, data, 'within').map(Math.abs)))} in the best start.`;
  return plotSets(data, meta.title, description, options);
}

export function caption(data: SetsData, spec: SetsSpec): string {
  return captionSets(
    'Features of one set are at right angles, and opposite to those of the other set.',
    data,
    spec,
  );
}
