/** Finds, at each density, the number of dimensions from which half of the vectors are recovered. */

import { RandomStream, streamKey } from '@toymodels/core';
import type { FigureContext } from '../../figure.js';
import { breathe, mapStaged } from '../../shared/stages.js';
import { matchingPursuit } from './pursuit.js';
import type { SensingBoundSpec } from './spec.js';

export interface SensingPoint {
  readonly featureProbability: number;
  /** k, the number of active features. */
  readonly nActive: number;
  /** Fewest dimensions at which at least half of the vectors are recovered, [seed]. */
  readonly dimensions: readonly number[];
}

export interface SensingBoundData {
  readonly points: readonly SensingPoint[];
}

export async function run(spec: SensingBoundSpec, context: FigureContext): Promise<SensingBoundData> {
  const points = await mapStaged(context, 'sparse recovery', spec.featureProbabilities, async (p, place) => {
    const nActive = Math.max(1, Math.round(spec.nFeatures * p));
    const dimensions: number[] = [];
    for (let seed = 0; seed < spec.nSeeds; seed++) {
      const stream = new RandomStream(streamKey(spec.seed, 'search', seed, place));
      dimensions.push(threshold(spec, nActive, stream));
      await breathe(context);
    }
    return { featureProbability: p, nActive, dimensions };
  });
  return { points };
}

/** By bisection: recovery is taken to grow with the number of dimensions. */
function threshold(spec: SensingBoundSpec, nActive: number, stream: RandomStream): number {
  let [low, high] = [nActive, spec.nFeatures];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (2 * recovered(spec, nActive, middle, stream.split(middle)) >= spec.trials) high = middle;
    else low = middle;
  }
  return high;
}

/** How many vectors of uniform values are recovered exactly from one random projection. */
function recovered(
  { nFeatures, trials }: SensingBoundSpec,
  nActive: number,
  m: number,
  random: RandomStream,
): number {
  let count = 0;
  const columns = Float64Array.from({ length: nFeatures * m }, () => random.normal());
  for (let trial = 0; trial < trials; trial++) {
    const active = new Set<number>();
    while (active.size < nActive)
      active.add(Math.min(nFeatures - 1, Math.floor(random.uniform() * nFeatures)));
    const h = new Float64Array(m);
    for (const i of active) {
      const value = random.uniform();
      for (let j = 0; j < m; j++) h[j]! += value * columns[i * m + j]!;
    }
    const { support, exact } = matchingPursuit(columns, nFeatures, h);
    // Nearly as many columns as dimensions explain any h: only those of the active features are a recovery.
    const found = new Set(support);
    if (exact && support.length < m && [...active].every((i) => found.has(i))) count++;
  }
  return count;
}
