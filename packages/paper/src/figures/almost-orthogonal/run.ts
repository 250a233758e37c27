/** Packs directions, at random and by optimisation. */

import { coherence, largestPacking, rejectionPacking } from '@toymodels/analysis';
import { RandomStream, streamKey } from '@toymodels/core';
import type { FigureContext } from '../../figure.js';
import { breathe, mapStaged, stage } from '../../shared/stages.js';
import type { AlmostOrthogonalSpec } from './spec.js';

export interface PackingPoint {
  readonly dimension: number;
  /** Vectors, [seed]. */
  readonly counts: readonly number[];
  /** Largest |cos| among them, over all seeds. */
  readonly coherence: number;
  /** Whether all packings were full; otherwise counts are lower bounds. */
  readonly full: boolean;
}

export interface AlmostOrthogonalData {
  readonly random: readonly PackingPoint[];
  readonly optimised: readonly PackingPoint[];
}

const MOST_RANDOM = 20_000;
const MOST_OPTIMISED = 400;

export async function run(spec: AlmostOrthogonalSpec, context: FigureContext): Promise<AlmostOrthogonalData> {
  const { epsilon, patience, steps } = spec;
  const random = await pointsOf(spec, spec.dimensions, 1, stage(context, 0, 0.6), (dimension, stream) =>
    rejectionPacking(dimension, epsilon, stream, { patience, maxVectors: MOST_RANDOM }),
  );
  const optimised = await pointsOf(
    spec,
    spec.optimisedDimensions,
    2,
    stage(context, 0.6, 1),
    (dimension, stream) => largestPacking(dimension, epsilon, stream, { steps, maxVectors: MOST_OPTIMISED }),
  );
  return { random, optimised };
}

function pointsOf(
  spec: AlmostOrthogonalSpec,
  dimensions: readonly number[],
  kind: number,
  context: FigureContext,
  pack: (dimension: number, stream: RandomStream) => ReturnType<typeof rejectionPacking>,
): Promise<PackingPoint[]> {
  return mapStaged(context, 'packings', dimensions, async (dimension) => {
    const packings: ReturnType<typeof rejectionPacking>[] = [];
    for (let seed = 0; seed < spec.nSeeds; seed++) {
      packings.push(
        pack(dimension, new RandomStream(streamKey(spec.seed, 'search', seed, kind * 10_000 + dimension))),
      );
      await breathe(context);
    }
    return {
      dimension,
      counts: packings.map(({ nFeatures }) => nFeatures),
      coherence: Math.max(...packings.map((packing) => coherence(packing).value)),
      full: packings.every(({ ended }) => ended === 'full'),
    };
  });
}
