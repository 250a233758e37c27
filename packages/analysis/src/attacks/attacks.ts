/**
 * How much a ReLU-output model loses under L2 attacks along the rows of W^T W, the clean x staying the target.
 *
 * FIXED: one attack for all inputs; the worst of the 2n directions is the one of largest mean loss.
 * PER EXAMPLE: for each input the worst of the 2n directions (or none). Never below fixed.
 * The two differ much: a pentagon's negative bias masks a small fixed attack on silent outputs. Name the one used.
 *
 * VULNERABILITY is (L' - L) / (L'_0 - L_0), where 0 stands for a model without superposition under the same kind of
 * attack, of the same length, on its own terms: for orthonormal features L'_0 - L_0 = max_i I_i e^2 (`orthonormalGrowth`).
 * A dense-trained model run on sparse data as the reference would turn the ratio around.
 *
 * Source: Toy Models of Superposition, "Relationship to Adversarial Robustness"; exact losses by `theory` (a fixed attack d
 * shifts the bias by W^T W d).
 */
import type { DataLaw } from '@toymodels/theory';
import type { InstanceView, RealArray } from '../view.js';
import type { SampledInputs } from './inputs.js';
import { notYet } from '../internal/not-yet.js';

/** Over which inputs: all of a law, exactly (at most 12 features), or samples. */
export type AttackData = { readonly law: DataLaw } | { readonly samples: SampledInputs };

export interface AttackOptions {
  /** e, the L2 length of the attack, above 0; e.g. a tenth of theory's `meanInputNorm(law)`. */
  readonly epsilon: number;
  /** I, [feature]. Default the law's; 1 for samples. */
  readonly importance?: RealArray | readonly number[];
}

/** What an attack does to the loss. */
export interface AttackOutcome {
  readonly kind: 'fixed' | 'per-example';
  readonly epsilon: number;
  /** L, the loss without attack. */
  readonly cleanLoss: number;
  /** L' - L under the worst attack, >= 0. */
  readonly growth: number;
  /** Standard error of `growth`; 0 where it is exact. */
  readonly standardError: number;
}

export interface FixedAttackOutcome extends AttackOutcome {
  readonly kind: 'fixed';
  /** Loss under +e M_i/|M_i| and under -e M_i/|M_i|, [attack i, 2]. */
  readonly attackedLoss: Float64Array;
  /** The output attacked by the worst of them, and with which sign. */
  readonly worstFeature: number;
  readonly worstSign: 1 | -1;
  readonly method: 'exact' | 'sampled';
}

/** One attack for all inputs; exact when a law is given. The standard error of a sampled growth does not include the choice of the worst. */
export function fixedAttacks(
  model: InstanceView,
  data: AttackData,
  options: AttackOptions,
): FixedAttackOutcome {
  void model, data, options;
  return notYet();
}

export interface PerExampleOutcome extends AttackOutcome {
  readonly kind: 'per-example';
  /** How often each output's attack was the worst one, as a share of the weight of all inputs, [attack]. */
  readonly chosen: Float64Array;
}

/** The worst attack for each input, by samples. */
export function perExampleAttacks(
  model: InstanceView,
  samples: SampledInputs,
  options: AttackOptions,
): PerExampleOutcome {
  void model, samples, options;
  return notYet();
}

/**
 * L'_0 - L_0 of orthonormal features without bias: max_i I_i e^2, for fixed attacks as well as per example, as +e on an
 * active or silent feature adds e^2 and nothing adds more.
 *
 * @param epsilon above 0
 * @param importance default 1 for all
 */
export function orthonormalGrowth(epsilon: number, importance: RealArray | readonly number[] = [1]): number {
  void epsilon, importance;
  return notYet();
}

export interface Vulnerability {
  readonly kind: 'fixed' | 'per-example';
  /** (L' - L) / (L'_0 - L_0). */
  readonly ratio: number;
  readonly standardError: number;
  /** L' - L. */
  readonly numerator: number;
  /** L'_0 - L_0. */
  readonly denominator: number;
  /** What the denominator is, in words. */
  readonly reference: string;
}

/**
 * The ratio, with its denominator named.
 *
 * @param reference default orthonormal features of importance 1; or the outcome of the same kind of attack with the
 * same length on a model without superposition, trained and run on its own data
 * @throws InvalidArgumentError when kinds or lengths differ, or the reference does not lose
 */
export function vulnerability(outcome: AttackOutcome, reference?: AttackOutcome): Vulnerability {
  void outcome, reference;
  return notYet();
}
