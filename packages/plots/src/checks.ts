/** Checks that several figures make of their options and data. */
import { InvalidArgumentError } from '@toymodels/core';

/** @throws InvalidArgumentError for NaN and for less than 100 px */
export function checkHeight(height: number): void {
  if (!(height >= 100 && height <= 10_000))
    throw new InvalidArgumentError(`height is ${height}; give at least 100 px`);
}

/** @throws InvalidArgumentError for an option that is none of the words */
export function checkWord(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value))
    throw new InvalidArgumentError(`${name} is "${value}"; give one of ${allowed.join(', ')}`);
}

/** @throws InvalidArgumentError for what a scale cannot show */
export function checkOnScale(what: string, value: number, scale: 'linear' | 'log'): void {
  if (!(Number.isFinite(value) && (scale === 'linear' || value > 0)))
    throw new InvalidArgumentError(
      `${what} is ${value}; give a finite number${scale === 'log' ? ' > 0, or a linear scale' : ''}`,
    );
}
