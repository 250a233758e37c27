/**
 * How counts grow with the dimension: exponentially, or like a power?
 *
 * Straight lines by least squares through log N against d, and through log N against log d.
 */

import { InvalidArgumentError, ShapeError } from '@toymodels/core';
import { checkAbove0 } from '../internal/options.js';

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
  if (dimensions.length !== counts.length) {
    throw new ShapeError(
      `there are ${dimensions.length} dimensions and ${counts.length} counts; give one count each`,
    );
  }
  [...dimensions, ...counts].forEach((value) => checkAbove0('a dimension or count', value));
  if (new Set(dimensions).size < 2) {
    throw new InvalidArgumentError(
      `${new Set(dimensions).size} different dimensions were given; a line needs at least two`,
    );
  }
  const logs = counts.map(Math.log);
  const exponential = fitLine(dimensions, logs);
  const power = fitLine(dimensions.map(Math.log), logs);
  return { exponential, power, better: exponential.rSquared >= power.rSquared ? 'exponential' : 'power' };
}

function fitLine(x: readonly number[], y: readonly number[]): GrowthFit {
  const n = x.length;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / n;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, xy, yy] = [0, 0, 0];
  x.forEach((value, i) => {
    xx += (value - meanX) ** 2;
    xy += (value - meanX) * (y[i]! - meanY);
    yy += (y[i]! - meanY) ** 2;
  });
  const rate = xy / xx;
  const left = Math.max(0, yy - rate * xy);
  return {
    rate,
    prefactor: Math.exp(meanY - rate * meanX),
    rSquared: yy > 0 ? 1 - left / yy : 1,
    rateError: n > 2 ? Math.sqrt(left / (n - 2) / xx) : 0,
  };
}
