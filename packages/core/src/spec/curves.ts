/** Named curves and per-feature values, made into numbers. */

import { InvalidArgumentError } from '../errors.js';
import { exp, log, powInteger } from '../numeric/elementary.js';
import type { FeatureValues, InstanceValues, NamedCurve } from './types.js';

/** The value of a curve at index i of count; the same bits on every engine. */
export function curveAt(curve: NamedCurve, i: number, count: number): number {
  switch (curve.curve) {
    case 'geometric':
      return curve.first * powInteger(curve.ratio, i);
    case 'linear':
      return i === count - 1 && count > 1
        ? curve.last
        : curve.first + ((curve.last - curve.first) * i) / Math.max(1, count - 1);
    case 'logarithmic':
      if (i === 0) return curve.first;
      if (i === count - 1) return curve.last;
      return curve.first * exp((log(curve.last / curve.first) * i) / (count - 1));
  }
}

/** Per-feature values as numbers, [feature]. */
export function featureNumbers(values: FeatureValues, nFeatures: number, what: string): Float64Array {
  if (typeof values === 'number') return new Float64Array(nFeatures).fill(values);
  if ('curve' in values)
    return Float64Array.from({ length: nFeatures }, (_, i) => curveAt(values, i, nFeatures));
  if (values.length !== nFeatures) {
    throw new InvalidArgumentError(
      `${what} has ${values.length} values for ${nFeatures} features; give one number for all, one a feature, or a named curve`,
    );
  }
  return Float64Array.from(values);
}

/** The values of instance k, from its override or from what all share. */
export function valuesOfInstance(
  override: InstanceValues | undefined,
  shared: FeatureValues,
  k: number,
  count: number,
  what: string,
): FeatureValues {
  if (override === undefined) return shared;
  if ('curve' in override) return curveAt(override, k, count);
  if (override.length !== count) {
    throw new InvalidArgumentError(
      `${what} has ${override.length} entries for ${count} instances; give one an instance, or a named curve`,
    );
  }
  return override[k]!;
}
