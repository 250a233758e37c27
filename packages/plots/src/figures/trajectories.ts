/**
 * A quantity of every feature over training, the loss below it on the same steps, events marked
 * through both.
 *
 * Source: Toy Models of Superposition, Superposition and Learning Dynamics.
 */
import { UnsupportedError } from '@toymodels/core';
import { type ChartOptions } from '../options.js';

/** One run. */
export interface TrajectoryData {
  /** Step of each checkpoint, increasing. */
  readonly steps: ArrayLike<number>;
  readonly nFeatures: number;
  /** The quantity, [checkpoint, feature], row-major, finite. */
  readonly values: ArrayLike<number>;
  /** Loss, [checkpoint], or at `lossSteps` where those are given. */
  readonly losses?: ArrayLike<number>;
  readonly lossSteps?: ArrayLike<number>;
  /** Exact or other single curves drawn over the features' lines, e.g. closed-form growth, [checkpoint] each. */
  readonly overlays?: readonly { readonly label: string; readonly values: ArrayLike<number> }[];
  /** Colour of each feature's line, [feature]: names of polytopes, or set numbers. Default: by feature, the first strongest. */
  readonly polytopes?: readonly (string | undefined)[];
  readonly sets?: readonly number[];
}

export interface TrajectoriesOptions extends ChartOptions {
  /** The quantity and its unit, e.g. `D_{i}`. */
  readonly yTitle: string;
  /** Moments to mark with a tick and a word. */
  readonly events?: readonly { readonly step: number; readonly label: string }[];
  /** Values to read against. */
  readonly levels?: readonly { readonly value: number; readonly label: string }[];
  /** Default 'linear'. */
  readonly stepScale?: 'linear' | 'log';
  /** Default 'log'. */
  readonly lossScale?: 'linear' | 'log';
  /** Height of the upper axes in px, default 240; the loss takes half of it. */
  readonly height?: number;
}

/** Stand-alone SVG. @throws InvalidArgumentError, ShapeError */
export function trajectories(data: TrajectoryData, options: TrajectoriesOptions): string {
  throw new UnsupportedError(`trajectories is being written: ${data.nFeatures} ${options.title}`);
}
