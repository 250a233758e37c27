/** Sends sampled pairs through the code and back; the closed form is computed where it is drawn. */

import { RandomStream, streamKey } from '@toymodels/core';
import { compressPair, decompressPair } from '@toymodels/theory';
import type { FigureContext } from '../../figure.js';
import { mapStaged } from '../../shared/stages.js';
import type { NonlinearCompressionSpec } from './spec.js';

export interface SampledError {
  readonly steps: number;
  readonly ramp: number;
  /** Mean of (x - x^)^2 + (y - y^)^2, [seed]. */
  readonly error: readonly number[];
}

export interface NonlinearCompressionData {
  readonly sampled: readonly SampledError[];
  /** Mean squared error of the better of two linear codes on the same pairs: x alone, or x + y. [seed] */
  readonly linear: readonly number[];
}

export async function run(
  spec: NonlinearCompressionSpec,
  context: FigureContext,
): Promise<NonlinearCompressionData> {
  const points = spec.steps.flatMap((steps) => spec.sampledRamps.map((ramp) => ({ steps, ramp })));
  const seeds = Array.from({ length: spec.nSeeds }, (_, k) => k);
  const meanOver = (seed: number, error: (x: number, y: number) => number): number => {
    const random = new RandomStream(streamKey(spec.seed, 'evaluation', seed));
    let sum = 0;
    for (let s = 0; s < spec.nSamples; s++) sum += error(random.uniform(), random.uniform());
    return sum / spec.nSamples;
  };
  const sampled = await mapStaged(context, 'pairs through the code', points, ({ steps, ramp }) => ({
    steps,
    ramp,
    error: seeds.map((seed) =>
      meanOver(seed, (x, y) => {
        const [readX, readY] = decompressPair(compressPair(x, y, steps, ramp), steps, ramp);
        return (x - readX) ** 2 + (y - readY) ** 2;
      }),
    ),
  }));
  const linear = seeds.map((seed) =>
    Math.min(
      meanOver(seed, (_, y) => (y - 0.5) ** 2),
      meanOver(seed, (x, y) => ((x - y) / 2) ** 2 * 2),
    ),
  );
  return { sampled, linear };
}
