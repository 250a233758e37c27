/**
 * Two numbers in one: nonlinear compression, and why it needs precision rather than sparsity.
 *
 *   s(u) = k + max(0, (u - k - 1 + e)/e)  for u in [k, k+1), k < Z - 1;   s(u) = Z - 1 for u >= Z - 1
 *   encode t = (s(Z x) + y) / Z;    decode  x^ = (s(Z t) + 1/2)/Z,  y^ = Z t - s(Z t)
 *
 * s is a staircase of Z steps with ramps of width e (in units of one step), so that it can be made of ReLUs.
 *
 * THEOREM. For x, y uniform on [0, 1], Z >= 2 and 0 <= e <= 1, E[(x - x^)^2 + (y - y^)^2] =
 *   e^3/3 - e^2/2 + e/2 - (e^4/12 + 5e^3/12 - e^2/2 + e/2)/Z + ((e^3 + e^2 + e)/3 + 1/12)/Z^2
 *   - (e^5/12 + 7e^3/12 + (e^2 + e)/3)/Z^3,
 * by integrating the pieces. Any linear code of the two in one dimension leaves 1/12.
 *
 * CONVENTION. The paper gives the idea, not the ramp. With Z = 3 and e = 0.1 of a step the error is 0.0422, half
 * the linear one; if the ramp is 0.1 of the whole range, 0.3 of a step, it is 0.0943, above it.
 *
 * Source: the paper, appendix "Nonlinear compression"; closed form derived here.
 */

import { InvalidArgumentError } from '@toymodels/core';

import { checkCount } from '../input.js';

/** The least error of any linear code of two uniform numbers in one: 1/12 (a sum of both). */
export const LINEAR_COMPRESSION_ERROR: number = 1 / 12;

/** E[(x - x^)^2 + (y - y^)^2]; `steps` Z at least 2, `ramp` e in [0, 1] in units of one step. */
export function nonlinearCompressionError(steps: number, ramp: number): number {
  check(steps, ramp);
  const e = ramp;
  const z = steps;
  const e2 = e * e;
  const e3 = e2 * e;
  return (
    e3 / 3 -
    e2 / 2 +
    e / 2 -
    ((e3 * e) / 12 + (5 * e3) / 12 - e2 / 2 + e / 2) / z +
    ((e3 + e2 + e) / 3 + 1 / 12) / (z * z) -
    ((e3 * e2) / 12 + (7 * e3) / 12 + (e2 + e) / 3) / (z * z * z)
  );
}

/** The staircase s(u), u in [0, Z]. */
export function staircase(u: number, steps: number, ramp: number): number {
  check(steps, ramp);
  const k = Math.min(Math.floor(u), steps - 1);
  if (k === steps - 1 || ramp === 0) return k;
  return k + Math.max(0, (u - k - 1 + ramp) / ramp);
}

/** t of two numbers in [0, 1]. */
export function compressPair(x: number, y: number, steps: number, ramp: number): number {
  return (staircase(steps * x, steps, ramp) + y) / steps;
}

/** The two numbers read back from t. */
export function decompressPair(t: number, steps: number, ramp: number): readonly [x: number, y: number] {
  const s = staircase(steps * t, steps, ramp);
  return [(s + 0.5) / steps, steps * t - s];
}

function check(steps: number, ramp: number): void {
  checkCount(steps, 'steps', 2);
  if (!(ramp >= 0 && ramp <= 1)) {
    throw new InvalidArgumentError(
      `invalid ramp: ${ramp}; allowed are numbers from 0 (a jump) to 1 (no flat part)`,
    );
  }
}
