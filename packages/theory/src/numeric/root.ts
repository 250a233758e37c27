/** Roots by bisection: slow, but the bracket is the error bound. */

import { InvalidArgumentError } from '@toymodels/core';

/**
 * Where `test` turns from true to false between `low` (true) and `high` (false), by bisection until the
 * bracket is as narrow as `tolerance` or rounding. Returns the middle of the bracket.
 */
export function bisectSwitch(test: (x: number) => boolean, low: number, high: number, tolerance = 0): number {
  let lo = low;
  let hi = high;
  while (Math.abs(hi - lo) > tolerance) {
    const middle = lo + (hi - lo) / 2;
    if (middle === lo || middle === hi) break;
    if (test(middle)) lo = middle;
    else hi = middle;
  }
  return lo + (hi - lo) / 2;
}

/** A root of a continuous function with opposite signs at `low` and `high`, to `tolerance` or rounding. */
export function bisectRoot(f: (x: number) => number, low: number, high: number, tolerance = 0): number {
  const atLow = f(low);
  const atHigh = f(high);
  if (atLow === 0) return low;
  if (atHigh === 0) return high;
  if (!(atLow * atHigh < 0)) {
    throw new InvalidArgumentError(
      `no change of sign between ${low} (${atLow}) and ${high} (${atHigh}); a bracket must enclose the root`,
    );
  }
  return bisectSwitch((x) => f(x) * atLow > 0, low, high, tolerance);
}

/**
 * A root by the Illinois variant of false position, for functions that are dear to evaluate: superlinear,
 * and the root stays bracketed. Stops when the bracket or the step is below `tolerance`.
 */
export function bracketedRoot(
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance: number,
): number {
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0)) {
    throw new InvalidArgumentError(
      `no change of sign between ${low} (${fa}) and ${high} (${fb}); a bracket must enclose the root`,
    );
  }
  let previous = Infinity;
  for (let step = 0; step < 100; step++) {
    const x = b - (fb * (b - a)) / (fb - fa);
    const fx = f(x);
    if (fx === 0 || Math.abs(b - a) <= tolerance || Math.abs(x - previous) <= tolerance) return x;
    previous = x;
    if (fx * fb < 0) {
      a = b;
      fa = fb;
    } else {
      fa /= 2;
    }
    b = x;
    fb = fx;
  }
  return b;
}
