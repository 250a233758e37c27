/**
 * Energy levels: series that stay on a level, jump within a few samples, and stay on another.
 *
 * RULE, with its thresholds. (1) A running median takes out single outliers. (2) A plateau is a run of at least `leastLength`
 * samples within a range of at most `tolerance`; the longest is taken first, then the longest of what is left. (3) Two neighbouring
 * plateaus are a jump when their levels (medians) differ by at least `leastJump` and at most `longestJump` samples lie
 * between them. A slow drift makes many neighbouring plateaus a tolerance apart, and no jump. (4) Jumps of several features
 * within `longestJump` samples of each other are one event.
 *
 * Source: Toy Models of Superposition, "Superposition and Learning Dynamics" (discrete energy level jumps of D_i); rule made here.
 */
import type { RealArray } from '../view.js';
import { notYet } from '../internal/not-yet.js';

/** Values of several features over training. */
export interface LevelSeries {
  /** Step of each sample, increasing, [sample]. */
  readonly steps: RealArray | readonly number[];
  /** [sample, feature], row-major, e.g. `featureDimensionality` of each checkpoint. */
  readonly values: RealArray;
  readonly nFeatures: number;
}

export interface JumpOptions {
  /** Width of the running median, an odd whole number; 1 for none. Default 3. */
  readonly medianWidth?: number;
  /** Largest range within a plateau, > 0. Default 0.05. */
  readonly tolerance?: number;
  /** Samples of the shortest plateau, at least 2. Default 4. */
  readonly leastLength?: number;
  /** Smallest difference of levels that is a jump, > 0. Default 0.1 (2/5 to 1/2 is one). */
  readonly leastJump?: number;
  /** Most samples between the plateaus of a jump, at least 0. Default a tenth of the series, at least 2. */
  readonly longestJump?: number;
}

export interface Plateau {
  readonly feature: number;
  /** First and last sample, both included. */
  readonly first: number;
  readonly last: number;
  /** Median. */
  readonly level: number;
}

export interface Jump {
  readonly feature: number;
  readonly from: number;
  readonly to: number;
  /** Step at which the series crosses the middle between the levels, between samples by a straight line. */
  readonly step: number;
  /** Last sample of the plateau before, and first of the one after. */
  readonly before: number;
  readonly after: number;
}

/** Jumps that happen together. */
export interface JumpEvent {
  /** Median of their steps. */
  readonly step: number;
  readonly jumps: readonly Jump[];
  /** Smallest `before` and largest `after` of them, samples. */
  readonly before: number;
  readonly after: number;
}

export interface JumpAnalysis {
  /** By feature, then time. */
  readonly plateaus: readonly Plateau[];
  /** By time. */
  readonly jumps: readonly Jump[];
  /** By time. */
  readonly events: readonly JumpEvent[];
}

export function findJumps(series: LevelSeries, options: JumpOptions = {}): JumpAnalysis {
  void series, options;
  return notYet();
}
