/**
 * Sparse samples by the gaps between their active features: the cost is that of what is active.
 *
 * The cells of a chunk (its samples times its features) are gone through in four lanes, lane l
 * owning samples l, l + 4, l + 8, ... of the chunk, sample by sample and feature by feature. From one
 * candidate to the next a lane skips G cells, with p the largest probability of the instance:
 *
 *     G = floor(log(u) / log(1 - p)),   P(G >= g) = (1 - p)^g
 *
 * A candidate of feature i is active iff v < p_i / p, and its value is v / (p_i / p), itself uniform.
 * Every round draws u and v in all lanes, until every lane is past its cells. u is the midpoint of
 * one of 2^23 equal parts of (0, 1), v a multiple of 2^-24. All arithmetic is float32.
 *
 * Devroye, "Non-uniform random variate generation", 1986, section X.2 (geometric law by inversion)
 * and VI.2.4 (thinning).
 */

import { log } from '../numeric/elementary.js';
import { logFloat32 } from '../numeric/log-float32.js';
import { LANES, UNIT_24, type LaneGenerator } from '../random/lanes.js';
import type { ResolvedRun } from '../spec/resolve.js';
import { inverses, thresholds } from './activity.js';

/** How the training samples of an instance are drawn: one draw a feature, or one a gap. */
export type DrawScheme = 'per-feature' | 'gaps';

/**
 * Largest probability (excluded) up to which gaps are drawn. Measured by
 * `packages/backend-wasm/scripts/measure-paths.mjs`: there the two schemes cost about the same.
 */
export const GAPS_BELOW = 0.1;

/** Gaps are cut here: no lane has as many cells. */
const LONGEST_GAP: number = 2 ** 22;

/** What the gaps of one instance are drawn from. Arrays are [feature]. */
export interface GapRule {
  /** 1 / log(1 - p), float32, negative; no less than -2^60, so that it is finite for every p. */
  readonly scale: number;
  /** A candidate is active iff its draw is below this: p_i / p, float32, and 0 where that is below 2^-25. */
  readonly threshold: Float32Array;
  /** float32 of 1 / threshold, 0 where that is 0. */
  readonly inverse: Float32Array;
}

function probabilities(run: ResolvedRun, k: number): Float64Array {
  return run.featureProbability.subarray(k * run.nFeatures, (k + 1) * run.nFeatures);
}

/**
 * The scheme that training samples of instance k are drawn by: `gaps` for `iid` sampling of independent
 * features that are all rarer than {@link GAPS_BELOW}. A rule of the spec alone, for it decides the samples.
 */
export function drawScheme(run: ResolvedRun, k: number): DrawScheme {
  const gaps =
    run.spec.training.sampling === 'iid' &&
    run.units.every(({ kind }) => kind === 'single') &&
    probabilities(run, k).every((p) => p < GAPS_BELOW);
  return gaps ? 'gaps' : 'per-feature';
}

/** -log(1 - p) without cancellation. */
function rateOf(p: number): number {
  return p < 1e-4 ? p + p * p * (1 / 2 + p / 3) : -log(1 - p);
}

/** The gaps of instance k. */
export function gapRuleOf(run: ResolvedRun, k: number): GapRule {
  const p = probabilities(run, k);
  const largest = p.reduce((most, value) => Math.max(most, value), 0);
  const threshold = thresholds(p.map((value) => (largest > 0 ? value / largest : 0)));
  return {
    scale: Math.fround(-1 / Math.max(rateOf(largest), 2 ** -60)),
    threshold,
    inverse: inverses(threshold),
  };
}

/**
 * Draws a chunk: calls `place` for every active feature, each lane in its order. Impure: advances the generator.
 *
 * @param generator at the start of the chunk's stream
 * @param nSamples samples of the chunk that are wanted
 * @param place is given the sample, from 0, the feature, and a float32 uniform in [0, 1]
 */
export function drawGaps(
  generator: LaneGenerator,
  { scale, threshold, inverse }: GapRule,
  nSamples: number,
  place: (sample: number, feature: number, value: number) => void,
): void {
  const nFeatures = threshold.length;
  const u = new Float32Array(LANES);
  const v = new Float32Array(LANES);
  const position = new Int32Array(LANES).fill(-1);
  const end = Int32Array.from(position, (_, lane) => Math.ceil((nSamples - lane) / LANES) * nFeatures);
  while (position.some((at, lane) => at < end[lane]!)) {
    generator.next(u);
    generator.next(v);
    for (let lane = 0; lane < LANES; lane++) {
      const midpoint = ((u[lane]! / UNIT_24) | 1) * UNIT_24;
      const gap = Math.min(LONGEST_GAP, Math.floor(Math.fround(logFloat32(midpoint) * scale)));
      position[lane] = Math.min(LONGEST_GAP, position[lane]! + 1 + gap);
      const at = position[lane]!;
      if (!(at < end[lane]!)) continue;
      const feature = at % nFeatures;
      if (!(v[lane]! < threshold[feature]!)) continue;
      place(lane + LANES * Math.floor(at / nFeatures), feature, Math.fround(v[lane]! * inverse[feature]!));
    }
  }
}
