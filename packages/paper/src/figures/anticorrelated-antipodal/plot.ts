/** The best start beside the exact minimum. */

import type { SvgOptions } from '../../figure.js';
import { pairCosines, type SetsData, type SetsSpec } from '../../shared/correlated-sets.js';
import { captionSets, plotSets } from '../../shared/set-figure.js';
import { number } from '../../shared/words.js';
import { meta } from './meta.js';

export function plot(data: SetsData, _spec: SetsSpec, options: SvgOptions): string {
  const description = `Largest cosine within a set: ${number(Math.max(...pairCosines(data.starts[0]!, data, 'within')))} in the best start.`;
  return plotSets(data, meta.title, description, options);
}

export function caption(data: SetsData, spec: SetsSpec): string {
  return captionSets(
    'Features of one set are opposite to each other, and at right angles to those of the other set.',
    data,
    spec,
  );
}
