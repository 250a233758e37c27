/**
 * Dimensionality of every feature against sparsity: one dot a feature, spread sideways by the
 * feature's index, with lines at the fractions that polytopes have and their glyphs at the edge.
 *
 * Dots take the hue and the shape of the polytope that was found by code; without one they are plain.
 *
 * Source: Toy Models of Superposition, The Geometry of Superposition.
 */
import { UnsupportedError } from '@toymodels/core';
import { type ChartOptions } from '../options.js';

/** All features of one model. */
export interface DimensionalityColumn {
  /** p = 1-S, in (0, 1]; no two columns share one. */
  readonly featureProbability: number;
  /** D_i, [feature], finite and >= 0. */
  readonly dimensionality: ArrayLike<number>;
  /** Name of the polytope each feature is part of, [feature]; `undefined` where it has none. */
  readonly polytopes?: readonly (string | undefined)[];
}

/** A fraction with its line. */
export interface DimensionalityLevel {
  /** D, in [0, 1]. */
  readonly value: number;
  /** At the right edge, e.g. `2/5`. */
  readonly label: string;
  /** Names of the polytopes drawn beside it. */
  readonly polytopes?: readonly string[];
}

export interface DimensionalityScatterOptions extends ChartOptions {
  /** Default: 0, 3/8, 2/5, 1/2, 2/3, 3/4 and 1 with the polytopes of each. */
  readonly levels?: readonly DimensionalityLevel[];
  /** Default '1/(1-S)', as in the paper; both run towards sparser. */
  readonly xQuantity?: '1-S' | '1/(1-S)';
  /** Height of the axes in px, default 380. */
  readonly height?: number;
}

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function dimensionalityScatter(
  columns: readonly DimensionalityColumn[],
  options: DimensionalityScatterOptions,
): string {
  throw new UnsupportedError(`dimensionalityScatter is being written: ${columns.length} ${options.title}`);
}
