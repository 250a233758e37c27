/**
 * BFGS: quasi-Newton minimisation of a smooth function of up to a few hundred variables, in float64.
 *
 *   d = -H g,   x <- x + t d (strong Wolfe),   H <- (I - s y^T / s.y) H (I - y s^T / s.y) + s s^T / s.y
 *
 * with s the step, y the change of gradient, and H scaled by s.y / y.y before its first update.
 * Source: Nocedal & Wright, "Numerical Optimization" (2006), algorithm 6.1. The exact losses here have no
 * noise, so the gradient falls superlinearly to rounding; sampled losses would need something else.
 */

import { strongWolfe } from './line-search.js';

/** f(x), writing its gradient into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

/** When to stop. */
export interface MinimiseOptions {
  /** Stop at |gradient| (Euclidean) below this; default 1e-9. */
  readonly gradientTolerance?: number;
  /** Stop after so many iterations; default 1000. */
  readonly maxIterations?: number;
}

/** The end of a minimisation. */
export interface Minimum {
  /** where it ended; a new array */
  readonly x: Float64Array;
  readonly value: number;
  readonly gradientNorm: number;
  readonly iterations: number;
  readonly evaluations: number;
  /** `converged`: tolerance reached. `stalled`: rounding allows no further descent. `max-iterations`. */
  readonly status: 'converged' | 'stalled' | 'max-iterations';
}

/** Minimises `objective` from `start`, which is not changed. */
export function minimise(objective: Objective, start: Float64Array, options: MinimiseOptions = {}): Minimum {
  const tolerance = options.gradientTolerance ?? 1e-9;
  const maxIterations = options.maxIterations ?? 1000;
  const n = start.length;
  const x = start.slice();
  const gradient = new Float64Array(n);
  const trial = new Float64Array(n);
  const trialGradient = new Float64Array(n);
  const direction = new Float64Array(n);
  const y = new Float64Array(n);
  const hy = new Float64Array(n);
  const inverse = new Float64Array(n * n);
  let value = objective(x, gradient);
  // Rounding of a loss is relative to its largest terms, of the size of the first value.
  const scale = Math.abs(value);
  let evaluations = 1;
  let iterations = 0;
  let fresh = true;
  let norm = Math.sqrt(dot(gradient, gradient));
  let status: Minimum['status'] = 'max-iterations';

  let lastStep = 0;
  const line = (t: number): { t: number; value: number; slope: number } => {
    evaluations++;
    lastStep = t;
    for (let i = 0; i < n; i++) trial[i] = x[i]! + t * direction[i]!;
    const trialValue = objective(trial, trialGradient);
    return { t, value: trialValue, slope: dot(trialGradient, direction) };
  };

  for (;;) {
    if (norm <= tolerance) {
      status = 'converged';
      break;
    }
    if (iterations >= maxIterations) break;
    if (fresh) for (let i = 0; i < n; i++) direction[i] = -gradient[i]!;
    else {
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += inverse[i * n + k]! * gradient[k]!;
        direction[i] = -sum;
      }
    }
    let slope = dot(gradient, direction);
    if (!(slope < 0)) {
      fresh = true;
      for (let i = 0; i < n; i++) direction[i] = -gradient[i]!;
      slope = -norm * norm;
    }
    const noise = 1e-14 * Math.max(Math.abs(value), scale);
    // Steepest descent has no scale of its own: begin with a step of a tenth, at most.
    const found = strongWolfe(line, value, slope, fresh ? Math.min(1, 0.1 / norm) : 1, noise);
    if (found === undefined) {
      if (fresh) {
        status = 'stalled';
        break;
      }
      fresh = true;
      continue;
    }
    iterations++;
    const { t } = found;
    if (t !== lastStep) {
      // The search looked further than the point it returned.
      line(t);
    }
    value = found.value;
    let sy = 0;
    let yy = 0;
    for (let i = 0; i < n; i++) {
      y[i] = trialGradient[i]! - gradient[i]!;
      const s = trial[i]! - x[i]!;
      direction[i] = s;
      sy += s * y[i]!;
      yy += y[i]! * y[i]!;
      x[i] = trial[i]!;
      gradient[i] = trialGradient[i]!;
    }
    norm = Math.sqrt(dot(gradient, gradient));
    if (sy > 0) {
      if (fresh) {
        inverse.fill(0);
        for (let i = 0; i < n; i++) inverse[i * n + i] = sy / yy;
        fresh = false;
      }
      update(inverse, direction, y, hy, sy);
    } else {
      fresh = true;
    }
  }
  return { x, value, gradientNorm: norm, iterations, evaluations, status };
}

/** The BFGS update of the inverse Hessian, [n, n] symmetric, in place. */
function update(inverse: Float64Array, s: Float64Array, y: Float64Array, hy: Float64Array, sy: number): void {
  const n = s.length;
  let yhy = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += inverse[i * n + k]! * y[k]!;
    hy[i] = sum;
    yhy += sum * y[i]!;
  }
  const outer = (1 + yhy / sy) / sy;
  for (let i = 0; i < n; i++) {
    const si = s[i]!;
    const hi = hy[i]!;
    for (let k = 0; k < n; k++) {
      inverse[i * n + k]! += outer * si * s[k]! - (hi * s[k]! + si * hy[k]!) / sy;
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
