/**
 * What a live check is: two sides of one equation, each computed in its own way, at a point that the reader moves.
 *
 * A check is one file in `checks/`. The page and the tests run the same file: the page at the point the
 * reader chose, the tests at many random ones (`test/derivation.test.ts`).
 */
import type { RandomStream } from '@toymodels/core';

/** One number that the reader may change. */
export interface Slider {
  readonly key: string;
  /** In plain text: "p", "bias of all". */
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly start: number;
  /** How the value is shown, default as it is. */
  readonly show?: (value: number) => string;
}

/** Feature vectors in the plane, to be dragged. */
export interface PlaneVectors {
  readonly start: readonly (readonly [x: number, y: number])[];
  /** All of length 1: they can only be turned. */
  readonly unit?: true;
}

/** Where the reader is. */
export interface Point {
  readonly values: Readonly<Record<string, number>>;
  /** W, [feature, 2] */
  readonly weights: Float64Array;
}

/** One equation at one point. */
export interface Row {
  /** LaTeX, as short as can be: "L", "|W_1|^2". */
  readonly of: string;
  readonly left: number;
  readonly right: number;
  /** = (default), or an inequality. */
  readonly relation?: '=' | '≥' | '≤';
  /** How far apart the sides may be and still agree: rounding, or sampling error, or the order that is left out. */
  readonly within: number;
}

export interface Check {
  /** What is checked, in a few words. */
  readonly title: string;
  /** How each side is computed, in a few words. */
  readonly leftIs: string;
  readonly rightIs: string;
  readonly sliders: readonly Slider[];
  readonly vectors?: PlaneVectors;
  rows(point: Point): readonly Row[];
  /** One sentence about what is seen at this point. */
  remark?(point: Point, rows: readonly Row[]): string;
}

/** Rounding of a double-precision computation of numbers about so large. */
export const rounding = (value: number, digits = 10): number => (1 + Math.abs(value)) * 10 ** -digits;

/** Whether both sides agree as far as the check promises. NaN never agrees. */
export function agrees({ left, right, relation = '=', within }: Row): boolean {
  if (relation === '≥') return left >= right - within;
  if (relation === '≤') return left <= right + within;
  return Math.abs(left - right) <= within;
}

export function startOf({ sliders, vectors }: Check): Point {
  return {
    values: Object.fromEntries(sliders.map(({ key, start }) => [key, start])),
    weights: Float64Array.from(vectors?.start.flat() ?? []),
  };
}

/** Somewhere else: every slider on one of its steps, every vector of about its usual length. */
export function randomPoint({ sliders, vectors }: Check, random: RandomStream): Point {
  const values = sliders.map(({ key, min, max, step }) => {
    const steps = Math.round((max - min) / step);
    return [key, round(min + step * random.integer(steps + 1))] as const;
  });
  const weights = (vectors?.start ?? []).flatMap(() => {
    const angle = 2 * Math.PI * random.uniform();
    const length = vectors?.unit ? 1 : 0.25 + 1.1 * random.uniform();
    return [length * Math.cos(angle), length * Math.sin(angle)];
  });
  return { values: Object.fromEntries(values), weights: Float64Array.from(weights) };
}

/** Without the dust of binary steps: 0.30000000000000004 is 0.3. */
export const round = (value: number): number => Number(value.toPrecision(12));
