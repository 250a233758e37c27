/**
 * Attacks of adversarial training: which samples are attacked, along what, and by how much.
 *
 * With M = W^T W of the parameters before the step, M_ij = W_i . W_j, an attacked sample is
 *
 *     x_adv = x + epsilon s M_i / |M_i|,   i uniform among the features, s = 1 or -1 as often
 *
 * and x stays its target. Where hidden units are linear, M_i is the input direction along which the
 * pre-activation of output i rises most. The attack is a constant to the gradient: nothing is
 * differentiated through M. Where |M_i| < 2^-50 there is no direction, and the sample stays as it is.
 *
 * Order of draws, which backends must keep to attack the same samples: stream (seed, `attack`, instance,
 * restart), counters step and chunk, as for the samples themselves. A chunk goes through its samples
 * four at a time (one a lane), drawing u and v: attacked iff u < share, and then floor(2 n v) is 2 i for
 * a positive sign and 2 i + 1 for a negative one. A stream of its own, so that x does not change.
 *
 * Source: the paper's section on adversarial robustness ("analytic attack on a random feature").
 */

import { LANES, LaneGenerator } from '../random/lanes.js';
import type { Word2 } from '../random/philox.js';
import { streamKey } from '../random/stream.js';
import type { ResolvedRun } from '../spec/resolve.js';
import type { AttackSpec, CompleteRunSpec } from '../spec/types.js';
import { CHUNK_SAMPLES } from './sampler.js';

/** |M_i|^2 below this is no direction: 2^-100. */
export const LEAST_SQUARED_ROW: number = 2 ** -100;

/** The attack of a training, unless it is none: no `attack`, a share of 0 or an epsilon of 0. */
export function activeAttack(training: CompleteRunSpec['training']): Required<AttackSpec> | undefined {
  const { attack } = training;
  return attack && attack.share > 0 && attack.epsilon > 0 ? attack : undefined;
}

/** The key of the stream that model `index` draws its attacks from. */
export function attackKey(run: ResolvedRun, index: number): Word2 {
  const { seed, instances, training } = run.spec;
  const { count } = training.restarts;
  return streamKey(seed, 'attack', instances.first + Math.floor(index / count), index % count);
}

/** Draws which samples of one model are attacked, and how. */
export class AttackSampler {
  readonly #key: Word2;
  readonly #share: number;
  readonly #nFeatures: number;

  /** @param index model index; the run's attack must be active */
  constructor(run: ResolvedRun, index: number) {
    this.#key = attackKey(run, index);
    this.#share = activeAttack(run.spec.training)?.share ?? 0;
    this.#nFeatures = run.nFeatures;
  }

  /**
   * The attacks of one step.
   *
   * @param step from 0
   * @param nSamples samples of the batch
   * @returns 0 for a sample that is not attacked, i + 1 for one along M_i, -(i + 1) for one against it; [sample]
   */
  attacks(step: number, nSamples: number): Int32Array {
    const attacks = new Int32Array(nSamples);
    const generator = new LaneGenerator(this.#key, step, 0);
    const [u, v] = [new Float32Array(LANES), new Float32Array(LANES)];
    for (let sample = 0; sample < nSamples; sample += LANES) {
      if (sample % CHUNK_SAMPLES === 0) generator.seek(this.#key, step, sample / CHUNK_SAMPLES);
      generator.next(u);
      generator.next(v);
      for (let lane = 0; lane < Math.min(LANES, nSamples - sample); lane++) {
        if (!(u[lane]! < this.#share)) continue;
        const chosen = Math.floor(2 * this.#nFeatures * v[lane]!);
        const feature = chosen >> 1;
        attacks[sample + lane] = chosen % 2 === 0 ? feature + 1 : -(feature + 1);
      }
    }
    return attacks;
  }
}

/**
 * The directions of all attacks on one model, M_i / |M_i|, or zeros where there is none.
 *
 * @param weights W, [feature, hidden]
 * @returns [feature, feature]: row i is the attack on feature i
 */
export function attackDirections(
  weights: Float32Array | Float64Array,
  nFeatures: number,
  nHidden: number,
): Float64Array {
  const directions = new Float64Array(nFeatures * nFeatures);
  for (let i = 0; i < nFeatures; i++) {
    const row = directions.subarray(i * nFeatures, (i + 1) * nFeatures);
    let squared = 0;
    for (let j = 0; j < nFeatures; j++) {
      let product = 0;
      for (let h = 0; h < nHidden; h++) product += weights[i * nHidden + h]! * weights[j * nHidden + h]!;
      row[j] = product;
      squared += product * product;
    }
    const scale = squared >= LEAST_SQUARED_ROW ? 1 / Math.sqrt(squared) : 0;
    for (let j = 0; j < nFeatures; j++) row[j]! *= scale;
  }
  return directions;
}

/**
 * The attacked batch.
 *
 * @param x [sample, feature]; left as it is
 * @param attacks as `AttackSampler` draws them, [sample]
 * @param directions as of {@link attackDirections}, [feature, feature]
 * @returns [sample, feature]
 */
export function attackedBatch(
  x: Float32Array | Float64Array,
  attacks: Int32Array,
  directions: Float64Array,
  epsilon: number,
): Float64Array {
  const attacked = Float64Array.from(x);
  const nFeatures = Math.sqrt(directions.length);
  attacks.forEach((attack, sample) => {
    if (attack === 0) return;
    const row = (Math.abs(attack) - 1) * nFeatures;
    for (let j = 0; j < nFeatures; j++) {
      attacked[sample * nFeatures + j]! += epsilon * Math.sign(attack) * directions[row + j]!;
    }
  });
  return attacked;
}
