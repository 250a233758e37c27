/**
 * Two features in one dimension, the optimum over W and b: three phases.
 *
 * I = (1, r). A bias absorbs the mean of an ignored feature, so that, unlike in `mcgrath.ts`, W = [1, 0],
 * b = (0, p/2) is a true minimum until it goes soft (`landau.ts`). For r <= 1, as p grows:
 *
 *   strong antipodal   both weights of comparable length, opposite signs
 *   weak antipodal     the extra feature has a short opposite weight     (0.564 < r <= 1 only)
 *   dedicated          the extra feature is ignored
 *
 * strong -> weak and strong -> dedicated are first order: two minima exchange, weights jump. weak ->
 * dedicated is continuous on the softening line for r up to 0.8964 (`tricritical.ts`), weakly first order above; it
 * ends at (r, p) = (1, 1), where even dense data of equal importance prefer partial superposition
 * (L = 0.083254 < 1/12). r > 1 is the mirror image with the features exchanged and L multiplied by r.
 *
 * CONVENTION. Strong and weak are told apart by |W_short| / |W_long| against {@link WEAK_RATIO}: along the
 * first-order border the weak side reaches 0.563 (r = 1) and the strong side comes down to 0.60
 * (r = 0.05). In the antipodal phase beyond the border's end the name changes without a transition.
 *
 * Source: derived for this project by exact optimisation; the phases extend the paper's "Superposition as a phase
 * change", whose theory compares fixed W only.
 */

import { InvalidArgumentError } from '@toymodels/core';

import { checkPositive } from '../input.js';
import { ReluOutputLoss } from '../exact/relu-output.js';
import { bisectSwitch } from '../numeric/root.js';
import { optimiseFrom } from '../optimise/relu-objective.js';
import { softDirection, softeningProbability } from './landau.js';
import { softeningCubic } from './tricritical.js';

/** Below this |W_short| / |W_long| an antipodal pair is called weak. */
export const WEAK_RATIO = 0.58;

/** The exact phase of the extra feature in the two-feature model. */
export type TwoFeaturePhase = 'strong-antipodal' | 'weak-antipodal' | 'extra-ignored' | 'extra-dedicated';

/** The global optimum at one (r, p). */
export interface TwoFeatureOptimum {
  readonly phase: TwoFeaturePhase;
  readonly loss: number;
  /** W = (W_first, W_extra); the sign of the longer one is positive */
  readonly weights: readonly [number, number];
  /** b = (b_first, b_extra) */
  readonly bias: readonly [number, number];
}

/** A dedicated loss counts as beaten only by more than this, relative to it: rounding of the descent. */
const MARGIN = 1e-11;

/**
 * The optimum over W and b of n = 2, m = 1, importance (1, r), equal feature probability p.
 *
 * Descends from the strong and the weak candidates and compares them with the dedicated solution in closed
 * form; at r = 1, where two mirror images tie, the first feature has the longer weight.
 *
 * @param importanceRatio r above 0
 * @param featureProbability p in (0, 1]
 * @param hint W of a neighbouring optimum, tried as well; it never replaces the other candidates
 */
export function twoFeatureOptimum(
  importanceRatio: number,
  featureProbability: number,
  hint?: readonly [number, number],
): TwoFeatureOptimum {
  checkPositive(importanceRatio, 'importanceRatio');
  checkDense(featureProbability);
  if (importanceRatio > 1) {
    const mirror = minorOptimum(1 / importanceRatio, featureProbability, hint && [hint[1], hint[0]]);
    return {
      phase: mirror.phase === 'extra-ignored' ? 'extra-dedicated' : mirror.phase,
      loss: importanceRatio * mirror.loss,
      weights: [mirror.weights[1], mirror.weights[0]],
      bias: [mirror.bias[1], mirror.bias[0]],
    };
  }
  return minorOptimum(importanceRatio, featureProbability, hint);
}

/** r <= 1: the extra feature is the less important one. */
function minorOptimum(r: number, p: number, hint: readonly [number, number] | undefined): TwoFeatureOptimum {
  const problem = { nFeatures: 2, nHidden: 1, importance: [1, r], featureProbability: [p, p] };
  const loss = new ReluOutputLoss(problem);
  const dedicated = r * (p / 3 - (p * p) / 4);
  let best: TwoFeatureOptimum = {
    phase: 'extra-ignored',
    loss: dedicated,
    weights: [1, 0],
    bias: [0, p / 2],
  };
  const starts: (readonly [number, number, number, number])[] = [[1, -0.85, 0.02, 0.1 * p]];
  // The weak phase lives in r > 0.564, p > 0.511; descents that end in [1, 0] are slow, so they are saved elsewhere.
  if (r > 0.5 && p > 0.45) {
    const { firstWeight, firstBias } = softDirection(p);
    starts.push(
      [1 + 0.3 * firstWeight, -0.3, 0.3 * firstBias, p / 3],
      [1 + 0.05 * firstWeight, -0.05, 0.05 * firstBias, p / 2],
    );
  }
  if (hint) starts.push([hint[0], hint[1], 0, p / 4]);
  for (const [u, w, b0, b1] of starts) {
    const end = optimiseFrom(
      problem,
      { weights: [u, w], bias: [b0, b1] },
      { loss, gradientTolerance: 1e-11 },
    );
    if (!(end.loss < best.loss - MARGIN * dedicated)) continue;
    best = named(end.loss, end.weights, end.bias, r);
  }
  return best;
}

