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
import { InvalidArgumentError } from '@toymodels/core';
import { fixedAttack as exactFixedAttack, type DataLaw } from '@toymodels/theory';
import { checkAbove0, checkWhole, completeOptions } from '../internal/options.js';
import { checkInstance, checkSamples, forEachInput, importancesOf } from '../internal/relu-output.js';
import type { InstanceView, RealArray } from '../view.js';
import { attackDirections } from './directions.js';
import type { SampledInputs } from './inputs.js';

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
  /** L' - L under the worst attack; per example never below 0. */
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
  const { epsilon, importance } = completeAttackOptions('fixedAttacks', model, options);
  const { weights, bias, nFeatures, nHidden } = model;
  if ('law' in data) {
    const law = { ...data.law, importance: importance ?? data.law.importance };
    const exact = exactFixedAttack({ ...law, nFeatures, nHidden, weights, bias }, epsilon);
    return {
      ...fixedOutcome(exact.attackedLoss, exact.cleanLoss, epsilon),
      standardError: 0,
      method: 'exact',
    };
  }
  const { samples } = data;
  checkSamples(samples, nFeatures);
  const squares = new Float64Array(2 * nFeatures);
  const means = new Float64Array(2 * nFeatures);
  const attackedLoss = new Float64Array(2 * nFeatures);
  let cleanLoss = 0;
  attackEach(model, samples, epsilon, importance, (clean, growth, weight, drawn) => {
    cleanLoss += weight * clean;
    for (let a = 0; a < growth.length; a++) {
      attackedLoss[a]! += weight * (clean + growth[a]!);
      if (drawn) {
        means[a]! += growth[a]!;
        squares[a]! += growth[a]! ** 2;
      }
    }
  });
  const outcome = fixedOutcome(attackedLoss, cleanLoss, epsilon);
  const worst = 2 * outcome.worstFeature + (outcome.worstSign === 1 ? 0 : 1);
  return {
    ...outcome,
    standardError: standardError(samples, means[worst]!, squares[worst]!),
    method: 'sampled',
  };
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
  const { epsilon, importance } = completeAttackOptions('perExampleAttacks', model, options);
  checkSamples(samples, model.nFeatures);
  const chosen = new Float64Array(model.nFeatures);
  let [cleanLoss, growth, sum, squares] = [0, 0, 0, 0];
  attackEach(model, samples, epsilon, importance, (clean, growths, weight, drawn) => {
    let worst = -1;
    for (let a = 0; a < growths.length; a++) {
      if (growths[a]! > (worst < 0 ? 0 : growths[worst]!)) worst = a;
    }
    const most = worst < 0 ? 0 : growths[worst]!;
    if (worst >= 0) chosen[worst >> 1]! += weight;
    cleanLoss += weight * clean;
    growth += weight * most;
    if (drawn) {
      sum += most;
      squares += most * most;
    }
  });
  return {
    kind: 'per-example',
    epsilon,
    cleanLoss,
    growth,
    standardError: standardError(samples, sum, squares),
    chosen,
  };
}

/**
 * L'_0 - L_0 of orthonormal features without bias: max_i I_i e^2, for fixed attacks as well as per example, as +e on an
 * active or silent feature adds e^2 and nothing adds more.
 *
 * @param epsilon above 0
 * @param importance default 1 for all
 */
