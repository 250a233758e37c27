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
import { activityOf, inverses, thresholds } from './activity.js';

/** How the training samples of an instance are drawn: one draw a feature, or one a gap. */
export type DrawScheme = 'per-feature' | 'gaps';

/**
 * Gaps are drawn where no feature is active in so large a share of the samples that are drawn. Measured by
 * `packages/backend-wasm/scripts/measure-paths.mjs`: there the two schemes cost about the same.
 */
export const GAPS_BELOW = 0.1;

/** The same for `non-empty` samples, which have no empty ones that a scheme could profit from. */
export const NON_EMPTY_GAPS_BELOW = 0.12;

/**
 * Least of the largest probability for which `non-empty` samples are drawn by gaps. The longest gap is
 * 24 log(2) / p cells, here 545 000: float32 tells all of them apart, so that none has to be cut.
 */
const NON_EMPTY_FROM: number = 2 ** -15;

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
 * The scheme that training samples of instance k are drawn by. A rule of the spec alone, for it decides the samples.
 *
 * `gaps` for independent features that are all rare among the samples drawn: active in a share p of `iid` samples, below
 * {@link GAPS_BELOW}, or in p / P(x != 0) of `non-empty` ones, below {@link NON_EMPTY_GAPS_BELOW}. With one probability
 * for all of n features, that share is above 1/n.
 */
export function drawScheme(run: ResolvedRun, k: number): DrawScheme {
  if (!run.units.every(({ kind }) => kind === 'single')) return 'per-feature';
  const largest = largestOf(probabilities(run, k));
  if (run.spec.training.sampling === 'iid') return largest < GAPS_BELOW ? 'gaps' : 'per-feature';
  const share = largest / activityOf(run, k, 'non-empty').drawnWeight;
  return largest >= NON_EMPTY_FROM && share < NON_EMPTY_GAPS_BELOW ? 'gaps' : 'per-feature';
}

function largestOf(p: Float64Array): number {
  return p.reduce((most, value) => Math.max(most, value), 0);
}

/** -log(1 - p) without cancellation. */
function rateOf(p: number): number {
  return p < 1e-4 ? p + p * p * (1 / 2 + p / 3) : -log(1 - p);
}

/** The gaps of instance k. */
export function gapRuleOf(run: ResolvedRun, k: number): GapRule {
  const p = probabilities(run, k);
  const largest = largestOf(p);
  const threshold = thresholds(p.map((value) => (largest > 0 ? value / largest : 0)));
  return {
    scale: Math.fround(-1 / Math.max(rateOf(largest), 2 ** -60)),
    threshold,
    inverse: inverses(threshold),
  };
}

/** Is given an active feature: its sample and itself, from 0, and a float32 uniform in [0, 1]. */
export type PlaceActive = (sample: number, feature: number, value: number) => void;

/**
 * Draws a chunk: calls `place` for every active feature, each lane in its order. Impure: advances the generator.
 *
 * @param generator at the start of the chunk's stream
 * @param nSamples samples of the chunk that are wanted
 */
export function drawGaps(
  generator: LaneGenerator,
  { scale, threshold, inverse }: GapRule,
  nSamples: number,
  place: PlaceActive,
): void {
  const nFeatures = threshold.length;
  const position = new Int32Array(LANES).fill(-1);
  const end = position.map((_, lane) => samplesOfLane(nSamples, lane) * nFeatures);
  const goesOn = (): boolean => position.some((at, lane) => at < end[lane]!);
  drawCandidates(generator, scale, goesOn, (lane, gap, v) => {
    const at = Math.min(LONGEST_GAP, position[lane]! + 1 + gap);
    position[lane] = at;
    if (!(at < end[lane]!)) return;
    const feature = at % nFeatures;
    if (!(v < threshold[feature]!)) return;
    place(lane + LANES * Math.floor(at / nFeatures), feature, Math.fround(v * inverse[feature]!));
  });
}

/**
 * The same for `non-empty` samples: those of an endless row of samples that are not empty, in their order. Given
 * that it is not empty, each has the law that it should have, and none depends on another; the empty ones between
 * them are part of a gap and cost nothing.
 *
 * The rule must be of an instance whose {@link drawScheme} is `gaps`: its gaps are short enough not to be cut.
 */
export function drawNonEmptyGaps(
  generator: LaneGenerator,
  { scale, threshold, inverse }: GapRule,
  nSamples: number,
  place: PlaceActive,
): void {
  const nFeatures = threshold.length;
  /** The last candidate's feature, in whichever sample. */
  const position = new Int32Array(LANES).fill(-1);
  const wanted = position.map((_, lane) => samplesOfLane(nSamples, lane));
  /** Non-empty samples so far. */
  const found = new Int32Array(LANES);
  /** Whether the sample sought has no active feature yet. */
  const empty = Array<boolean>(LANES).fill(true);
  const goesOn = (): boolean => found.some((count, lane) => count <= wanted[lane]!);
  drawCandidates(generator, scale, goesOn, (lane, gap, v) => {
    const at = position[lane]! + 1 + gap;
    const feature = at % nFeatures;
    position[lane] = feature;
    empty[lane] ||= at >= nFeatures;
    if (!(v < threshold[feature]!)) return;
    if (empty[lane]) found[lane]!++;
    empty[lane] = false;
    if (found[lane]! > wanted[lane]!) return;
    place(lane + LANES * (found[lane]! - 1), feature, Math.fround(v * inverse[feature]!));
  });
}

/** Round after round, the gap to the next candidate of each lane, and the draw that thins it. */
function drawCandidates(
  generator: LaneGenerator,
  scale: number,
  goesOn: () => boolean,
  take: (lane: number, gap: number, v: number) => void,
): void {
  const u = new Float32Array(LANES);
  const v = new Float32Array(LANES);
  while (goesOn()) {
    generator.next(u);
    generator.next(v);
    for (let lane = 0; lane < LANES; lane++) take(lane, gapOf(u[lane]!, scale), v[lane]!);
  }
}

/** Of the first `nSamples` of a chunk. */
function samplesOfLane(nSamples: number, lane: number): number {
  return Math.ceil((nSamples - lane) / LANES);
}

/** Cells to skip, from a draw that is a multiple of 2^-24. */
function gapOf(u: number, scale: number): number {
  const midpoint = ((u / UNIT_24) | 1) * UNIT_24;
  return Math.min(LONGEST_GAP, Math.floor(Math.fround(logFloat32(midpoint) * scale)));
}
