/**
 * Reads the options of `toymodels theory`; what is out of range becomes a usage error that says what is allowed.
 */

import { InvalidArgumentError, type FeatureValues } from '@toymodels/core';
import { InvalidArgumentError as InvalidOptionValue } from 'commander';

/** A finite number in plain or scientific notation; NaN for anything else, the empty text included. */
function numberOf(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

/** A number above 0. */
export function parsePositive(text: string): number {
  const value = numberOf(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidOptionValue('Allowed are finite numbers above 0.');
  return value;
}

/** A feature probability above 0: at 0 every model is optimal. */
export function parseProbability(text: string): number {
  const value = numberOf(text);
  if (!(value > 0 && value <= 1)) throw new InvalidOptionValue('Allowed are numbers above 0, up to 1.');
  return value;
}

/** A whole number from `least` to `most`. */
export function parseWhole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidOptionValue(`Allowed are whole numbers from ${least} to ${most}.`);
    }
    return value;
  };
}

/** The most vertices that a table of k-gons goes to: far beyond the largest benefit, at 8. */
const MAX_K = 1000;

/** `5`, or `3..10` with both ends: k of a k-gon. */
export function parseKs(text: string): number[] {
  const [, from = '', to = from] = /^\s*(\d+)(?:\.\.(\d+))?\s*$/.exec(text) ?? [];
  const [first, last] = [numberOf(from), numberOf(to)];
  if (!(first >= 3 && last >= first && last <= MAX_K)) {
    throw new InvalidOptionValue(
      `Allowed are a number of vertices or a range, from 3 to ${MAX_K}: 5, or 3..10.`,
    );
  }
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const VALUE_FORMS =
  'Allowed are one number for all features, one a feature (1,0.9,0.8), or a curve: geometric:RATIO, ' +
  'geometric:FIRST:RATIO, linear:FIRST:LAST, logarithmic:FIRST:LAST.';

/** Values of the features: a number, a list or a curve. Lengths and ranges are checked with the model's sizes. */
export function parseFeatureValues(text: string): FeatureValues {
  const parts = text.split(':');
  const numbers = (texts: readonly string[]): number[] => {
    const values = texts.map(numberOf);
    if (!values.every(Number.isFinite)) throw new InvalidOptionValue(VALUE_FORMS);
    return values;
  };
  if (parts.length === 1) {
    const values = numbers(text.split(','));
    return values.length === 1 ? values[0]! : values;
  }
  const curve = parts[0]!.trim();
  const values = numbers(parts.slice(1));
  if (curve === 'geometric' && values.length <= 2) {
    const [first, ratio] = values.length === 1 ? [1, values[0]!] : [values[0]!, values[1]!];
    return { curve, first, ratio };
  }
  if ((curve === 'linear' || curve === 'logarithmic') && values.length === 2) {
    return { curve, first: values[0]!, last: values[1]! };
  }
  throw new InvalidOptionValue(VALUE_FORMS);
}

/** `--bias free|zero` */
export function parseBias(text: string): 'free' | 'zero' {
  if (text !== 'free' && text !== 'zero') throw new InvalidOptionValue('Allowed are free and zero.');
  return text;
}

/** Error texts of a run spec's parts, for files and options that have those parts at their top. */
export function withoutDataPrefix<T>(what: string, check: () => T): T {
  try {
    return check();
  } catch (cause) {
    if (!(cause instanceof InvalidArgumentError)) throw cause;
    const message = cause.message
      .replace(/^invalid run spec:/, `${what} is not right:`)
      .replaceAll(/\b(data|model)\.(?=[a-zA-Z])/g, '');
    throw new InvalidArgumentError(message, { cause });
  }
}
