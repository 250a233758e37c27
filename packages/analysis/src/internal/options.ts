/** Options completed once at the boundary of a function: defaults filled in, unknown names and bad numbers refused. */
import { InvalidArgumentError } from '@toymodels/core';

/** Defaults overridden by what was given; `undefined` counts as not given. Refuses names that have no default. */
export function completeOptions<T extends object>(who: string, defaults: T, options: Partial<T>): T {
  const complete = { ...defaults };
  for (const key of Object.keys(options) as (keyof T & string)[]) {
    if (!(key in defaults))
      throw new InvalidArgumentError(
        `unknown option "${key}" of ${who}; known are ${Object.keys(defaults).join(', ')}`,
      );
    const value = options[key];
    if (value !== undefined) complete[key] = value;
  }
  return complete;
}

/** Refuses a number for which `good` is not true; NaN never is. */
export function checkNumber(name: string, value: number, good: boolean, allowed: string): void {
  if (!good) throw new InvalidArgumentError(`${name} is ${value}; give ${allowed}`);
}

/** Refuses anything but a whole number of at least `least`. */
export function checkWhole(name: string, value: number, least: number): void {
  checkNumber(name, value, Number.isInteger(value) && value >= least, `a whole number of at least ${least}`);
}

/** Refuses numbers outside (0, infinity). */
export function checkAbove0(name: string, value: number): void {
  checkNumber(name, value, value > 0 && value < Infinity, 'a finite number above 0');
}

/** Refuses numbers outside [0, 1]. */
export function checkShare(name: string, value: number): void {
  checkNumber(name, value, value >= 0 && value <= 1, 'a number from 0 to 1');
}
