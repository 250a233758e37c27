/**
 * The grid of a phase diagram and how its cells are stored.
 *
 * Rows are relative importances of the extra feature, columns feature probabilities, both evenly
 * spaced on a logarithmic axis; cells are [importance ratio, feature probability], row-major. Names of
 * phases are stored as one letter each: one string for each cell (a letter for each model) or each row.
 */

import { InvalidArgumentError } from '@toymodels/core';
import { logSpaced } from '@toymodels/theory';
import type { Cell } from './cells.js';

/** From, to and number of points of a logarithmic axis, both ends included. */
export interface LogAxis {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The axes of a phase diagram. */
export interface PhaseGridSpec {
  /** Relative importance r of the extra feature. */
  readonly importanceRatio: LogAxis;
  /** 1 - S. */
  readonly featureProbability: LogAxis;
}

/** Points of an axis. */
export function axisValues({ from, to, count }: LogAxis): number[] {
  return Array.from(logSpaced(from, to, count));
}

/** One cell for each pair, the extra feature being the last of `nFeatures`, the others of importance 1. */
export function gridCells(grid: PhaseGridSpec, nFeatures: number): Cell[] {
  const probabilities = axisValues(grid.featureProbability);
  return axisValues(grid.importanceRatio).flatMap((ratio) => {
    const importance = Array.from({ length: nFeatures }, (_, i) => (i === nFeatures - 1 ? ratio : 1));
    return probabilities.map((featureProbability) => ({ featureProbability, importance }));
  });
}

/** Names as letters. */
export class PhaseCode<Name extends string> {
  readonly #letters: Readonly<Record<Name, string>>;
  readonly #names: ReadonlyMap<string, Name>;

  constructor(letters: Readonly<Record<Name, string>>) {
    this.#letters = letters;
    this.#names = new Map((Object.keys(letters) as Name[]).map((name) => [letters[name], name]));
  }

  encode(names: readonly Name[]): string {
    return names.map((name) => this.#letters[name]).join('');
  }

  decode(text: string): Name[] {
    return Array.from(text, (letter) => {
      const name = this.#names.get(letter);
      if (name === undefined) {
        throw new InvalidArgumentError(
          `"${letter}" stands for no phase; known are ${[...this.#names.keys()].join(', ')}`,
        );
      }
      return name;
    });
  }
}

/** How often each name occurs. */
export function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** The name that occurs most often; ties go to the one seen first. */
export function majority<Name extends string>(names: readonly Name[]): Name {
  const counts = tally(names);
  return names.reduce((best, name) => (counts[name]! > counts[best]! ? name : best));
}

/** Share of positions in which two lists agree. */
export function agreement(a: readonly unknown[], b: readonly unknown[]): number {
  return a.filter((each, i) => each === b[i]).length / a.length;
}

/** A number to so many significant digits: how grids are stored, since no claim needs more. */
export function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
