/**
 * How counts grow with the dimension: exponentially, or like a power?
 *
 * Straight lines by least squares through log N against d, and through log N against log d.
 */
import { notYet } from '../internal/not-yet.js';

/** N = prefactor * exp(rate * d), or prefactor * d^rate. */
export interface GrowthFit {
  readonly rate: number;
  readonly prefactor: number;
  /** Share of the variance of log N explained, <= 1; 1 when all counts are alike. */
  readonly rSquared: number;
  /** Standard error of the rate; 0 for two points. */
  readonly rateError: number;
}

export interface Growth {
  readonly exponential: GrowthFit;
  readonly power: GrowthFit;
  /** Which of them explains more. */
  readonly better: 'exponential' | 'power';
}

/**
 * @param dimensions d > 0, at least two different ones
 * @param counts N > 0, one a dimension
 */
export function fitGrowth(dimensions: readonly number[], counts: readonly number[]): Growth {
  void dimensions, counts;
  return notYet();
}
