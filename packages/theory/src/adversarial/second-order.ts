/**
 * What a small fixed attack costs: the curvature of the loss in its biases.
 *
 * THEOREM. Output j sees an attack only as a shift q_j = (M d)_j of its bias, and the loss is a sum of functions of
 * one bias each, L = sum_j l_j(b_j). Hence L' - L = sum_j [l_j(b_j + q_j) - l_j(b_j)], without cross terms, and
 *
 *   L' - L = sum_j q_j dL/db_j + sum_j k_j q_j^2 + O(q^3),
 *   k_j = (1/2) d^2 L / db_j^2 = I_j { P(pre_j > 0) - E[ x_j delta(pre_j) ] },    pre_j = b_j + sum_i M_ji x_i.
 *
 * The first sum vanishes where the biases are optimal. The second term of k_j is the ReLU's kink, which moves: for a set
 * T of active features with j in T, a = |W_j|^2 and u = -b_j - sum_{i in T, i != j} M_ji x_i,
 *
 *   E[ x_j delta(pre_j) ] = E[ u [0 < u < a] ] / a^2 = { E u_+ - E (u - a)_+ - a P(u > a) } / a^2.
 *
 * PROOF. d/db (x - (t)_+)^2 = 2 ((t)_+ - x [t > 0]), and its derivative is 2 ([t > 0] - x delta(t)). Given the others,
 * pre_j = a x_j - u vanishes at x_j = u/a with density 1/a.
 *
 * At b_j = 0 the empty input has its kink there and k_j jumps; the value from below is given.
 *
 * Source: derived here, after the paper's "Relationship to adversarial robustness".
 */

import { activeMoments } from '../exact/active-moments.js';
import { checkExactInput } from '../exact/relu-output.js';
import { supportTable } from '../exact/supports.js';
import { checkLaw, checkSupported, gramMatrix, type ExactInput } from '../input.js';

/** The largest n of {@link biasCurvature}. */
export const MAX_CURVATURE_FEATURES = 8;

/**
 * k_j = (1/2) d^2 L / db_j^2 of the exact loss, [feature]. Accurate to about 1e-16 / |W_j|^4.
 *
 * @throws UnsupportedError above {@link MAX_CURVATURE_FEATURES} features; InvalidArgumentError, ShapeError
 */
export function biasCurvature(input: ExactInput): Float64Array {
  const law = checkLaw(input);
  const { bias } = checkExactInput(input);
  const n = input.nFeatures;
  checkSupported(
    n,
    MAX_CURVATURE_FEATURES,
    'The exact curvature',
    'It takes the moments of every set of active features.',
  );
  const gram = gramMatrix(input);
  const curvature = new Float64Array(n);
  supportTable(law).forEach((probability, mask) => {
    if (probability === 0) return;
    for (let j = 0; j < n; j++) {
      if (law.importance[j] === 0) continue;
      const slopes: number[] = [];
      for (let i = 0; i < n; i++) if (i !== j && (mask >> i) & 1) slopes.push(gram[j * n + i]!);
      const isActive = ((mask >> j) & 1) === 1;
      const own = gram[j * n + j]!;
      const all = isActive ? [...slopes, own] : slopes;
      const positive = activeMoments(all, bias[j]!).probabilityPositive;
      const kink = isActive ? meanAtKink(slopes, own, bias[j]!) : 0;
      curvature[j]! += probability * law.importance[j]! * (positive - kink);
    }
  });
  return curvature;
}

/** E[ x_j delta(own x_j + slopes . x + bias) ]. */
function meanAtKink(slopes: readonly number[], own: number, bias: number): number {
  const least = slopes.reduce((sum, a) => sum + Math.min(a, 0), bias);
  const most = slopes.reduce((sum, a) => sum + Math.max(a, 0), bias) + own;
  // It never bends: the difference below would be nothing but rounding.
  if (own === 0 || least >= 0 || most <= 0) return 0;
  const negated = slopes.map((a) => -a);
  const above = activeMoments(negated, -bias - own);
  return (activeMoments(negated, -bias).mean - above.mean - own * above.probabilityPositive) / (own * own);
}
