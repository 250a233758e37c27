/**
 * The batches that every backend trains on: x of a step as a pure function of
 * (seed, instance, restart, step).
 *
 * Order of draws, which backends must keep to see the same data: a batch is cut into chunks of
 * {@link CHUNK_SAMPLES} samples, each with its own stream. Sparse instances draw the gaps between
 * active features, see `gaps.ts`; which ones do is the rule `drawScheme` there. For the others, a chunk
 * goes through its samples four at a time (one a lane); for these four, through the units in order, drawing
 *
 * - `single`: once. Active iff u < p; its value is u / p, itself uniform, so that no second draw is needed.
 * - `correlated`: once for activity, then once for the value of each member.
 * - `anticorrelated`: once for activity and member (floor(u / p * size)), then once for the value.
 *
 * All arithmetic is float32. The last four of a chunk are drawn whole even if fewer are used.
 */

import { LANES, LaneGenerator } from '../random/lanes.js';
import { streamKey, type Purpose } from '../random/stream.js';
import type { Word2 } from '../random/philox.js';
import type { ResolvedRun } from '../spec/resolve.js';
import { activityOf, type Activity } from './activity.js';
import { drawGaps, drawNonEmptyGaps, drawScheme, gapRuleOf, type DrawScheme, type GapRule } from './gaps.js';

/** Samples that share a stream: the grain at which a batch may be split. */
export const CHUNK_SAMPLES = 256;

/** The key of the streams that model `index` draws its samples from. */
export function dataKey(
  run: ResolvedRun,
  index: number,
  purpose: Extract<Purpose, 'data' | 'evaluation'>,
): Word2 {
  const { count } = run.spec.training.restarts;
  const instance = run.spec.instances.first + Math.floor(index / count);
  // Restarts of one instance are evaluated on the same samples, so that their order carries no sampling noise.
  return streamKey(run.spec.seed, purpose, instance, purpose === 'evaluation' ? 0 : index % count);
}

/** Draws the batches of one model. */
export class BatchSampler {
  readonly activity: Activity;
  /** How its samples are drawn. Evaluation samples are drawn feature by feature. */
  readonly scheme: DrawScheme;
  readonly #gaps?: GapRule;
  readonly #run: ResolvedRun;
  readonly #key: Word2;
  readonly #signed: boolean;

  /**
   * @param index model index
   * @param purpose `data` for training; `evaluation` draws non-empty samples whatever the training does
   */
  constructor(run: ResolvedRun, index: number, purpose: 'data' | 'evaluation' = 'data') {
    const { restarts, sampling } = run.spec.training;
    this.#run = run;
    this.#key = dataKey(run, index, purpose);
    this.#signed = run.spec.data.range === 'signed';
    const instance = Math.floor(index / restarts.count);
    this.activity = activityOf(run, instance, evaluationSampling(run, index, purpose, sampling));
    this.scheme = purpose === 'data' ? drawScheme(run, instance) : 'per-feature';
    if (this.scheme === 'gaps') this.#gaps = gapRuleOf(run, instance);
  }

  /**
   * The batch of one step.
   *
   * @param step from 0
   * @param nSamples samples to draw
   * @returns x, [sample, feature], float32
   */
  batch(step: number, nSamples: number): Float32Array {
    const { nFeatures } = this.#run;
    const { sampling } = this.#run.spec.training;
    const x = new Float32Array(nSamples * nFeatures);
    const generator = new LaneGenerator(this.#key, step, 0);
    const lanes = new Float32Array(nFeatures * LANES);
    for (let start = 0; start < nSamples; start += CHUNK_SAMPLES) {
      generator.seek(this.#key, step, start / CHUNK_SAMPLES);
      const end = Math.min(nSamples, start + CHUNK_SAMPLES);
      if (this.#gaps) {
        const drawSparse = sampling === 'iid' ? drawGaps : drawNonEmptyGaps;
        drawSparse(generator, this.#gaps, end - start, (sample, feature, value) => {
          x[(start + sample) * nFeatures + feature] = this.#place(value);
        });
        continue;
      }
      for (let sample = start; sample < end; sample += LANES) {
        this.#drawLanes(generator, lanes);
        for (let lane = 0; lane < Math.min(LANES, end - sample); lane++) {
          for (let i = 0; i < nFeatures; i++) x[(sample + lane) * nFeatures + i] = lanes[i * LANES + lane]!;
        }
      }
    }
    return x;
  }

  /** The value of an active feature from a uniform one in [0, 1]. */
  #place(unit01: number): number {
    return this.#signed ? Math.fround(Math.fround(2 * unit01) - 1) : unit01;
  }

  /** Four samples, [feature, lane]. */
  #drawLanes(generator: LaneGenerator, out: Float32Array): void {
    const { threshold, scale, firstThreshold, firstScale } = this.activity;
    const { fround } = Math;
    const draw = new Float32Array(LANES);
    const value = new Float32Array(LANES);
    const seen = [false, false, false, false];
    out.fill(0);
    this.#run.units.forEach(({ kind, features }, unit) => {
      generator.next(draw);
      const active = seen.map((was, lane) => draw[lane]! < (was ? threshold : firstThreshold)[unit]!);
      const position = seen.map((was, lane) => fround(draw[lane]! * (was ? scale : firstScale)[unit]!));
      if (kind === 'single') {
        for (let lane = 0; lane < LANES; lane++) {
          if (active[lane]) out[features[0]! * LANES + lane] = this.#place(position[lane]!);
        }
      } else if (kind === 'correlated') {
        for (const feature of features) {
          generator.next(value);
          for (let lane = 0; lane < LANES; lane++) {
            if (active[lane]) out[feature * LANES + lane] = this.#place(value[lane]!);
          }
        }
      } else {
        generator.next(value);
        for (let lane = 0; lane < LANES; lane++) {
          if (!active[lane]) continue;
          const member = Math.min(features.length - 1, Math.floor(fround(position[lane]! * features.length)));
          out[features[member]! * LANES + lane] = this.#place(value[lane]!);
        }
      }
      for (let lane = 0; lane < LANES; lane++) seen[lane] ||= active[lane]!;
    });
  }
}

/** Evaluation draws non-empty samples, unless nothing is ever active. */
function evaluationSampling(
  run: ResolvedRun,
  index: number,
  purpose: 'data' | 'evaluation',
  sampling: 'iid' | 'non-empty',
): 'iid' | 'non-empty' {
  if (purpose === 'data') return sampling;
  const k = Math.floor(index / run.spec.training.restarts.count);
  const p = run.featureProbability.subarray(k * run.nFeatures, (k + 1) * run.nFeatures);
  return p.some((value) => value > 0) ? 'non-empty' : 'iid';
}
