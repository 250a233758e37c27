/**
 * Recomputes reference cases: one function for each kind of case.
 *
 * A file of cases is `{ cases: [{ id, kind, inputs, expected, tolerance: { rel, abs? } }] }`; `expected` is a
 * number or an object of numbers and (nested) lists, and the answer has the same shape.
 */

import { InvalidFileError } from '@toymodels/core';

import { fixedAttack } from '../adversarial/attack.js';
import { meanInputNorm } from '../adversarial/mean-norm.js';
import { nonlinearCompressionError } from '../compression/nonlinear.js';
import { compressedSensingDimensions } from '../compression/sensing.js';
import { activeMoments } from '../exact/active-moments.js';
import { activeErrorOneSparse, interferenceOneSparse } from '../exact/one-sparse.js';
import { reluOutputLoss, reluOutputLossAndGradient } from '../exact/relu-output.js';
import { splitByActiveCount } from '../exact/split.js';
import { pentagonDigonCrossover } from '../geometry/crossover.js';
import { featureDimensionalities } from '../geometry/dimensionality.js';
import { optimalKgon } from '../geometry/kgon.js';
import { solveThomson } from '../geometry/thomson.js';
import { absoluteValueLoss, reluHiddenLoss, type HiddenInput } from '../hidden/exact.js';
import { linearFlow, linearModeStrength } from '../linear/dynamics.js';
import {
  linearLoss,
  linearLossAtOptimalBias,
  linearOptimalBias,
  whitenedLinearLoss,
} from '../linear/loss.js';
import { linearOptimum } from '../linear/optimum.js';
import { biasFreeSurface, confusedBorder } from '../phase/mcgrath.js';
import { threeFeatureCandidates } from '../phase/three-features.js';
import { twoFeatureCandidates, twoFeatureCandidatesWithBias } from '../phase/two-features.js';
import {
  featureMajor,
  hiddenMajor,
  matrixIn,
  modelIn,
  numberIn,
  vectorIn,
  type CaseInputs,
} from './case-inputs.js';

/** A number, or numbers in lists and objects. */
export type CaseValue = number | readonly CaseValue[] | { readonly [key: string]: CaseValue };

/** One reference case. */
export interface ReferenceCase {
  readonly id: string;
  readonly kind: string;
  readonly inputs: CaseInputs;
  readonly expected: CaseValue;
  /** A number passes within rel * |expected| + abs. */
  readonly tolerance: { readonly rel: number; readonly abs?: number };
}

/** A case recomputed. */
export interface CaseResult {
  readonly id: string;
  readonly kind: string;
  readonly expected: CaseValue;
  readonly computed: CaseValue;
  /** Largest |computed - expected| / |expected| over the numbers (absolute where 0 is expected) */
  readonly deviation: number;
  readonly passed: boolean;
}

const EVALUATORS: Readonly<Record<string, (inputs: CaseInputs) => CaseValue>> = {
  linear_loss: (c) => linearLoss(modelIn(c)),
  linear_optimal_bias: (c) => ({
    b: [...linearOptimalBias(modelIn(c))],
    loss: linearLossAtOptimalBias(modelIn(c)),
  }),
  linear_loss_white: (c) => whitenedLinearLoss(modelIn(c), vectorIn(c, 'I'), vectorIn(c, 'b')),
  linear_global_min: (c) => {
    const { loss, kept } = linearOptimum({
      nFeatures: numberIn(c, 'n'),
      nHidden: numberIn(c, 'm'),
      importance: vectorIn(c, 'I'),
      featureProbability: vectorIn(c, 'p'),
    });
    return { loss, kept };
  },
  saxe_mode: (c) => linearModeStrength(numberIn(c, 'a0'), numberIn(c, 'rate'), numberIn(c, 't')),
  saxe_flow: (c) => {
    const rows = matrixIn(c, 'W0');
    const start = { nFeatures: rows[0]!.length, nHidden: rows.length, weights: featureMajor(rows) };
    return { M: hiddenMajor(linearFlow(start, numberIn(c, 't')), start.nFeatures) };
  },
  interference_1sparse: (c) => interferenceOneSparse(numberIn(c, 'a'), numberIn(c, 'b')),
  benefit_1sparse: (c) => activeErrorOneSparse(numberIn(c, 'g'), numberIn(c, 'b')),
  subset_moments: (c) => {
    const moments = activeMoments(vectorIn(c, 'a'), numberIn(c, 'b'));
    return {
      ER2: moments.meanSquare,
      ER: moments.mean,
      ExjR: moments.meanTimesFeature[numberIn(c, 'j')] ?? NaN,
    };
  },
  relu_output_loss: (c) => reluOutputLoss(modelIn(c)),
  relu_output_loss_sets: (c) => reluOutputLoss(modelIn(c)),
  relu_output_Lk: (c) => ({ L: [...splitByActiveCount(modelIn(c)).lossSum] }),
  relu_output_grad: (c) => {
    const model = modelIn(c);
    const { weightGradient, biasGradient } = reluOutputLossAndGradient(model);
    return { dW: hiddenMajor(weightGradient, model.nHidden), db: [...biasGradient] };
  },
  phase_n2m1_nobias: (c) => {
    const { extraIgnored, extraDedicated, antipodal } = twoFeatureCandidates(
      numberIn(c, 'r'),
      numberIn(c, 'p'),
    );
    return { keepFirst: extraIgnored, keepExtra: extraDedicated, antipodal };
  },
  phase_n2m1_optbias: (c) => {
    const found = twoFeatureCandidatesWithBias(numberIn(c, 'r'), numberIn(c, 'p'));
    const { extraIgnored, extraDedicated, antipodal, antipodalBias } = found;
    return { keepFirst: extraIgnored, keepExtra: extraDedicated, antipodal, antipodalBias };
  },
  phase_n3m2_nobias: (c) => {
    const found = threeFeatureCandidates(numberIn(c, 'r'), numberIn(c, 'p'));
    return {
      perp001: found.extraIgnored,
      perp100: found.firstIgnored,
      perp011: found.extraPaired,
      perp110: found.othersPaired,
    };
  },
  mcgrath_surface: (c) =>
    biasFreeSurface(numberIn(c, 'u'), numberIn(c, 'w'), numberIn(c, 'r'), numberIn(c, 'p')),
  confused_boundary: (c) => confusedBorder(numberIn(c, 'r')),
  dimensionality: (c) => ({ D: [...featureDimensionalities(modelIn(c))] }),
  kgon_1sparse_optimum: (c) => {
    const { squaredNorm, radius, bias, lossPerFeature } = optimalKgon(numberIn(c, 'k'));
    return { g: squaredNorm, radius, bias, lossPerFeature };
  },
  relu_thomson_min: (c) => solveThomson(numberIn(c, 'N'), { dimension: numberIn(c, 'd') }).energy,
  pentagon_digon_crossover: (c) => {
    const { ratio, loss } = pentagonDigonCrossover(numberIn(c, 'p'));
    return { ratio, loss };
  },
  mean_input_norm: (c) => {
    const featureProbability = vectorIn(c, 'p');
    return meanInputNorm({
      nFeatures: featureProbability.length,
      importance: featureProbability.map(() => 1),
      featureProbability,
    });
  },
  adversarial_fixed_attack: (c) => {
    const { cleanLoss, attackedLoss, worstLoss } = fixedAttack(modelIn(c), numberIn(c, 'eps'));
    const pairs = Array.from({ length: attackedLoss.length / 2 }, (_, i) => [
      attackedLoss[2 * i]!,
      attackedLoss[2 * i + 1]!,
    ]);
    return { cleanLoss, attackedLoss: pairs, worst: worstLoss };
  },
  nonlinear_compression_mse: (c) => nonlinearCompressionError(numberIn(c, 'Z'), numberIn(c, 'eps')),
  cs_bound: (c) => compressedSensingDimensions(numberIn(c, 'n'), numberIn(c, 'p')),
  relu_hidden_loss: (c) => reluHiddenLoss(hiddenIn(c)),
  abs_model_loss: (c) => absoluteValueLoss(hiddenIn(c)),
};