export function orthonormalGrowth(epsilon: number, importance: RealArray | readonly number[] = [1]): number {
  checkAbove0('epsilon', epsilon);
  checkWhole('the number of importances', importance.length, 1);
  return epsilon * epsilon * Math.max(...importancesOf(importance, importance.length));
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
 * same length on a model without superposition, trained and run on its own data; or its growth, e.g. `orthonormalGrowth`
 * with other importances
 * @throws InvalidArgumentError when kinds or lengths differ, or the reference does not lose
 */
export function vulnerability(outcome: AttackOutcome, reference?: AttackOutcome | number): Vulnerability {
  const given = typeof reference === 'object';
  if (given && (reference.kind !== outcome.kind || reference.epsilon !== outcome.epsilon)) {
    throw new InvalidArgumentError(
      `a ${outcome.kind} attack of length ${outcome.epsilon} is compared with a ${reference.kind} one of ${reference.epsilon}; ` +
        'attack both models alike',
    );
  }
  const denominator = given ? reference.growth : (reference ?? orthonormalGrowth(outcome.epsilon));
  checkAbove0("the growth L'_0 - L_0 of the reference", denominator);
  const ratio = outcome.growth / denominator;
  const error = given ? reference.standardError : 0;
  return {
    kind: outcome.kind,
    ratio,
    standardError: Math.hypot(outcome.standardError, ratio * error) / denominator,
    numerator: outcome.growth,
    denominator,
    reference: given
      ? 'a reference model under the same attack on its own data'
      : reference === undefined
        ? 'orthonormal features of importance 1: epsilon^2'
        : 'a given growth',
  };
}

interface CompleteAttackOptions {
  readonly epsilon: number;
  readonly importance: Float64Array | undefined;
}

function completeAttackOptions(
  who: string,
  model: InstanceView,
  options: AttackOptions,
): CompleteAttackOptions {
  const defaults: { epsilon: number; importance: AttackOptions['importance'] | undefined } = {
    epsilon: Number.NaN,
    importance: undefined,
  };
  const { epsilon, importance } = completeOptions(who, defaults, options);
  checkInstance(model);
  checkAbove0('epsilon', epsilon);
  return {
    epsilon,
    importance: importance === undefined ? undefined : importancesOf(importance, model.nFeatures),
  };
}

/**
 * Visits every input with its loss and what each of the 2n attacks adds to it, [attack i, 2] (a buffer); `drawn` tells
 * samples from the empty input.
 */
function attackEach(
  model: InstanceView,
  samples: SampledInputs,
  epsilon: number,
  given: Float64Array | undefined,
  visit: (clean: number, growth: Float64Array, weight: number, drawn: boolean) => void,
): void {
  const n = model.nFeatures;
  const importance = importancesOf(given, n);
  const { shifts, lengths } = attackDirections(model);
  const growth = new Float64Array(2 * n);
  const errors = new Float64Array(n);
  let first = samples.emptyWeight > 0;
  forEachInput(model, samples, (x, pre, weight) => {
    let clean = 0;
    for (let j = 0; j < n; j++) {
      errors[j] = importance[j]! * (x[j]! - Math.max(pre[j]!, 0)) ** 2;
      clean += errors[j]!;
    }
    for (let i = 0; i < n; i++) {
      let [plus, minus] = [0, 0];
      if (lengths[i]! > 0) {
        for (let j = 0; j < n; j++) {
          const shift = epsilon * shifts[i * n + j]!;
          plus += importance[j]! * (x[j]! - Math.max(pre[j]! + shift, 0)) ** 2 - errors[j]!;
          minus += importance[j]! * (x[j]! - Math.max(pre[j]! - shift, 0)) ** 2 - errors[j]!;
        }
      }
      growth[2 * i] = plus;
      growth[2 * i + 1] = minus;
    }
    visit(clean, growth, weight, !first);
    first = false;
  });
}

function fixedOutcome(
  attackedLoss: Float64Array,
  cleanLoss: number,
  epsilon: number,
): Omit<FixedAttackOutcome, 'standardError' | 'method'> {
  let worst = 0;
  for (let a = 0; a < attackedLoss.length; a++) if (attackedLoss[a]! > attackedLoss[worst]!) worst = a;
  return {
    kind: 'fixed',
    epsilon,
    cleanLoss,
    growth: attackedLoss[worst]! - cleanLoss,
    attackedLoss,
    worstFeature: worst >> 1,
    worstSign: worst % 2 === 0 ? 1 : -1,
  };
}

/** Of (1 - emptyWeight) times a mean of samples, from their sum and sum of squares; NaN for one sample. */
function standardError({ nSamples, emptyWeight }: SampledInputs, sum: number, squares: number): number {
  const mean = sum / nSamples;
  const variance = Math.max(0, squares / nSamples - mean * mean);
  return (1 - emptyWeight) * Math.sqrt(variance / (nSamples - 1));
}
