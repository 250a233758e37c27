/**
 * When features are active: thresholds of the draws, and the weight of the empty sample.
 *
 * For `sampling: "non-empty"` a sample is drawn given that some unit is active. Going through the
 * units in order, as long as none was active, unit a is active with
 *
 *     q_a = p_a / r_a,   r_a = P(some unit from a on is active) = p_a + (1 - p_a) r_{a+1},
 *
 * and with p_a after the first active one: the exact conditional law, without rejection and
 * without subtraction. r_0 is the probability of a non-empty sample.
 */

import { UNIT_24 } from '../random/lanes.js';
import type { ResolvedRun } from '../spec/resolve.js';

/** Draws of one instance's data. Arrays are [unit], in the order of `run.units`. */
export interface Activity {
  /** A unit is active iff its uniform draw is below this; float32 of p, and 0 where p is below 2^-25. */
  readonly threshold: Float32Array;
  /** float32 of 1 / threshold, 0 where that is 0: draw times this is uniform in [0, 1] for an active unit. */
  readonly scale: Float32Array;
  /** The same while no unit of the sample was active yet; equal to `threshold` for `iid` sampling. */
  readonly firstThreshold: Float32Array;
  readonly firstScale: Float32Array;
  /** Weight of the empty sample in the loss: P(x = 0) for `non-empty` sampling, 0 for `iid`. */
  readonly emptyWeight: number;
  /** Weight of the mean over the drawn samples: 1 - emptyWeight, computed without cancellation. */
  readonly drawnWeight: number;
}

/** float32 of probabilities as draws in multiples of 2^-24 can tell them: what is below 2^-25 is never. */
export function thresholds(p: ArrayLike<number>): Float32Array {
  return Float32Array.from(p, (value) => (value >= UNIT_24 / 2 ? value : 0));
}

/** float32 of 1 / threshold, and 0 for 0. */
export function inverses(threshold: Float32Array): Float32Array {
  return threshold.map((value) => (value > 0 ? 1 / value : 0));
}

/** The draws of instance k under `sampling`. */
export function activityOf(run: ResolvedRun, k: number, sampling: 'iid' | 'non-empty'): Activity {
  const p = run.units.map(({ features }) => run.featureProbability[k * run.nFeatures + features[0]!]!);
  const threshold = thresholds(p);
  const scale = inverses(threshold);
  if (sampling === 'iid') {
    return { threshold, scale, firstThreshold: threshold, firstScale: scale, emptyWeight: 0, drawnWeight: 1 };
  }
  const first = new Float64Array(p.length);
  let someActive = 0;
  let noneActive = 1;
  for (let unit = p.length - 1; unit >= 0; unit--) {
    someActive = p[unit]! + (1 - p[unit]!) * someActive;
    noneActive *= 1 - p[unit]!;
    first[unit] = someActive > 0 ? p[unit]! / someActive : 0;
  }
  const firstThreshold = thresholds(first);
  return {
    threshold,
    scale,
    firstThreshold,
    firstScale: inverses(firstThreshold),
    emptyWeight: noneActive,
    drawnWeight: someActive,
  };
}