/** Puts the sign, and at r = 1 the order, in their standard form and names the phase. */
function named(loss: number, weights: Float64Array, bias: Float64Array, r: number): TwoFeatureOptimum {
  let [first, extra] = [weights[0]!, weights[1]!];
  let [b0, b1] = [bias[0]!, bias[1]!];
  if (r === 1 && Math.abs(extra) > Math.abs(first)) [first, extra, b0, b1] = [extra, first, b1, b0];
  if ((Math.abs(first) >= Math.abs(extra) ? first : extra) < 0) [first, extra] = [-first, -extra];
  const short = Math.min(Math.abs(first), Math.abs(extra));
  const long = Math.max(Math.abs(first), Math.abs(extra));
  const phase = short / long < WEAK_RATIO ? 'weak-antipodal' : 'strong-antipodal';
  return { phase, loss, weights: [first, extra], bias: [b0, b1] };
}

/** A border in p at fixed r. */
export interface PhaseBorder {
  readonly featureProbability: number;
  /** First order: the weights jump. Second order: they grow from zero. */
  readonly order: 'first' | 'second';
  /** The phase above the border */
  readonly above: TwoFeaturePhase;
  /** |W_extra| (r <= 1; of the less important feature in general) just below and just above */
  readonly weightBelow: number;
  readonly weightAbove: number;
}

/**
 * Where the strong antipodal phase ends: to the weak phase or to the dedicated one, first order either way.
 *
 * @param importanceRatio r above 0; r and 1/r give the same
 */
export function strongAntipodalBorder(importanceRatio: number): PhaseBorder {
  checkPositive(importanceRatio, 'importanceRatio');
  const r = Math.min(importanceRatio, 1 / importanceRatio);
  const strong = (p: number): boolean => minorOptimum(r, p, undefined).phase === 'strong-antipodal';
  const p = bisectSwitch(strong, 0.5 * r, 1, 1e-10);
  return border(r, p, 'first', 1e-8);
}

/**
 * Where the weak antipodal phase ends in the dedicated one, or undefined where there is no weak phase (r below
 * {@link weakPhaseBegins}). Second order on the softening line up to the tricritical point, first order above it; there
 * the border leaves the softening line so slowly that up to r = 0.91 both agree within 1e-4.
 *
 * @param importanceRatio r above 0; r and 1/r give the same. At r = 1 the border is p = 1, with nothing above it.
 */
export function weakAntipodalBorder(importanceRatio: number): PhaseBorder | undefined {
  checkPositive(importanceRatio, 'importanceRatio');
  const r = Math.min(importanceRatio, 1 / importanceRatio);
  const soft = softeningProbability(r);
  if (r === 1) return border(r, 1, 'first', 0);
  const weak = (p: number): boolean => minorOptimum(r, p, undefined).phase === 'weak-antipodal';
  if (!weak(soft - Math.min(1e-4, (1 - soft) / 4))) return undefined;
  if (softeningCubic(r) >= 0) return border(r, soft, 'second', 1e-6);
  return border(r, bisectSwitch(weak, soft, 1, 1e-10), 'first', 1e-8);
}

/** The end of the weak phase towards small r: strong, weak and dedicated meet at (0.56414, 0.51174). */
export function weakPhaseBegins(): { readonly importanceRatio: number; readonly featureProbability: number } {
  const importanceRatio = bisectSwitch(
    (r) => strongAntipodalBorder(r).featureProbability > softeningProbability(r),
    0.55,
    0.6,
    1e-9,
  );
  return { importanceRatio, featureProbability: softeningProbability(importanceRatio) };
}

function border(r: number, p: number, order: PhaseBorder['order'], step: number): PhaseBorder {
  const below = minorOptimum(r, p - step, undefined);
  const above = minorOptimum(r, Math.min(1, p + step), undefined);
  return {
    featureProbability: p,
    order,
    above: above.phase,
    weightBelow: Math.abs(below.weights[1]),
    weightAbove: Math.abs(above.weights[1]),
  };
}

function checkDense(featureProbability: number): void {
  if (!(featureProbability > 0 && featureProbability <= 1)) {
    throw new InvalidArgumentError(
      `invalid featureProbability: ${featureProbability}; allowed are numbers above 0 (at 0 every model is optimal), up to 1`,
    );
  }
}
