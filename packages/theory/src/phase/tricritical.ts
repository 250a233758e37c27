/**
 * Where the softening of the dedicated solution changes from continuous to first order.
 *
 * Let g(w) be the least loss at W_extra = -w, over W_first and both biases, minus the dedicated loss. On the
 * softening line (`landau.ts`) its term in w^2 vanishes and
 *
 *   g(w) = c_3(r) w^3 + O(w^4).
 *
 * c_3 > 0: the extra weight grows from zero, second order. c_3 < 0: a weak antipodal minimum lies below the dedicated
 * solution already where that is still stable, first order. c_3 changes sign at one ratio, the tricritical point
 * (0.89644, 0.83732); just above it the jump is too small to be seen in the optima themselves.
 *
 * c_3 is read off the exact loss: g(w)/w^3 at w = 0.02, 0.01 and 0.005, extrapolated to 0 (Richardson).
 *
 * Source: derived for this project.
 */

import { ReluOutputLoss } from '../exact/relu-output.js';
import { bisectSwitch } from '../numeric/root.js';
import { minimise } from '../optimise/bfgs.js';
import { softDirection, softeningProbability } from './landau.js';

/** c_3(r), importance ratio in (0, 1). */
export function softeningCubic(importanceRatio: number): number {
  const r = importanceRatio;
  const p = softeningProbability(r);
  const loss = new ReluOutputLoss({
    nFeatures: 2,
    nHidden: 1,
    importance: [1, r],
    featureProbability: [p, p],
  });
  const dedicated = r * (p / 3 - (p * p) / 4);
  const { firstWeight, firstBias } = softDirection(p);
  const weightGradient = new Float64Array(2);
  const biasGradient = new Float64Array(2);
  const ratio = (w: number): number => {
    const { value } = minimise(
      (x, gradient) => {
        const found = loss.evaluate(Float64Array.of(x[0]!, -w), x.subarray(1), weightGradient, biasGradient);
        gradient.set([weightGradient[0]!, biasGradient[0]!, biasGradient[1]!]);
        return found;
      },
      Float64Array.of(1 + firstWeight * w, firstBias * w, p / 2),
      { gradientTolerance: 1e-13 },
    );
    return (value - dedicated) / w ** 3;
  };
  const [far, near, nearest] = [ratio(0.02), ratio(0.01), ratio(0.005)];
  const first = 2 * near - far;
  const second = 2 * nearest - near;
  return (4 * second - first) / 3;
}

/** The point of the softening line where c_3 = 0. */
export function tricriticalPoint(): {
  readonly importanceRatio: number;
  readonly featureProbability: number;
} {
  const importanceRatio = bisectSwitch((r) => softeningCubic(r) > 0, 0.8, 0.98, 1e-9);
  return { importanceRatio, featureProbability: softeningProbability(importanceRatio) };
}