/** The kinds of case that {@link evaluateReferenceCase} knows. */
export const REFERENCE_KINDS: readonly string[] = Object.keys(EVALUATORS);

/**
 * Recomputes one case and compares.
 *
 * @throws InvalidFileError for an unknown kind or inputs that cannot be read
 */
export function evaluateReferenceCase(reference: ReferenceCase): CaseResult {
  const { id, kind, inputs, expected, tolerance } = reference;
  const evaluate = Object.hasOwn(EVALUATORS, kind) ? EVALUATORS[kind] : undefined;
  if (evaluate === undefined) {
    throw new InvalidFileError(
      `case ${id} is of kind ${JSON.stringify(kind)}; known are ${REFERENCE_KINDS.join(', ')}`,
    );
  }
  if (!(tolerance?.rel >= 0)) {
    throw new InvalidFileError(
      `case ${id} has no tolerance.rel; give the relative deviation allowed, such as 1e-9`,
    );
  }
  const computed = evaluate(inputs);
  const { deviation, passed } = compare(computed, expected, tolerance.rel, tolerance.abs ?? 0);
  return { id, kind, expected, computed, deviation, passed };
}

/** Compares every number of `expected` with its counterpart; what is missing fails. */
function compare(
  computed: CaseValue | undefined,
  expected: CaseValue,
  rel: number,
  abs: number,
): { deviation: number; passed: boolean } {
  if (typeof expected === 'number') {
    if (typeof computed !== 'number') return { deviation: Infinity, passed: false };
    const distance = Math.abs(computed - expected);
    return {
      deviation: expected === 0 || distance === 0 ? distance : distance / Math.abs(expected),
      passed: distance <= rel * Math.abs(expected) + abs,
    };
  }
  if (
    computed === undefined ||
    typeof computed === 'number' ||
    Array.isArray(computed) !== Array.isArray(expected)
  ) {
    return { deviation: Infinity, passed: false };
  }
  let deviation = 0;
  let passed = !Array.isArray(expected) || (computed as readonly CaseValue[]).length === expected.length;
  for (const [key, value] of Object.entries(expected)) {
    const part = compare((computed as Record<string, CaseValue>)[key], value, rel, abs);
    deviation = Math.max(deviation, part.deviation);
    passed &&= part.passed;
  }
  return { deviation, passed };
}

/** W1 as [hidden][feature], W2 as [feature][hidden]. */
function hiddenIn(inputs: CaseInputs): HiddenInput {
  const encoder = matrixIn(inputs, 'W1');
  return {
    nFeatures: encoder[0]!.length,
    nHidden: encoder.length,
    encoder: featureMajor(encoder),
    decoder: Float64Array.from(matrixIn(inputs, 'W2').flat()),
    bias: vectorIn(inputs, 'b'),
    importance: vectorIn(inputs, 'I'),
    featureProbability: vectorIn(inputs, 'p'),
  };
}
