/**
 * Attacks on the ReLU-output model along the rows of W^T W.
 *
 * THEOREM. A fixed attack x -> x + d, with the clean x as the target, moves the pre-activations by M d,
 * M = W^T W: its expected loss is the exact loss with b -> b + M d. For output i the strongest direction of
 * length e is d = +-e M_i / |M_i|.
 *
 * Without superposition (orthonormal features, b = 0) the loss grows by e^2. For unit vectors in a tight frame
 * of n features in m dimensions |M_i|^2 = 1/D_i = n/m, so that the attacked output alone grows by e^2 / D_i, and
 * all outputs together by (n/m)^2 e^2 while every one is in its linear regime.
 *
 * DEFINITIONS MATTER. "Fixed" takes one attack for all inputs and its worst direction; "per example" lets the
 * attacker choose for each input. A negative bias masks a small fixed attack on silent outputs, so a pentagon
 * looks far less vulnerable under the first and far more under the second. Name the one used.
 *
 * Source: the paper, "Relationship to adversarial robustness"; derived here.
 */

import type { RandomStream } from '@toymodels/core';

import {
  checkCount,
  checkPositive,
  checkWeights,
  gramMatrix,
  type ExactInput,
  type TiedWeights,
} from '../input.js';
import { checkExactInput, ReluOutputLoss } from '../exact/relu-output.js';
import { meanInputNorm } from './mean-norm.js';

/** Exact losses under fixed attacks. */
export interface FixedAttack {
  readonly epsilon: number;
  readonly cleanLoss: number;
  /** L under +e M_i/|M_i| and -e M_i/|M_i|, [feature, 2]; a feature with M_i = 0 cannot be attacked */
  readonly attackedLoss: Float64Array;
  /** The largest of `attackedLoss` */
  readonly worstLoss: number;
  readonly worstFeature: number;
}

/**
 * The exact loss under each of the 2n fixed attacks.
 *
 * @param epsilon Euclidean length of the attack, above 0
 */
export function fixedAttack(input: ExactInput, epsilon: number): FixedAttack {
  checkPositive(epsilon, 'epsilon');
  const { weights, bias } = checkExactInput(input);
  const loss = new ReluOutputLoss(input);
  const n = input.nFeatures;
  const cleanLoss = loss.evaluate(weights, bias);
  const attackedLoss = new Float64Array(2 * n).fill(cleanLoss);
  let worst = 0;
  for (let i = 0; i < n; i++) {
    const shift = attackShift(input, i);
    for (const [s, sign] of [1, -1].entries()) {
      const moved = bias.map((b, j) => b + sign * epsilon * shift[j]!);
      attackedLoss[2 * i + s] = loss.evaluate(weights, moved);
      if (attackedLoss[2 * i + s]! > attackedLoss[worst]!) worst = 2 * i + s;
    }
  }
  return { epsilon, cleanLoss, attackedLoss, worstLoss: attackedLoss[worst]!, worstFeature: worst >> 1 };
}

/** M M_i / |M_i|: what the unit attack on output i adds to each pre-activation, [feature]; zero if M_i = 0. */
export function attackShift(model: TiedWeights, feature: number): Float64Array {
  checkWeights(model);
  const n = model.nFeatures;
  const gram = gramMatrix(model);
  const row = gram.subarray(feature * n, (feature + 1) * n);
  const length = Math.hypot(...row);
  const shift = new Float64Array(n);
  if (length === 0) return shift;
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < n; k++) shift[j]! += (gram[j * n + k]! * row[k]!) / length;
  }
  return shift;
}

/** How strongly a unit attack on output i is answered, in the linear regime, relative to orthonormal features. */
export interface AttackGains {
  /** (M d)_i^2 = |M_i|^2: the attacked output alone; 1/D_i for unit vectors, [feature] */
  readonly ownOutput: Float64Array;
  /** |M d|^2: all outputs, [feature] */
  readonly allOutputs: Float64Array;
  /** sum_j (M d)_j+^2: all outputs at zero input and zero bias, [feature] */
  readonly atZeroInput: Float64Array;
}

/** Gains of the attack on each output. */
export function attackGains(model: TiedWeights): AttackGains {
  const n = model.nFeatures;
  const gains = {
    ownOutput: new Float64Array(n),
    allOutputs: new Float64Array(n),
    atZeroInput: new Float64Array(n),
  };
  for (let i = 0; i < n; i++) {
    const shift = attackShift(model, i);
    gains.ownOutput[i] = shift[i]! ** 2;
    for (const change of shift) {
      gains.allOutputs[i]! += change * change;
      gains.atZeroInput[i]! += Math.max(change, 0) ** 2;
    }
  }
  return gains;
}

/** Vulnerability relative to a model without superposition. */
export interface Vulnerability {
  /** e = `share` of the mean input norm */
  readonly epsilon: number;
  /** (L' - L) / e^2 for the worst fixed attack: 1 for orthonormal features of importance 1 */
  readonly relative: number;
  readonly attack: FixedAttack;
}

/**
 * (L' - L) / (L'_0 - L_0) under the worst fixed attack; the reference is orthonormal features of importance 1 with
 * b = 0, for which L'_0 - L_0 = e^2.
 *
 * @param share attack length as a share of E|x|, above 0; default 0.1 as in the paper
 */
export function fixedAttackVulnerability(input: ExactInput, share = 0.1): Vulnerability {
  checkPositive(share, 'share');
  const epsilon = share * meanInputNorm(input);
  const attack = fixedAttack(input, epsilon);
  return { epsilon, relative: (attack.worstLoss - attack.cleanLoss) / epsilon ** 2, attack };
}

/** A sampled mean with its standard error. */
export interface SampledMean {
  readonly mean: number;
  readonly standardError: number;
}

/**
 * The growth of the loss when the attacker chooses, for each input, the worst of the 2n attacks: sampled, independent
 * features only. Impure: draws from `random`.
 *
 * @param samples at least 2
 */
export function sampledWorstAttackGrowth(
  input: ExactInput,
  epsilon: number,
  samples: number,
  random: RandomStream,
): SampledMean {
  checkPositive(epsilon, 'epsilon');
  checkCount(samples, 'samples', 2);
  const { bias } = checkExactInput(input);
  const { importance, featureProbability: p, nFeatures: n } = input;
  const gram = gramMatrix(input);
  const shifts = Array.from({ length: n }, (_, i) => attackShift(input, i));
  const x = new Float64Array(n);
  const pre = new Float64Array(n);
  const lossAt = (shift: Float64Array | undefined, size: number): number => {
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const t = pre[j]! + (shift === undefined ? 0 : size * shift[j]!);
      sum += importance[j]! * (x[j]! - Math.max(t, 0)) ** 2;
    }
    return sum;
  };
  let total = 0;
  let squares = 0;
  for (let sample = 0; sample < samples; sample++) {
    for (let i = 0; i < n; i++) x[i] = random.uniform() < p[i]! ? random.uniform() : 0;
    for (let j = 0; j < n; j++) {
      pre[j] = bias[j]!;
      for (let i = 0; i < n; i++) pre[j]! += gram[j * n + i]! * x[i]!;
    }
    const clean = lossAt(undefined, 0);
    let worst = clean;
    for (const shift of shifts) worst = Math.max(worst, lossAt(shift, epsilon), lossAt(shift, -epsilon));
    total += worst - clean;
    squares += (worst - clean) ** 2;
  }
  const mean = total / samples;
  return { mean, standardError: Math.sqrt(Math.max(0, squares / samples - mean * mean) / (samples - 1)) };
}
