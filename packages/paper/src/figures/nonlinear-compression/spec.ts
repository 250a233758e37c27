/**
 * Two uniform numbers in one, by a staircase with softened steps, against linear codes.
 *
 * The paper gives the idea and t = (floor(Z x) + y)/Z; the ramp is a convention of `@toymodels/theory`, its
 * width eps measured in units of one step.
 */

import type { PresetName } from '../../figure.js';

export interface NonlinearCompressionSpec {
  readonly seed: number;
  /** Numbers of steps Z. */
  readonly steps: readonly number[];
  /** Widths of the ramp, in steps, of the closed form. */
  readonly ramps: { readonly to: number; readonly count: number };
  /** Widths at which pairs are sampled. */
  readonly sampledRamps: readonly number[];
  readonly nSamples: number;
  /** Samples drawn anew so many times. */
  readonly nSeeds: number;
}

function spec(nSamples: number, nSeeds: number): NonlinearCompressionSpec {
  return {
    seed: 0,
    steps: [2, 3, 5, 10],
    ramps: { to: 0.5, count: 51 },
    sampledRamps: [0, 0.05, 0.1, 0.2, 0.3, 0.4],
    nSamples,
    nSeeds,
  };
}

export const presets: Readonly<Record<PresetName, NonlinearCompressionSpec>> = {
  paper: spec(200_000, 10),
  quick: spec(40_000, 5),
};
